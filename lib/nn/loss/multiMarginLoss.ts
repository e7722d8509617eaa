import { describeValue } from '../../base/check'
import { OptionError } from '../../base/errors'
import type { Tensor } from '../../tensor'
import { multiMarginLoss } from '../functional/loss/classification'
import { numberOf } from '../options'
import { WeightedLoss, type WeightedLossOptions } from './loss'

export interface MultiMarginLossOptions extends WeightedLossOptions {
  /** 1 (default) or 2: the exponent. */
  p?: 1 | 2
  /** By how much the target's score should exceed the others (default 1). */
  margin?: number
}

/**
 * Σ max(0, w·(margin − x[target] + x[i]))ᵖ / C over the other classes, of scores [N, C] or [C].
 * PyTorch: `torch.nn.MultiMarginLoss`.
 */
export class MultiMarginLoss extends WeightedLoss {
  readonly p: 1 | 2
  readonly margin: number

  constructor(options: MultiMarginLossOptions = {}) {
    super(options, ['p', 'margin'])
    const { p = 1, weight } = options
    if (p !== 1 && p !== 2) {
      throw new OptionError(`MultiMarginLoss: p: expected 1 or 2, found ${describeValue(p)}`)
    }
    if (weight && weight.ndim !== 1) {
      throw new OptionError(
        `MultiMarginLoss: weight: expected 1 dimension, found [${weight.shape.join(', ')}]`,
      )
    }
    this.p = p
    this.margin = numberOf('MultiMarginLoss', 'margin', options.margin, 1)
  }

  forward(input: Tensor, target: Tensor): Tensor {
    const { p, margin, weight, reduction } = this
    return this.attempt(() => multiMarginLoss(input, target, { p, margin, weight, reduction }))
  }
}
