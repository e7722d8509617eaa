import type { Tensor } from '../../tensor'
import { l1Loss } from '../functional/loss/regression'
import { Loss, type LossOptions } from './loss'

/** |input − target|. PyTorch: `torch.nn.L1Loss`. */
export class L1Loss extends Loss {
  constructor(options: LossOptions = {}) {
    super(options)
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return this.attempt(() => l1Loss(input, target, { reduction: this.reduction }))
  }
}
