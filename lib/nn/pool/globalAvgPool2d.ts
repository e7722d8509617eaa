import { operators, type Tensor } from '../../tensor'
import { checkShape } from '../failure'
import { Module } from '../module'

/** The mean over height and width: [N, C, H, W] → [N, C, 1, 1], also without N. */
export class GlobalAvgPool2d extends Module<[input: Tensor]> {
  forward(input: Tensor): Tensor {
    return this.attempt(() => {
      checkShape(input, [
        ['N', 'C', 'H', 'W'],
        ['C', 'H', 'W'],
      ])
      return operators.adaptiveAvgPool2d(input, 1)
    })
  }
}
