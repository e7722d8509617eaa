import type { Tensor } from '../../tensor'
import { marginRankingLoss } from '../functional/loss/ranking'
import { numberOf } from '../options'
import { Loss, type LossOptions } from './loss'

export interface MarginRankingLossOptions extends LossOptions {
  /** By how much the ranks should differ (default 0). */
  margin?: number
}

/**
 * max(0, −target·(input1 − input2) + margin) of targets ±1. PyTorch: `torch.nn.MarginRankingLoss`.
 */
export class MarginRankingLoss extends Loss<[input1: Tensor, input2: Tensor, target: Tensor]> {
  readonly margin: number

  constructor(options: MarginRankingLossOptions = {}) {
    super(options, ['margin'])
    this.margin = numberOf('MarginRankingLoss', 'margin', options.margin, 0)
  }

  forward(input1: Tensor, input2: Tensor, target: Tensor): Tensor {
    const { reduction, margin } = this
    return this.attempt(() => marginRankingLoss(input1, input2, target, { margin, reduction }))
  }
}
