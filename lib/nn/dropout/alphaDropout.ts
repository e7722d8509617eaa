import type { Tensor } from '../../tensor'
import { alphaDropout } from '../functional/dropout'
import { DropoutBase } from './base'

/**
 * Sets values to SELU's lower limit with probability p while training, and keeps mean and variance.
 * `inplace` has no effect, as in PyTorch. PyTorch: `torch.nn.AlphaDropout`.
 */
export class AlphaDropout extends DropoutBase {
  forward(input: Tensor): Tensor {
    const { p, training } = this
    return this.attempt(() => alphaDropout(input, { p, training }))
  }
}
