import type { Tensor } from '../../tensor'
import { smoothL1Loss } from '../functional/loss/regression'
import { numberOf } from '../options'
import { Loss, type LossOptions } from './loss'

export interface SmoothL1LossOptions extends LossOptions {
  /** Where the square ends; 0 gives L1 (default 1). */
  beta?: number
}

/**
 * (input − target)²/(2·beta) where the difference is below beta, |input − target| − beta/2 above.
 * PyTorch: `torch.nn.SmoothL1Loss`.
 */
export class SmoothL1Loss extends Loss {
  readonly beta: number

  constructor(options: SmoothL1LossOptions = {}) {
    super(options, ['beta'])
    this.beta = numberOf('SmoothL1Loss', 'beta', options.beta, 1)
  }

  forward(input: Tensor, target: Tensor): Tensor {
    const { reduction, beta } = this
    return this.attempt(() => smoothL1Loss(input, target, { beta, reduction }))
  }
}
