import { checkInteger, checkNumber, checkPositiveInteger } from '../../../base/check'
import { TorchError } from '../../../base/errors'
import { noGrad, operators, tidy, type Tensor } from '../../../tensor'
import { functional } from '../../functional'
import { Module, type AnyModule } from '../../module'
import type { Buffer } from '../../parameter'
import { defineUtil } from '../define'
import { registerParametrization } from '../parametrize'
import { tensorOf } from './tensorOf'

/** w/σ(w), σ the largest singular value of w as a matrix [dim, rest], by power iteration. */
class SpectralNorm extends Module<[weight: Tensor]> {
  declare _u: Buffer
  declare _v: Buffer
  readonly dim: number

  constructor(
    weight: Tensor,
    readonly nPowerIterations: number,
    dim: number,
    readonly eps: number,
  ) {
    super()
    this.dim = dim < 0 ? dim + weight.ndim : dim
    if (weight.ndim > 1) this.begin(weight)
  }

  forward(weight: Tensor): Tensor {
    if (weight.ndim === 1) return functional.normalize(weight, { dim: 0, eps: this.eps })
    return tidy(() => {
      const matrix = this.matrixOf(weight)
      if (this.training) this.iterate(matrix, this.nPowerIterations)
      // Copies, since the next forward writes over them and backward needs these.
      const [u, v] = [this._u.clone(), this._v.clone()]
      return weight.div(operators.vdot(u, operators.mv(matrix, v)))
    })
  }

  rightInverse(value: Tensor): Tensor {
    return value
  }

  private begin(weight: Tensor): void {
    noGrad(() =>
      tidy(() => {
        const matrix = this.matrixOf(weight)
        const random = (size: number): Tensor =>
          operators.empty([size], { dtype: weight.dtype, device: weight.device }).normal_(0, 1)
        const [u, v] = matrix.shape.map(random) as [Tensor, Tensor]
        this.registerBuffer('_u', functional.normalize(u, { dim: 0, eps: this.eps }))
        this.registerBuffer('_v', functional.normalize(v, { dim: 0, eps: this.eps }))
        this.iterate(matrix, 15)
      }),
    )
  }

  private matrixOf(weight: Tensor): Tensor {
    return weight.movedim(this.dim, 0).flatten(1)
  }

  private iterate(matrix: Tensor, times: number): void {
    noGrad(() =>
      tidy(() => {
        const { eps } = this
        for (let i = 0; i < times; ++i) {
          this._u.copy_(functional.normalize(operators.mv(matrix, this._v), { dim: 0, eps }))
          const back = operators.mv(matrix.t().conj(), this._u)
          this._v.copy_(functional.normalize(back, { dim: 0, eps }))
        }
      }),
    )
  }
}

interface SpectralNormArgs {
  module: AnyModule
  name?: string
  /** Steps of power iteration in each forward while training (default 1). */
  nPowerIterations?: number
  /** Keeps norms from being 0 (default 1e-12). */
  eps?: number
  /** The dimension of outputs (default 0; 1 for transposed convolutions). */
  dim?: number | null
}

/**
 * Divides a weight by its largest singular value; Miyato and others 2018.
 * PyTorch: `torch.nn.utils.parametrizations.spectral_norm`.
 */
export const spectralNorm = defineUtil(
  'parametrizations.spectralNorm',
  ['module!', 'name', 'nPowerIterations', 'eps', 'dim'],
  (args: SpectralNormArgs, what) => {
    const { module, name = 'weight', nPowerIterations = 1, eps = 1e-12 } = args
    const weight = tensorOf(what, module, name)
    const isTransposed = module.constructor.name.startsWith('ConvTranspose')
    const dim = args.dim ?? (isTransposed ? 1 : 0)
    checkPositiveInteger(`${what}: nPowerIterations`, nPowerIterations)
    checkNumber(`${what}: eps`, eps)
    checkInteger(`${what}: dim`, dim)
    if (dim >= weight.ndim || dim < -weight.ndim) {
      throw new TorchError(
        'INDEX',
        `${what}: dim: expected one of ${weight.ndim} dimensions, found ${dim}`,
      )
    }
    return registerParametrization(
      module,
      name,
      new SpectralNorm(weight, nPowerIterations, dim, eps),
    )
  },
) as <M extends AnyModule>(
  module: M,
  nameOrOptions?: string | Omit<SpectralNormArgs, 'module'>,
  nPowerIterations?: number,
  eps?: number,
  dim?: number | null,
) => M
