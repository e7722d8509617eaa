import { checkOptionNames } from '../../base/check'
import type { Tensor } from '../../tensor'
import { Module } from '../module'
import { floatText, checkFlags, listed, numberOf, type InplaceOptions } from '../options'
import type { Elementwise } from './base'

export interface ELUOptions extends InplaceOptions {
  /** What negative inputs tend to, negated (default 1). */
  alpha?: number
}

/** What ELU and CELU share. */
export abstract class ELUBase extends Module<[input: Tensor]> {
  readonly alpha: number
  readonly inplace: boolean

  constructor(options: ELUOptions = {}) {
    super()
    const { name } = new.target
    checkOptionNames(name, options, ['alpha', 'inplace'])
    checkFlags(name, options, ['inplace'])
    this.alpha = numberOf(name, 'alpha', options.alpha, 1)
    this.inplace = options.inplace ?? false
  }

  protected abstract get elementwise(): Elementwise

  forward(input: Tensor): Tensor {
    const { alpha, inplace } = this
    return this.attempt(() => this.elementwise(input, inplace, alpha))
  }

  override extraRepr(): string {
    return listed({ alpha: floatText(this.alpha) }) + (this.inplace ? ', inplace=True' : '')
  }
}
