import { operators, type Tensor } from '../../tensor'
import { Module } from '../module'

/** The mean over height and width: [N, C, H, W] → [N, C, 1, 1]. */
export class GlobalAvgPool2d extends Module<[input: Tensor]> {
  forward(input: Tensor): Tensor {
    return this.attempt(() => operators.adaptiveAvgPool2d(input, 1))
  }
}
