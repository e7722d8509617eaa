import { checkOptionNames } from '../../base/check'
import type { Tensor } from '../../tensor'
import { Module } from '../module'
import { checkFlags, floatText, listed, numberOf, type InplaceOptions } from '../options'
import { elementwise } from './base'

export interface RReLUOptions extends InplaceOptions {
  /** The least slope below 0 (default 1/8). */
  lower?: number
  /** The largest slope below 0 (default 1/3). */
  upper?: number
}

const apply = elementwise('rrelu')

/**
 * x above 0, and below it x times a slope drawn for each value while training, the mean slope else.
 * PyTorch: `torch.nn.RReLU`.
 */
export class RReLU extends Module<[input: Tensor]> {
  readonly lower: number
  readonly upper: number
  readonly inplace: boolean

  constructor(options: RReLUOptions = {}) {
    super()
    checkOptionNames('RReLU', options, ['lower', 'upper', 'inplace'])
    checkFlags('RReLU', options, ['inplace'])
    this.lower = numberOf('RReLU', 'lower', options.lower, 1 / 8)
    this.upper = numberOf('RReLU', 'upper', options.upper, 1 / 3)
    this.inplace = options.inplace ?? false
  }

  forward(input: Tensor): Tensor {
    const { lower, upper, training, inplace } = this
    return this.attempt(() => apply(input, inplace, lower, upper, training))
  }

  override extraRepr(): string {
    const { lower, upper } = this
    return (
      listed({ lower: floatText(lower), upper: floatText(upper) }) +
      (this.inplace ? ', inplace=True' : '')
    )
  }
}
