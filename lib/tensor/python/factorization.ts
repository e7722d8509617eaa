/** Factorisations that PyTorch writes in Python. */
import { describeValue } from '../../base/check'
import { TorchError } from '../../base/errors'
import { operator } from '../ops/operator'
import { tidy } from '../scope'
import type { Tensor } from '../tensor'
import { bindByName, checkTensor } from './arguments'

const luWithInfo = operator('aten::_lu_with_info')
const randn = operator('aten::randn')
const qr = operator('aten::linalg_qr')
const svd = operator('aten::linalg_svd')
const matmul = operator('aten::matmul')
const mean = operator('aten::mean')

export interface LuOptions {
  pivot?: boolean
  /** Also whether each factorisation succeeded, instead of an error. */
  getInfos?: boolean
  /** Where the results go: one tensor for each. */
  out?: readonly Tensor[] | null
}

function writeInto(out: readonly Tensor[], results: readonly Tensor[]): Tensor[] {
  if (!Array.isArray(out) || out.length !== results.length) {
    throw new TorchError(
      'TYPE',
      `lu: expected out as ${results.length} tensors, found ${describeValue(out)}`,
    )
  }
  return results.map((result, i) => {
    const target: unknown = out[i]
    checkTensor(`lu: out[${i}]`, target)
    return target.resizeAs_(result).copy_(result)
  })
}

/** The packed LU factorisation [*, m, n] and its pivots. PyTorch: `torch.lu`. */
export function lu(A: Tensor, pivot?: boolean, getInfos?: boolean): Tensor[]
export function lu(A: Tensor, options: LuOptions): Tensor[]
export function lu(...args: unknown[]): Tensor[] {
  const given = bindByName<LuOptions & { A: Tensor }>(
    'lu',
    ['A!', 'pivot', 'getInfos'],
    ['out'],
    args,
  )
  checkTensor('lu', given.A)
  const { A, pivot = true, getInfos = false, out } = given
  return tidy(() => {
    const results = luWithInfo(A, { pivot, checkErrors: !getInfos }) as Tensor[]
    const wanted = results.slice(0, getInfos ? 3 : 2)
    return out ? writeInto(out, wanted) : wanted
  })
}

function adjoint(tensor: Tensor): Tensor {
  return tensor.adjoint()
}

/** An orthonormal basis that holds most of the range of A [*, m, n]: [*, m, q]. Halko et al. 2009, algorithm 4.4. */
function approximateBasis(A: Tensor, q: number, niter: number, M: Tensor | null): Tensor {
  const times = (matrix: Tensor): Tensor => {
    const found = matmul(A, matrix) as Tensor
    return M ? found.sub(matmul(M, matrix) as Tensor) : found
  }
  const timesAdjoint = (matrix: Tensor): Tensor => {
    const found = matmul(adjoint(A), matrix) as Tensor
    return M ? found.sub(matmul(adjoint(M), matrix) as Tensor) : found
  }
  const orthonormal = (matrix: Tensor): Tensor => (qr(matrix) as [Tensor, Tensor])[0]
  const columns = A.shape[A.ndim - 1]!
  const start = randn([columns, q], { dtype: A.dtype, device: A.device })
  let basis = orthonormal(times(start as Tensor))
  for (let i = 0; i < niter; ++i) basis = orthonormal(times(orthonormal(timesAdjoint(basis))))
  return basis
}

export interface LowRankOptions {
  /** A little more than the rank of A (default 6). */
  q?: number
  /** Rounds of subspace iteration (default 2). */
  niter?: number
  /** What is taken from A beforehand, such as its mean. */
  M?: Tensor | null
}

export type LowRank = [U: Tensor, S: Tensor, V: Tensor]

/**
 * A ≈ U·diag(S)·Vᴴ of rank q for a large, nearly low-rank A [*, m, n], at random.
 * PyTorch: `torch.svd_lowrank`.
 */
export function svdLowrank(A: Tensor, q?: number, niter?: number, M?: Tensor | null): LowRank
export function svdLowrank(A: Tensor, options: LowRankOptions): LowRank
export function svdLowrank(...args: unknown[]): LowRank {
  const given = bindByName<LowRankOptions & { A: Tensor }>(
    'svdLowrank',
    ['A!', 'q', 'niter', 'M'],
    [],
    args,
  )
  const { A, q = 6, niter = 2, M = null } = given
  checkTensor('svdLowrank', A)
  return tidy(() => factorize(A, q, niter, M))
}

function factorize(A: Tensor, q: number, niter: number, M: Tensor | null): LowRank {
  const [rows, columns] = A.shape.slice(-2) as [number, number]
  if (rows < columns) {
    const [U, S, V] = factorize(adjoint(A), q, niter, M && adjoint(M))
    return [V, S, U]
  }
  const basis = approximateBasis(A, q, niter, M)
  const small = matmul(adjoint(basis), M ? A.sub(M) : A) as Tensor
  const [U, S, Vh] = svd(small, { fullMatrices: false }) as [Tensor, Tensor, Tensor]
  return [matmul(basis, U) as Tensor, S, adjoint(Vh)]
}

export interface PcaOptions {
  /** Components (default 6, or the smaller side). */
  q?: number | null
  /** Take the mean of each column away first (default true). */
  center?: boolean
  niter?: number
}

/** Principal components of samples A [*, m, n], at random. PyTorch: `torch.pca_lowrank`. */
export function pcaLowrank(A: Tensor, q?: number | null, center?: boolean, niter?: number): LowRank
export function pcaLowrank(A: Tensor, options: PcaOptions): LowRank
export function pcaLowrank(...args: unknown[]): LowRank {
  const given = bindByName<PcaOptions & { A: Tensor }>(
    'pcaLowrank',
    ['A!', 'q', 'center', 'niter'],
    [],
    args,
  )
  const { A, center = true, niter = 2 } = given
  checkTensor('pcaLowrank', A)
  const q = given.q ?? Math.min(6, ...A.shape.slice(-2))
  return tidy(() => {
    const centred = center ? A.sub(mean(A, [-2], { keepdim: true }) as Tensor) : A
    return factorize(centred, q, niter, null)
  })
}
