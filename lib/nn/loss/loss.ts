/** What all losses have: a reduction, and no parameters. */
import { checkBoolean, checkOptionNames } from '../../base/check'
import { OptionError } from '../../base/errors'
import type { Tensor } from '../../tensor'
import { reductionIn, type LegacyReduction } from '../functional/define'
import { Module } from '../module'
import { sharedBuffer, type Buffer } from '../parameter'
import { reductions, type Reduction } from './reduction'

export interface LossOptions extends LegacyReduction {
  /** What becomes of the losses of the samples (default mean). */
  reduction?: Reduction
}

export interface WeightedLossOptions extends LossOptions {
  /** A weight of each class or element. */
  weight?: Tensor | null
}

/** PyTorch: `torch.nn.modules.loss._Loss`. */
export abstract class Loss<
  Inputs extends unknown[] = [input: Tensor, target: Tensor],
> extends Module<Inputs> {
  readonly reduction: Reduction

  /** `own` names the options that the loss has besides the reduction, `more` the words for that. */
  constructor(options: LossOptions, own: readonly string[] = [], more: readonly string[] = []) {
    super()
    const { name } = new.target
    checkOptionNames(name, options, [...own, 'reduction', 'sizeAverage', 'reduce'])
    this.reduction = reductionIn(name, options, [...reductions, ...more]) as Reduction
  }
}

/** A loss with a weight of each class or element, which is a buffer. */
export abstract class WeightedLoss extends Loss {
  declare weight: Buffer | null

  constructor(options: WeightedLossOptions, own: readonly string[] = []) {
    super(options, ['weight', ...own])
    this.registerBuffer('weight', sharedBuffer(`${new.target.name}: weight`, options.weight))
  }
}

/** An option that is a boolean, or its default. */
export function booleanOr(what: string, value: boolean | undefined, otherwise: boolean): boolean {
  if (value === undefined) return otherwise
  checkBoolean(what, value)
  return value
}

/** Throws OptionError for a margin that is not above 0. */
export function checkMargin(what: string, margin: number): void {
  if (margin > 0) return
  throw new OptionError(`${what}: margin: expected a number above 0, found ${margin}`)
}
