import { checkFlags, floatText, listed, withLeading, type InplaceOptions } from '../options'
import { checkOptionNames, checkProbability } from '../../base/check'
import type { Tensor } from '../../tensor'
import { Module } from '../module'

export interface DropoutOptions extends InplaceOptions {
  /** The probability of zeroing (default 0.5). */
  p?: number
}

/** What all kinds of dropout share: `new Dropout(0.2)`, `new Dropout({ p: 0.2, inplace: true })`. */
export abstract class DropoutBase extends Module<[input: Tensor]> {
  readonly p: number
  readonly inplace: boolean

  constructor(p?: number | DropoutOptions, options: InplaceOptions = {}) {
    super()
    const { name } = new.target
    checkOptionNames(name, options, ['p', 'inplace'])
    const given = withLeading<DropoutOptions>('p', p, options)
    checkOptionNames(name, given, ['p', 'inplace'])
    checkFlags(name, given, ['inplace'])
    this.p = given.p ?? 0.5
    checkProbability(`${name}: p`, this.p)
    this.inplace = given.inplace ?? false
  }

  override extraRepr(): string {
    const { p, inplace } = this
    return listed({ p: floatText(p), inplace })
  }
}
