import type { Tensor } from '../../tensor'
import { multilabelMarginLoss } from '../functional/loss/classification'
import { Loss, type LossOptions } from './loss'

/**
 * Σ max(0, 1 − (x[target] − x[other])) / C over the classes that are targets and those that are not:
 * scores [N, C] or [C] against class indices of the same shape, which end at the first −1.
 * PyTorch: `torch.nn.MultiLabelMarginLoss`.
 */
export class MultiLabelMarginLoss extends Loss {
  constructor(options: LossOptions = {}) {
    super(options)
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return this.attempt(() => multilabelMarginLoss(input, target, { reduction: this.reduction }))
  }
}
