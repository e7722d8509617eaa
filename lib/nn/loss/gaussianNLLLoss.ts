import type { Tensor } from '../../tensor'
import { gaussianNllLoss } from '../functional/loss/regression'
import { numberOf } from '../options'
import { Loss, booleanOr, type LossOptions } from './loss'

export interface GaussianNLLLossOptions extends LossOptions {
  /** Add the constant log(2π)/2 (default false). */
  full?: boolean
  /** The least variance (default 1e-6). */
  eps?: number
}

/**
 * (log var + (input − target)²/var)/2 with var ≥ eps; var is a number, or of the input's shape, or
 * that without its last dimension. PyTorch: `torch.nn.GaussianNLLLoss`.
 */
export class GaussianNLLLoss extends Loss<
  [input: Tensor, target: Tensor, variance: Tensor | number]
> {
  readonly full: boolean
  readonly eps: number

  constructor(options: GaussianNLLLossOptions = {}) {
    super(options, ['full', 'eps'])
    this.full = booleanOr('GaussianNLLLoss: full', options.full, false)
    this.eps = numberOf('GaussianNLLLoss', 'eps', options.eps, 1e-6)
  }

  forward(input: Tensor, target: Tensor, variance: Tensor | number): Tensor {
    const { reduction, full, eps } = this
    return this.attempt(() => gaussianNllLoss(input, target, variance, { full, eps, reduction }))
  }
}
