import { checkInteger, describeValue } from '../../base/check'
import { OptionError } from '../../base/errors'
import { operators, type Tensor } from '../../tensor'
import { Module } from '../module'
import { listed } from '../options'

/** One dimension becomes several: the opposite of `Flatten`. PyTorch: `torch.nn.Unflatten`. */
export class Unflatten extends Module<[input: Tensor]> {
  readonly unflattenedSize: readonly number[]

  /** @param unflattenedSize what `dim` becomes; one size may be −1 */
  constructor(
    readonly dim: number,
    unflattenedSize: readonly number[],
  ) {
    super()
    checkInteger('Unflatten: dim', dim)
    const sizes: unknown = unflattenedSize
    if (!Array.isArray(sizes) || !sizes.every(Number.isSafeInteger)) {
      const found = Array.isArray(sizes)
        ? `[${sizes.map(describeValue).join(', ')}]`
        : describeValue(sizes)
      throw new OptionError(
        `Unflatten: unflattenedSize: expected a list of integers, found ${found}`,
      )
    }
    this.unflattenedSize = sizes as number[]
  }

  forward(input: Tensor): Tensor {
    return this.attempt(() => operators.unflatten(input, this.dim, [...this.unflattenedSize]))
  }

  override extraRepr(): string {
    return listed({ dim: this.dim, unflattenedSize: this.unflattenedSize })
  }
}
