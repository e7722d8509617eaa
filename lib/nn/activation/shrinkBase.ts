import { checkOptionNames } from '../../base/check'
import type { Tensor } from '../../tensor'
import { Module } from '../module'
import { floatText, numberOf } from '../options'

export interface ShrinkOptions {
  /** The reach of the zeros (default 0.5). */
  lambd?: number
}

/** What Hardshrink and Softshrink share. */
export abstract class ShrinkBase extends Module<[input: Tensor]> {
  readonly lambd: number

  constructor(options: ShrinkOptions = {}) {
    super()
    const { name } = new.target
    checkOptionNames(name, options, ['lambd'])
    this.lambd = numberOf(name, 'lambd', options.lambd, 0.5)
  }

  protected abstract shrink(input: Tensor, lambd: number): Tensor

  forward(input: Tensor): Tensor {
    return this.attempt(() => this.shrink(input, this.lambd))
  }

  override extraRepr(): string {
    return floatText(this.lambd)
  }
}
