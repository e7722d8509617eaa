import type { Tensor } from '../../tensor'
import { softMarginLoss } from '../functional/loss/regression'
import { Loss, type LossOptions } from './loss'

/** log(1 + exp(−target·input)) of targets ±1. PyTorch: `torch.nn.SoftMarginLoss`. */
export class SoftMarginLoss extends Loss {
  constructor(options: LossOptions = {}) {
    super(options)
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return this.attempt(() => softMarginLoss(input, target, { reduction: this.reduction }))
  }
}
