import type { Tensor } from '../../tensor'
import { elementwise, InplaceActivation } from './base'

const relu6 = elementwise('relu6')

/** min(max(x, 0), 6). PyTorch: `torch.nn.ReLU6`. */
export class ReLU6 extends InplaceActivation {
  forward(input: Tensor): Tensor {
    return this.attempt(() => relu6(input, this.inplace))
  }
}
