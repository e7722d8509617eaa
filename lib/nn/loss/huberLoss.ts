import type { Tensor } from '../../tensor'
import { huberLoss } from '../functional/loss/regression'
import { numberOf } from '../options'
import { Loss, type LossOptions } from './loss'

export interface HuberLossOptions extends LossOptions {
  /** Where the square ends (default 1). */
  delta?: number
}

/**
 * (input − target)²/2 where the difference is below delta, delta·(|input − target| − delta/2) above.
 * PyTorch: `torch.nn.HuberLoss`.
 */
export class HuberLoss extends Loss {
  readonly delta: number

  constructor(options: HuberLossOptions = {}) {
    super(options, ['delta'])
    this.delta = numberOf('HuberLoss', 'delta', options.delta, 1)
  }

  forward(input: Tensor, target: Tensor): Tensor {
    const { reduction, delta } = this
    return this.attempt(() => huberLoss(input, target, { delta, reduction }))
  }
}
