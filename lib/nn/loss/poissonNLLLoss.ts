import type { Tensor } from '../../tensor'
import { poissonNllLoss } from '../functional/loss/regression'
import { numberOf } from '../options'
import { Loss, booleanOr, type LossOptions } from './loss'

export interface PoissonNLLLossOptions extends LossOptions {
  /** The input is the logarithm of the rate (default true). */
  logInput?: boolean
  /** Add Stirling’s approximation of log target! (default false). */
  full?: boolean
  /** Keeps log(0) away where the input is no logarithm (default 1e-8). */
  eps?: number
}

/**
 * exp(input) − target·input, of Poisson targets. PyTorch: `torch.nn.PoissonNLLLoss`.
 */
export class PoissonNLLLoss extends Loss {
  readonly logInput: boolean
  readonly full: boolean
  readonly eps: number

  constructor(options: PoissonNLLLossOptions = {}) {
    super(options, ['logInput', 'full', 'eps'])
    this.logInput = booleanOr('PoissonNLLLoss: logInput', options.logInput, true)
    this.full = booleanOr('PoissonNLLLoss: full', options.full, false)
    this.eps = numberOf('PoissonNLLLoss', 'eps', options.eps, 1e-8)
  }

  forward(input: Tensor, target: Tensor): Tensor {
    const { reduction, logInput, full, eps } = this
    return this.attempt(() => poissonNllLoss(input, target, { logInput, full, eps, reduction }))
  }
}
