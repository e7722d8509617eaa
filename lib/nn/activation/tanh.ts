import { operators, type Tensor } from '../../tensor'
import { Module } from '../module'

/** tanh x. PyTorch: `torch.nn.Tanh`. */
export class Tanh extends Module<[input: Tensor]> {
  forward(input: Tensor): Tensor {
    return this.attempt(() => operators.tanh(input))
  }
}
