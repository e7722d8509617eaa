import { operators, type Tensor } from '../../tensor'
import type { ShapePattern } from '../failure'
import { Module } from '../module'

/** Softmax over the channels of [N, C, H, W] or [C, H, W]. PyTorch: `torch.nn.Softmax2d`. */
export class Softmax2d extends Module<[input: Tensor]> {
  forward(input: Tensor): Tensor {
    return this.attempt(() => {
      this.checkInput(input)
      return operators.softmax(input, -3)
    }, input)
  }

  protected override inputShapes(): readonly ShapePattern[] {
    return [
      ['N', 'C', 'H', 'W'],
      ['C', 'H', 'W'],
    ]
  }
}
