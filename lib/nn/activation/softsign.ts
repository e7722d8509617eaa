import type { Tensor } from '../../tensor'
import { softsign } from '../functional/softmax'
import { Module } from '../module'

/** x/(1 + |x|). PyTorch: `torch.nn.Softsign`. */
export class Softsign extends Module<[input: Tensor]> {
  forward(input: Tensor): Tensor {
    return this.attempt(() => softsign(input))
  }
}
