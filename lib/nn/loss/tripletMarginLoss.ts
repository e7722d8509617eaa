import type { Tensor } from '../../tensor'
import { tripletMarginLoss } from '../functional/loss/ranking'
import { numberOf } from '../options'
import { Loss, checkMargin, booleanOr, type LossOptions } from './loss'

export interface TripletMarginLossOptions extends LossOptions {
  /** Above 0 (default 1). */
  margin?: number
  /** Of the norm (default 2). */
  p?: number
  /** Added to the difference (default 1e-6). */
  eps?: number
  /** Take d(positive, negative) where that is smaller (default false). */
  swap?: boolean
}

/**
 * max(0, d(anchor, positive) − d(anchor, negative) + margin), d the p-norm of the difference.
 * PyTorch: `torch.nn.TripletMarginLoss`.
 */
export class TripletMarginLoss extends Loss<[anchor: Tensor, positive: Tensor, negative: Tensor]> {
  readonly margin: number
  readonly p: number
  readonly eps: number
  readonly swap: boolean

  constructor(options: TripletMarginLossOptions = {}) {
    super(options, ['margin', 'p', 'eps', 'swap'])
    this.margin = numberOf('TripletMarginLoss', 'margin', options.margin, 1)
    this.p = numberOf('TripletMarginLoss', 'p', options.p, 2)
    this.eps = numberOf('TripletMarginLoss', 'eps', options.eps, 1e-6)
    this.swap = booleanOr('TripletMarginLoss: swap', options.swap, false)
    checkMargin('TripletMarginLoss', this.margin)
  }

  forward(anchor: Tensor, positive: Tensor, negative: Tensor): Tensor {
    const { reduction, margin, p, eps, swap } = this
    return this.attempt(() =>
      tripletMarginLoss(anchor, positive, negative, { margin, p, eps, swap, reduction }),
    )
  }
}
