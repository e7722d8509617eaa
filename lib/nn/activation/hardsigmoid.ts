import type { Tensor } from '../../tensor'
import { elementwise, InplaceActivation } from './base'

const hardsigmoid = elementwise('hardsigmoid')

/** x/6 + ½ between 0 and 1. PyTorch: `torch.nn.Hardsigmoid`. */
export class Hardsigmoid extends InplaceActivation {
  forward(input: Tensor): Tensor {
    return this.attempt(() => hardsigmoid(input, this.inplace))
  }
}
