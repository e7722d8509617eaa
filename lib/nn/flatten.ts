import { operators, type Tensor } from '../tensor'
import { Module } from './module'

/** [N, …] → [N, product]. PyTorch: `torch.nn.Flatten`. */
export class Flatten extends Module {
  constructor(
    readonly startDim = 1,
    readonly endDim = -1,
  ) {
    super()
  }

  forward(input: Tensor): Tensor {
    return operators.flatten(input, { startDim: this.startDim, endDim: this.endDim })
  }
}
