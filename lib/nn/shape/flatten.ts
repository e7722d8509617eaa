import { checkOptionNames, describeValue } from '../../base/check'
import { OptionError } from '../../base/errors'
import { operators, type Tensor } from '../../tensor'
import { Module } from '../module'
import { listed } from '../options'

export interface FlattenOptions {
  /** The first dimension of those that become one (default 1). */
  startDim?: number
  /** The last of them (default −1). */
  endDim?: number
}

/** [N, …] → [N, product]. PyTorch: `torch.nn.Flatten`. */
export class Flatten extends Module<[input: Tensor]> {
  readonly startDim: number
  readonly endDim: number

  constructor(options: FlattenOptions = {}) {
    super()
    checkOptionNames('Flatten', options, ['startDim', 'endDim'])
    this.startDim = dimension('startDim', options.startDim ?? 1)
    this.endDim = dimension('endDim', options.endDim ?? -1)
  }

  forward(input: Tensor): Tensor {
    const { startDim, endDim } = this
    return this.attempt(() => operators.flatten(input, { startDim, endDim }))
  }

  override extraRepr(): string {
    return listed({ startDim: this.startDim, endDim: this.endDim })
  }
}

function dimension(name: string, value: unknown): number {
  if (Number.isSafeInteger(value)) return value as number
  throw new OptionError(`Flatten: ${name}: expected an integer, found ${describeValue(value)}`)
}
