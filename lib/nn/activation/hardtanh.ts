import { checkOptionNames } from '../../base/check'
import { OptionError } from '../../base/errors'
import type { Tensor } from '../../tensor'
import { Module } from '../module'
import { floatText, checkFlags, listed, numberOf, type InplaceOptions } from '../options'
import { elementwise } from './base'

export interface HardtanhOptions extends InplaceOptions {
  /** The least value (default −1). */
  minVal?: number
  /** The largest value (default 1). */
  maxVal?: number
  /** The older name of `minVal`. */
  minValue?: number | null
  /** The older name of `maxVal`. */
  maxValue?: number | null
}

const apply = elementwise('hardtanh')
const optionNames = ['minVal', 'maxVal', 'inplace', 'minValue', 'maxValue']

/** x between minVal and maxVal. PyTorch: `torch.nn.Hardtanh`. */
export class Hardtanh extends Module<[input: Tensor]> {
  readonly minVal: number
  readonly maxVal: number
  readonly inplace: boolean

  constructor(options: HardtanhOptions = {}) {
    super()
    checkOptionNames('Hardtanh', options, optionNames)
    checkFlags('Hardtanh', options, ['inplace'])
    const { minVal, maxVal, minValue, maxValue } = options
    this.minVal = numberOf('Hardtanh', 'minVal', minValue ?? minVal, -1)
    this.maxVal = numberOf('Hardtanh', 'maxVal', maxValue ?? maxVal, 1)
    this.inplace = options.inplace ?? false
    if (this.maxVal > this.minVal) return
    throw new OptionError(
      `Hardtanh: maxVal: expected more than minVal ${this.minVal}, found ${this.maxVal}`,
    )
  }

  forward(input: Tensor): Tensor {
    const { minVal, maxVal, inplace } = this
    return this.attempt(() => apply(input, inplace, minVal, maxVal))
  }

  override extraRepr(): string {
    const { minVal, maxVal } = this
    return (
      listed({ minVal: floatText(minVal), maxVal: floatText(maxVal) }) +
      (this.inplace ? ', inplace=True' : '')
    )
  }
}
