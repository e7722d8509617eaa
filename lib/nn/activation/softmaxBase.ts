import { checkInteger, checkOptionNames } from '../../base/check'
import { checkTensor, type Tensor } from '../../tensor'
import { implicitDim } from '../functional/implicitDim'
import { Module } from '../module'
import { listed, withLeading } from '../options'

export interface SoftmaxOptions {
  /** Along which the scores add up to 1; null lets the rank decide, as PyTorch once did. */
  dim?: number | null
}

/** `new Softmax(1)` or `new Softmax({ dim: 1 })`, and the same for its kin. */
export abstract class SoftmaxBase extends Module<[input: Tensor]> {
  readonly dim: number | null

  constructor(dim?: number | null | SoftmaxOptions) {
    super()
    const { name } = new.target
    const options = withLeading<SoftmaxOptions>('dim', dim, {})
    checkOptionNames(name, options, ['dim'])
    this.dim = options.dim ?? null
    if (this.dim !== null) checkInteger(`${name}: dim`, this.dim)
  }

  forward(input: Tensor): Tensor {
    return this.attempt(() => {
      checkTensor('input', input)
      return this.along(input, this.dim ?? implicitDim(this.constructor.name, input))
    })
  }

  protected abstract along(input: Tensor, dim: number): Tensor

  override extraRepr(): string {
    return listed({ dim: this.dim })
  }
}
