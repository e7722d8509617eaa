import { checkInteger, checkOptionNames } from '../../base/check'
import { operators, type Tensor } from '../../tensor'
import { Module } from '../module'
import { numberOf } from '../options'

export interface CosineSimilarityOptions {
  /** Along which vectors lie (default 1). */
  dim?: number
  /** The least product of lengths that is divided by (default 1e-8). */
  eps?: number
}

/** x₁·x₂/max(‖x₁‖·‖x₂‖, eps) along a dimension. PyTorch: `torch.nn.CosineSimilarity`. */
export class CosineSimilarity extends Module<[x1: Tensor, x2: Tensor]> {
  readonly dim: number
  readonly eps: number

  constructor(options: CosineSimilarityOptions = {}) {
    super()
    checkOptionNames('CosineSimilarity', options, ['dim', 'eps'])
    this.dim = options.dim ?? 1
    checkInteger('CosineSimilarity: dim', this.dim)
    this.eps = numberOf('CosineSimilarity', 'eps', options.eps, 1e-8)
  }

  forward(x1: Tensor, x2: Tensor): Tensor {
    return this.attempt(() => operators.cosineSimilarity(x1, x2, this.dim, this.eps))
  }
}
