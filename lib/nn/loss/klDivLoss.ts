import type { Tensor } from '../../tensor'
import { klDiv } from '../functional/loss/classification'
import { Loss, booleanOr, type LossOptions } from './loss'
import type { Reduction } from './reduction'

export interface KLDivLossOptions extends Omit<LossOptions, 'reduction'> {
  /** `batchmean` divides by the batch, as the definition has it; `mean` by the elements (default). */
  reduction?: Reduction | 'batchmean'
  /** The target has logarithms too (default false). */
  logTarget?: boolean
}

/**
 * target·(log target − input), with log probabilities as input. PyTorch: `torch.nn.KLDivLoss`.
 */
export class KLDivLoss extends Loss {
  readonly logTarget: boolean

  constructor(options: KLDivLossOptions = {}) {
    super(options as LossOptions, ['logTarget'], ['batchmean'])
    this.logTarget = booleanOr('KLDivLoss: logTarget', options.logTarget, false)
  }

  forward(input: Tensor, target: Tensor): Tensor {
    const { reduction, logTarget } = this
    return this.attempt(() => klDiv(input, target, { reduction, logTarget }))
  }
}
