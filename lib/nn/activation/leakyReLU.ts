import { checkOptionNames } from '../../base/check'
import type { Tensor } from '../../tensor'
import { Module } from '../module'
import { checkFlags, floatText, listed, numberOf, type InplaceOptions } from '../options'
import { elementwise } from './base'

export interface LeakyReLUOptions extends InplaceOptions {
  /** The slope below 0 (default 0.01). */
  negativeSlope?: number
}

const apply = elementwise('leaky_relu')

/** x above 0, negativeSlope·x below. PyTorch: `torch.nn.LeakyReLU`. */
export class LeakyReLU extends Module<[input: Tensor]> {
  readonly negativeSlope: number
  readonly inplace: boolean

  constructor(options: LeakyReLUOptions = {}) {
    super()
    checkOptionNames('LeakyReLU', options, ['negativeSlope', 'inplace'])
    checkFlags('LeakyReLU', options, ['inplace'])
    this.negativeSlope = numberOf('LeakyReLU', 'negativeSlope', options.negativeSlope, 0.01)
    this.inplace = options.inplace ?? false
  }

  forward(input: Tensor): Tensor {
    const { negativeSlope, inplace } = this
    return this.attempt(() => apply(input, inplace, negativeSlope))
  }

  override extraRepr(): string {
    return (
      listed({ negativeSlope: floatText(this.negativeSlope) }) +
      (this.inplace ? ', inplace=True' : '')
    )
  }
}
