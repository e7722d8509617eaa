import { checkOptionNames } from '../../base/check'
import type { Tensor } from '../../tensor'
import { Module } from '../module'
import { checkFlags, listed, numberOf, type InplaceOptions } from '../options'
import { elementwise } from './base'

export interface ELUOptions extends InplaceOptions {
  /** What negative inputs tend to, negated (default 1). */
  alpha?: number
}

const apply = elementwise('elu')

/** x above 0, alpha·(exp(x) − 1) below. PyTorch: `torch.nn.ELU`. */
export class ELU extends Module<[input: Tensor]> {
  readonly alpha: number
  readonly inplace: boolean

  constructor(options: ELUOptions = {}) {
    super()
    checkOptionNames('ELU', options, ['alpha', 'inplace'])
    checkFlags('ELU', options, ['inplace'])
    this.alpha = numberOf('ELU', 'alpha', options.alpha, 1)
    this.inplace = options.inplace ?? false
  }

  forward(input: Tensor): Tensor {
    const { alpha, inplace } = this
    return this.attempt(() => apply(input, inplace, alpha))
  }

  override extraRepr(): string {
    const { alpha } = this
    return listed({ alpha }) + (this.inplace ? ', inplace=true' : '')
  }
}
