import type { Tensor } from '../../tensor'
import { multilabelSoftMarginLoss } from '../functional/loss/classification'
import { WeightedLoss, type WeightedLossOptions } from './loss'

/**
 * Binary cross-entropy of logits [N, C], averaged over the classes.
 * PyTorch: `torch.nn.MultiLabelSoftMarginLoss`.
 */
export class MultiLabelSoftMarginLoss extends WeightedLoss {
  constructor(options: WeightedLossOptions = {}) {
    super(options)
  }

  forward(input: Tensor, target: Tensor): Tensor {
    const { weight, reduction } = this
    return this.attempt(() => multilabelSoftMarginLoss(input, target, { weight, reduction }))
  }
}
