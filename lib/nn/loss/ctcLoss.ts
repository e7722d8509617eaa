import { checkCount } from '../../base/check'
import type { Tensor } from '../../tensor'
import { ctcLoss } from '../functional/loss/classification'
import { Loss, booleanOr, type LossOptions } from './loss'

type Lengths = Tensor | readonly number[]

export interface CTCLossOptions extends Pick<LossOptions, 'reduction'> {
  /** The class that stands for no label (default 0). */
  blank?: number
  /** Zero instead of infinite losses, of targets that are longer than their input (default false). */
  zeroInfinity?: boolean
}

/**
 * Connectionist temporal classification: log probabilities [T, N, C] or [T, C] against targets
 * [N, S] or their concatenation, with the lengths of both. `mean` divides each loss by its target's
 * length first. PyTorch: `torch.nn.CTCLoss`.
 */
export class CTCLoss extends Loss<
  [logProbs: Tensor, targets: Tensor, inputLengths: Lengths, targetLengths: Lengths]
> {
  readonly blank: number
  readonly zeroInfinity: boolean

  constructor(options: CTCLossOptions = {}) {
    super(options, ['blank', 'zeroInfinity'])
    const { blank = 0 } = options
    checkCount('CTCLoss: blank', blank)
    this.blank = blank
    this.zeroInfinity = booleanOr('CTCLoss: zeroInfinity', options.zeroInfinity, false)
  }

  forward(
    logProbs: Tensor,
    targets: Tensor,
    inputLengths: Lengths,
    targetLengths: Lengths,
  ): Tensor {
    const { blank, reduction, zeroInfinity } = this
    const options = { blank, reduction, zeroInfinity }
    return this.attempt(() => ctcLoss(logProbs, targets, inputLengths, targetLengths, options))
  }
}
