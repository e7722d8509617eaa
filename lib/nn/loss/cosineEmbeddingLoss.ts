import type { Tensor } from '../../tensor'
import { cosineEmbeddingLoss } from '../functional/loss/ranking'
import { numberOf } from '../options'
import { Loss, type LossOptions } from './loss'

export interface CosineEmbeddingLossOptions extends LossOptions {
  /** From −1 to 1: below it unlike pairs cost nothing (default 0). */
  margin?: number
}

/**
 * 1 − cos(input1, input2) where the target is 1, max(0, cos(input1, input2) − margin) where it is −1.
 * PyTorch: `torch.nn.CosineEmbeddingLoss`.
 */
export class CosineEmbeddingLoss extends Loss<[input1: Tensor, input2: Tensor, target: Tensor]> {
  readonly margin: number

  constructor(options: CosineEmbeddingLossOptions = {}) {
    super(options, ['margin'])
    this.margin = numberOf('CosineEmbeddingLoss', 'margin', options.margin, 0)
  }

  forward(input1: Tensor, input2: Tensor, target: Tensor): Tensor {
    const { reduction, margin } = this
    return this.attempt(() => cosineEmbeddingLoss(input1, input2, target, { margin, reduction }))
  }
}
