import type { Tensor } from '../../tensor'
import { dropout3d } from '../functional/dropout'
import { DropoutBase } from './base'

/**
 * Zeroes each channel of [N, C, D, H, W] or [C, D, H, W] with probability p while training, scaling
 * the rest by 1/(1−p). PyTorch: `torch.nn.Dropout3d`.
 */
export class Dropout3d extends DropoutBase {
  forward(input: Tensor): Tensor {
    const { p, training, inplace } = this
    return this.attempt(() => dropout3d(input, { p, training, inplace }))
  }
}
