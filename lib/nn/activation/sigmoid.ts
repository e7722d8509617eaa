import { operators, type Tensor } from '../../tensor'
import { Module } from '../module'

/** 1/(1 + exp(−x)). PyTorch: `torch.nn.Sigmoid`. */
export class Sigmoid extends Module<[input: Tensor]> {
  forward(input: Tensor): Tensor {
    return this.attempt(() => operators.sigmoid(input))
  }
}
