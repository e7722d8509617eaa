import { operator, type Tensor } from '../tensor'
import { checkNormalizationOptions, type NormalizationOptions } from './options'

const compute = operator('isbe::soft_scores')

/**
 * Y = F(X) of logits [K], [N, K] or [N, K, d1, …], differentiable through F: for inference and
 * metrics. PyTorch: `torch.ops.isbe.soft_scores`.
 */
export function softScores(logits: Tensor, options: NormalizationOptions = {}): Tensor {
  checkNormalizationOptions('softScores', options)
  return compute(logits, options) as Tensor
}
