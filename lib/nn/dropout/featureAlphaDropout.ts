import type { Tensor } from '../../tensor'
import { featureAlphaDropout } from '../functional/dropout'
import { DropoutBase } from './base'

/**
 * Sets whole channels of [N, C, *] to SELU's lower limit with probability p while training, and
 * keeps mean and variance. PyTorch: `torch.nn.FeatureAlphaDropout`.
 */
export class FeatureAlphaDropout extends DropoutBase {
  forward(input: Tensor): Tensor {
    const { p, training } = this
    return this.attempt(() => featureAlphaDropout(input, { p, training }))
  }
}
