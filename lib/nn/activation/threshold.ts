import { checkNumber } from '../../base/check'
import type { Tensor } from '../../tensor'
import { Module } from '../module'
import { floatText, inplaceOf, listed, type InplaceOptions } from '../options'
import { elementwise } from './base'

const apply = elementwise('threshold')

/** x above the threshold, the value elsewhere. PyTorch: `torch.nn.Threshold`. */
export class Threshold extends Module<[input: Tensor]> {
  readonly inplace: boolean

  constructor(
    readonly threshold: number,
    readonly value: number,
    options: InplaceOptions = {},
  ) {
    super()
    checkNumber('Threshold: threshold', threshold)
    checkNumber('Threshold: value', value)
    this.inplace = inplaceOf('Threshold', options)
  }

  forward(input: Tensor): Tensor {
    const { threshold, value, inplace } = this
    return this.attempt(() => apply(input, inplace, threshold, value))
  }

  override extraRepr(): string {
    const { threshold, value } = this
    return (
      listed({ threshold: floatText(threshold), value: floatText(value) }) +
      (this.inplace ? ', inplace=True' : '')
    )
  }
}
