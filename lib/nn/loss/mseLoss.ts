import type { Tensor } from '../../tensor'
import { mseLoss } from '../functional/loss/regression'
import { Loss, type LossOptions } from './loss'

/** (input − target)². PyTorch: `torch.nn.MSELoss`. */
export class MSELoss extends Loss {
  constructor(options: LossOptions = {}) {
    super(options)
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return this.attempt(() => mseLoss(input, target, { reduction: this.reduction }))
  }
}
