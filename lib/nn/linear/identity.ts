import type { Tensor } from '../../tensor'
import { Module } from '../module'

/** Gives back its input, whatever the arguments of the constructor. PyTorch: `torch.nn.Identity`. */
export class Identity extends Module<[input: Tensor]> {
  constructor(..._ignored: unknown[]) {
    super()
  }

  forward(input: Tensor): Tensor {
    return input
  }
}
