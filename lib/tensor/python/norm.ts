import type { DType } from '../../base/dtype'
import { operator } from '../ops/operator'
import type { Tensor } from '../tensor'
import { bindByName, checkTensor } from './arguments'

export interface NormOptions {
  /** An exponent, `Infinity`, `-Infinity`, 0, 'fro' (default) or 'nuc'. */
  p?: number | 'fro' | 'nuc' | null
  dim?: number | readonly number[] | null
  keepdim?: boolean
  dtype?: DType | null
  out?: Tensor | null
}

const vectorNorm = operator('aten::linalg_vector_norm')
const matrixNorm = operator('aten::linalg_matrix_norm')
const sparseNorm = operator('aten::norm')

/**
 * The norm over `dim`, over all values by default: of vectors for a number, of matrices for 'nuc'.
 * PyTorch: `torch.norm`.
 */
export function norm(
  input: Tensor,
  p?: NormOptions['p'],
  dim?: NormOptions['dim'],
  keepdim?: boolean,
  options?: Pick<NormOptions, 'dtype' | 'out'>,
): Tensor
export function norm(input: Tensor, p: NormOptions['p'], options: Omit<NormOptions, 'p'>): Tensor
export function norm(input: Tensor, options: NormOptions): Tensor
export function norm(...args: unknown[]): Tensor {
  const given = bindByName<NormOptions & { input: Tensor }>(
    'norm',
    ['input!', 'p', 'dim', 'keepdim'],
    ['out', 'dtype'],
    args,
  )
  const { input, p = 'fro', dim = null, keepdim = false, dtype, out } = given
  checkTensor('norm', input)
  const dims = typeof dim === 'number' ? [dim] : dim
  const options = { keepdim, dtype, out: out ?? undefined }
  const all = Array.from({ length: input.ndim }, (_, index) => index)
  if (input.layout.startsWith('sparse')) {
    return sparseNorm(input, p === 'fro' ? 2 : p, dims ?? all, keepdim) as Tensor
  }
  if (p === 'nuc' || (p === 'fro' && (dims?.length ?? 0) > 2)) {
    return matrixNorm(input, p, dims ?? all, options) as Tensor
  }
  return vectorNorm(input, p === 'fro' || p === null ? 2 : p, dims, options) as Tensor
}
