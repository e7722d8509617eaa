import type { Tensor } from '../../tensor'
import { hingeEmbeddingLoss } from '../functional/loss/regression'
import { numberOf } from '../options'
import { Loss, type LossOptions } from './loss'

export interface HingeEmbeddingLossOptions extends LossOptions {
  /** From where on unlike pairs cost nothing (default 1). */
  margin?: number
}

/**
 * The input where the target is 1, max(0, margin − input) where it is −1.
 * PyTorch: `torch.nn.HingeEmbeddingLoss`.
 */
export class HingeEmbeddingLoss extends Loss {
  readonly margin: number

  constructor(options: HingeEmbeddingLossOptions = {}) {
    super(options, ['margin'])
    this.margin = numberOf('HingeEmbeddingLoss', 'margin', options.margin, 1)
  }

  forward(input: Tensor, target: Tensor): Tensor {
    const { reduction, margin } = this
    return this.attempt(() => hingeEmbeddingLoss(input, target, { margin, reduction }))
  }
}
