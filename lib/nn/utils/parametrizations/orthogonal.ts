import { checkBoolean, checkChoice } from '../../../base/check'
import type { DType } from '../../../base/dtype'
import { TorchError } from '../../../base/errors'
import { finfo } from '../../../base/limits'
import { linalg, noGrad, operators, tidy, type Tensor } from '../../../tensor'
import { Module, type AnyModule } from '../../module'
import type { Buffer } from '../../parameter'
import { defineUtil } from '../define'
import { registerParametrization } from '../parametrize'
import { tensorOf } from './tensorOf'

const maps = ['matrix_exp', 'cayley', 'householder'] as const
type OrthogonalMap = (typeof maps)[number]

function isComplex(dtype: DType): boolean {
  return dtype.startsWith('complex')
}

function isOrthogonal(q: Tensor): boolean {
  const [rows, columns] = q.shape.slice(-2) as [number, number]
  const identity = operators.eye(columns, { dtype: q.dtype, device: q.device })
  const atol = 10 * rows * finfo(q.dtype).eps
  return operators.allclose(q.mH.matmul(q), identity, { atol })
}

/** Q of the tall A = Q·R with a diagonal of R that is not negative. */
function orthogonalized(a: Tensor): Tensor {
  const [reflectors, tau] = operators.geqrf(a)
  const signs = diagonalOf(reflectors).sgn().unsqueeze(-2)
  return linalg.householderProduct(reflectors, tau).mul(signs)
}

function diagonalOf(x: Tensor): Tensor {
  return x.diagonal(0, -2, -1)
}

/** An orthogonal matrix for each matrix [*, n, k], tall or wide. */
class Orthogonal extends Module<[x: Tensor]> {
  declare base: Buffer | null
  readonly shape: readonly number[]

  constructor(
    weight: Tensor,
    readonly orthogonalMap: OrthogonalMap,
    readonly useTrivialization: boolean,
  ) {
    super()
    this.shape = weight.shape
    if (useTrivialization) this.registerBuffer('base', null)
  }

  forward(x: Tensor): Tensor {
    return tidy(() => {
      const isWide = x.shape.at(-2)! < x.shape.at(-1)!
      const tall = isWide ? x.mT : x
      const q = this.orthogonalMap === 'householder' ? reflected(tall) : this.rotated(tall)
      const based = this.useTrivialization && this.base ? this.base.matmul(q) : q
      return isWide ? based.mT : based
    })
  }

  rightInverse(q: Tensor): Tensor {
    if (String(q.shape) !== String(this.shape)) {
      throw new TorchError(
        'VALUE',
        `orthogonal: expected [${this.shape.join(', ')}], found [${q.shape.join(', ')}]`,
      )
    }
    const isWide = q.shape.at(-2)! < q.shape.at(-1)!
    const tall = isWide ? q.mT : q
    return noGrad(() => {
      if (this.useTrivialization) {
        const base = tidy(() => completed(tall))
        this.base?.dispose()
        this.base = base as Buffer
        const minusIdentity = operators.zerosLike(q)
        diagonalOf(minusIdentity).fill_(-1)
        return minusIdentity
      }
      return this.reflectorsOf(tall, isWide)
    })
  }

  private reflectorsOf(tall: Tensor, isWide: boolean): Tensor {
    if (this.orthogonalMap !== 'householder') {
      throw new TorchError(
        'NOT_IMPLEMENTED',
        `orthogonal: ${this.orthogonalMap} has no inverse without useTrivialization`,
      )
    }
    return tidy(() => {
      const [reflectors, tau] = operators.geqrf(tall)
      const diagonal = diagonalOf(reflectors)
      const signs = diagonal.sign()
      diagonal.copy_(operators.where(tau.eq(0), signs.neg(), signs))
      return isWide ? reflectors.mT : reflectors
    })
  }

  /** exp or the Cayley map of the skew-symmetric matrix below the diagonal of X. */
  private rotated(tall: Tensor): Tensor {
    const [rows, columns] = tall.shape.slice(-2) as [number, number]
    const lower = tall.tril()
    const square = rows === columns ? lower : operators.pad(lower, [0, rows - columns])
    const skew = square.sub(square.mH)
    const q = this.orthogonalMap === 'matrix_exp' ? operators.matrixExp(skew) : cayley(skew, rows)
    return rows === columns ? q : q.narrow(-1, 0, columns)
  }
}

/** (I + A/2)·(I − A/2)⁻¹ */
function cayley(skew: Tensor, rows: number): Tensor {
  const identity = operators.eye(rows, { dtype: skew.dtype, device: skew.device })
  const half = skew.mul(0.5)
  return linalg.solve(identity.sub(half), identity.add(half))
}

/** The product of the Householder reflections in X, whose diagonal has signs. */
function reflected(tall: Tensor): Tensor {
  const below = tall.tril(-1)
  const tau = below.mul(below).sum(-2).add(1).reciprocal().mul(2)
  return linalg.householderProduct(below, tau).mul(diagonalOf(tall).int().unsqueeze(-2))
}

/** An orthogonal square matrix that begins with the columns given, made orthogonal. */
function completed(tall: Tensor): Tensor {
  const [rows, columns] = tall.shape.slice(-2) as [number, number]
  if (rows === columns) return isOrthogonal(tall) ? tall.clone() : orthogonalized(tall)
  const { dtype, device } = tall
  const shape = [...tall.shape.slice(0, -1), rows - columns]
  return orthogonalized(operators.cat([tall, operators.randn(shape, { dtype, device })], -1))
}

interface OrthogonalArgs {
  module: AnyModule
  name?: string
  /** matrix_exp for square or complex matrices, else householder, unless named. */
  orthogonalMap?: OrthogonalMap | 'matrixExp' | null
  /** Learn the way from the present matrix, which also allows assigning (default true). */
  useTrivialization?: boolean
}

/**
 * Keeps a weight orthogonal: QᵀQ = I for tall matrices, QQᵀ = I for wide ones; Lezcano-Casado 2019.
 * PyTorch: `torch.nn.utils.parametrizations.orthogonal`.
 */
export const orthogonal = defineUtil(
  'parametrizations.orthogonal',
  ['module!', 'name', 'orthogonalMap', 'useTrivialization'],
  (args: OrthogonalArgs, what) => {
    const { module, name = 'weight', useTrivialization = true } = args
    const weight = tensorOf(what, module, name)
    const { shape, dtype } = weight
    checkBoolean(`${what}: useTrivialization`, useTrivialization)
    if (shape.length < 2) {
      throw new TorchError('VALUE', `${what}: expected a matrix, found [${shape.join(', ')}]`)
    }
    const isSquare = shape.at(-1) === shape.at(-2)
    const given =
      args.orthogonalMap ?? (isSquare || isComplex(dtype) ? 'matrix_exp' : 'householder')
    const map = given === 'matrixExp' ? 'matrix_exp' : given
    checkChoice(`${what}: orthogonalMap`, map, maps)
    if (map === 'householder' && isComplex(dtype)) {
      throw new TorchError('VALUE', `${what}: householder: expected a real weight, found ${dtype}`)
    }
    const parametrization = new Orthogonal(weight, map, useTrivialization)
    return registerParametrization(module, name, parametrization, { unsafe: true })
  },
) as <M extends AnyModule>(
  module: M,
  nameOrOptions?: string | Omit<OrthogonalArgs, 'module'>,
  orthogonalMapOrOptions?:
    OrthogonalArgs['orthogonalMap'] | Pick<OrthogonalArgs, 'useTrivialization'>,
  options?: Pick<OrthogonalArgs, 'useTrivialization'>,
) => M
