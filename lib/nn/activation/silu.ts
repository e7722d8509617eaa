import type { Tensor } from '../../tensor'
import { elementwise, InplaceActivation } from './base'

const silu = elementwise('silu')

/** x·sigmoid(x), also called swish. PyTorch: `torch.nn.SiLU`. */
export class SiLU extends InplaceActivation {
  forward(input: Tensor): Tensor {
    return this.attempt(() => silu(input, this.inplace))
  }
}
