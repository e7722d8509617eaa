import { checkOptionNames } from '../../base/check'
import type { Tensor } from '../../tensor'
import { Module } from '../module'
import { checkFlags, listed, numberOf, type InplaceOptions } from '../options'
import { elementwise } from './base'

export interface CELUOptions extends InplaceOptions {
  /** What negative inputs tend to, negated (default 1). */
  alpha?: number
}

const apply = elementwise('celu')

/** max(x, 0) + min(alpha·(exp(x/alpha) − 1), 0). PyTorch: `torch.nn.CELU`. */
export class CELU extends Module<[input: Tensor]> {
  readonly alpha: number
  readonly inplace: boolean

  constructor(options: CELUOptions = {}) {
    super()
    checkOptionNames('CELU', options, ['alpha', 'inplace'])
    checkFlags('CELU', options, ['inplace'])
    this.alpha = numberOf('CELU', 'alpha', options.alpha, 1)
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
