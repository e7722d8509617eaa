import type { Tensor } from '../../tensor'
import { dropout2d } from '../functional/dropout'
import { DropoutBase } from './base'

/**
 * Zeroes each channel of [N, C, H, W] with probability p while training, scaling the rest by
 * 1/(1−p); three dimensions are [N, C, L]. PyTorch: `torch.nn.Dropout2d`.
 */
export class Dropout2d extends DropoutBase {
  forward(input: Tensor): Tensor {
    const { p, training, inplace } = this
    return this.attempt(() => dropout2d(input, { p, training, inplace }))
  }
}
