import { checkOptionNames } from '../../base/check'
import { operators, type Tensor } from '../../tensor'
import { Module } from '../module'
import { checkFlags, numberOf } from '../options'

export interface PairwiseDistanceOptions {
  /** The norm (default 2). */
  p?: number
  /** Added to the difference (default 1e-6). */
  eps?: number
  /** Keep the last dimension, as one of size 1 (default false). */
  keepdim?: boolean
}

/** ‖x₁ − x₂ + eps‖p over the last dimension. PyTorch: `torch.nn.PairwiseDistance`. */
export class PairwiseDistance extends Module<[x1: Tensor, x2: Tensor]> {
  readonly p: number
  readonly eps: number
  readonly keepdim: boolean

  constructor(options: PairwiseDistanceOptions = {}) {
    super()
    checkOptionNames('PairwiseDistance', options, ['p', 'eps', 'keepdim'])
    checkFlags('PairwiseDistance', options, ['keepdim'])
    this.p = numberOf('PairwiseDistance', 'p', options.p, 2)
    this.eps = numberOf('PairwiseDistance', 'eps', options.eps, 1e-6)
    this.keepdim = options.keepdim ?? false
  }

  forward(x1: Tensor, x2: Tensor): Tensor {
    const { p, eps, keepdim } = this
    return this.attempt(() => operators.pairwiseDistance(x1, x2, p, eps, keepdim))
  }
}
