import type { Tensor } from '../../tensor'
import type { ShapePattern } from '../failure'
import { dropout1d } from '../functional/dropout'
import { DropoutBase } from './base'

/**
 * Zeroes each channel of [N, C, L] or [C, L] with probability p while training, scaling the rest by
 * 1/(1−p). PyTorch: `torch.nn.Dropout1d`.
 */
export class Dropout1d extends DropoutBase {
  forward(input: Tensor): Tensor {
    const { p, training, inplace } = this
    return this.attempt(() => dropout1d(input, { p, training, inplace }), input)
  }

  protected override inputShapes(): readonly ShapePattern[] {
    return [
      ['N', 'C', 'L'],
      ['C', 'L'],
    ]
  }
}
