import { describeValue } from '../../base/check'
import { OptionError } from '../../base/errors'
import type { Tensor } from '../../tensor'
import { tripletMarginWithDistanceLoss } from '../functional/loss/ranking'
import { PairwiseDistance } from '../distance'
import { Module } from '../module'
import { numberOf } from '../options'
import { Loss, checkMargin, booleanOr, type LossOptions } from './loss'

/** A distance of pairs of rows: a function, or a module such as `CosineSimilarity`. */
export type Distance = ((a: Tensor, b: Tensor) => Tensor) | Module<[a: Tensor, b: Tensor]>

export interface TripletMarginWithDistanceLossOptions extends Pick<LossOptions, 'reduction'> {
  /** Default: the Euclidean one, as `PairwiseDistance` has it. */
  distanceFunction?: Distance | null
  /** Above 0 (default 1). */
  margin?: number
  /** Take d(positive, negative) where that is smaller (default false). */
  swap?: boolean
}

/**
 * max(0, d(anchor, positive) − d(anchor, negative) + margin) for a distance of one's own.
 * PyTorch: `torch.nn.TripletMarginWithDistanceLoss`.
 */
export class TripletMarginWithDistanceLoss extends Loss<
  [anchor: Tensor, positive: Tensor, negative: Tensor]
> {
  readonly distanceFunction: Distance
  readonly margin: number
  readonly swap: boolean

  constructor(options: TripletMarginWithDistanceLossOptions = {}) {
    super(options, ['distanceFunction', 'margin', 'swap'])
    const what = 'TripletMarginWithDistanceLoss'
    const { distanceFunction = null } = options
    checkDistance(`${what}: distanceFunction`, distanceFunction)
    this.distanceFunction = distanceFunction ?? new PairwiseDistance()
    this.margin = numberOf(what, 'margin', options.margin, 1)
    this.swap = booleanOr(`${what}: swap`, options.swap, false)
    checkMargin(what, this.margin)
  }

  forward(anchor: Tensor, positive: Tensor, negative: Tensor): Tensor {
    const { distanceFunction: given, margin, swap, reduction } = this
    const distanceFunction =
      given instanceof Module ? (a: Tensor, b: Tensor) => given.forward(a, b) : given
    const options = { distanceFunction, margin, swap, reduction }
    return this.attempt(() => tripletMarginWithDistanceLoss(anchor, positive, negative, options))
  }
}

function checkDistance(what: string, value: unknown): void {
  if (value === null || typeof value === 'function' || value instanceof Module) return
  throw new OptionError(`${what}: expected a function or a module, found ${describeValue(value)}`)
}
