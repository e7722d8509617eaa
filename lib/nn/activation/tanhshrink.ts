import type { Tensor } from '../../tensor'
import { tanhshrink } from '../functional/softmax'
import { Module } from '../module'

/** x − tanh(x). PyTorch: `torch.nn.Tanhshrink`. */
export class Tanhshrink extends Module<[input: Tensor]> {
  forward(input: Tensor): Tensor {
    return this.attempt(() => tanhshrink(input))
  }
}
