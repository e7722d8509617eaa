import { checkInteger } from '../../base/check'
import type { Tensor } from '../../tensor'
import { nllLoss } from '../functional/loss/classification'
import { WeightedLoss, type WeightedLossOptions } from './loss'

export interface NLLLossOptions extends WeightedLossOptions {
  /** Targets of this index do not count (default −100). */
  ignoreIndex?: number
}

/**
 * −w[target]·input[target], with log probabilities [C], [N, C] or [N, C, …] as input and class indices
 * [], [N] or [N, …] as target. PyTorch: `torch.nn.NLLLoss`.
 */
export class NLLLoss extends WeightedLoss {
  readonly ignoreIndex: number

  constructor(options: NLLLossOptions = {}) {
    super(options, ['ignoreIndex'])
    const { ignoreIndex = -100 } = options
    checkInteger('NLLLoss: ignoreIndex', ignoreIndex)
    this.ignoreIndex = ignoreIndex
  }

  forward(input: Tensor, target: Tensor): Tensor {
    const { weight, ignoreIndex, reduction } = this
    return this.attempt(() => nllLoss(input, target, { weight, ignoreIndex, reduction }))
  }
}

/** Deprecated in PyTorch: NLLLoss takes maps too. PyTorch: `torch.nn.NLLLoss2d`. */
export class NLLLoss2d extends NLLLoss {}
