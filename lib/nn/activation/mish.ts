import type { Tensor } from '../../tensor'
import { elementwise, InplaceActivation } from './base'

const mish = elementwise('mish')

/** x·tanh(log(1 + exp(x))). PyTorch: `torch.nn.Mish`. */
export class Mish extends InplaceActivation {
  forward(input: Tensor): Tensor {
    return this.attempt(() => mish(input, this.inplace))
  }
}
