import type { Tensor } from '../../tensor'
import { elementwise, InplaceActivation } from './base'

const relu = elementwise('relu')

/** max(x, 0). PyTorch: `torch.nn.ReLU`. */
export class ReLU extends InplaceActivation {
  forward(input: Tensor): Tensor {
    return this.attempt(() => relu(input, this.inplace))
  }
}
