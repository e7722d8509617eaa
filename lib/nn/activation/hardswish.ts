import type { Tensor } from '../../tensor'
import { elementwise, InplaceActivation } from './base'

const hardswish = elementwise('hardswish')

/** x·min(max(x + 3, 0), 6)/6. PyTorch: `torch.nn.Hardswish`. */
export class Hardswish extends InplaceActivation {
  forward(input: Tensor): Tensor {
    return this.attempt(() => hardswish(input, this.inplace))
  }
}
