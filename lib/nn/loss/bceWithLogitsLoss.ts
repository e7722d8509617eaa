import type { Tensor } from '../../tensor'
import { binaryCrossEntropyWithLogits } from '../functional/loss/classification'
import { sharedBuffer, type Buffer } from '../parameter'
import { WeightedLoss, type WeightedLossOptions } from './loss'

export interface BCEWithLogitsLossOptions extends WeightedLossOptions {
  /** Multiplies the part of the positive targets: above 1 for recall, below for precision. */
  posWeight?: Tensor | null
}

/**
 * Binary cross-entropy of sigmoid(input), computed from the logits.
 * PyTorch: `torch.nn.BCEWithLogitsLoss`.
 */
export class BCEWithLogitsLoss extends WeightedLoss {
  declare posWeight: Buffer | null

  constructor(options: BCEWithLogitsLossOptions = {}) {
    super(options, ['posWeight'])
    this.registerBuffer(
      'posWeight',
      sharedBuffer('BCEWithLogitsLoss: posWeight', options.posWeight),
    )
  }

  forward(input: Tensor, target: Tensor): Tensor {
    const { weight, posWeight, reduction } = this
    return this.attempt(() =>
      binaryCrossEntropyWithLogits(input, target, { weight, posWeight, reduction }),
    )
  }
}
