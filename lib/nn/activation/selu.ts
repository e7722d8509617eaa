import type { Tensor } from '../../tensor'
import { elementwise, InplaceActivation } from './base'

const selu = elementwise('selu')

/** 1.0507·(max(x, 0) + min(1.6733·(exp(x) − 1), 0)), which keeps mean and variance. PyTorch: `torch.nn.SELU`. */
export class SELU extends InplaceActivation {
  forward(input: Tensor): Tensor {
    return this.attempt(() => selu(input, this.inplace))
  }
}
