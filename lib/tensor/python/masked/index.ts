/**
 * Reductions and normalisations that leave out what a mask says, of strided tensors.
 * PyTorch: `torch.masked`.
 */
import { cumprod, cumsum, logSoftmax, logaddexp, normalize, softmax, softmin } from './along'
import { amax, amin, argmax, argmin, logsumexp, median, norm, prod, sum } from './reductions'
import { mean, std, variances } from './statistics'

export const masked = {
  amax,
  amin,
  argmax,
  argmin,
  cumprod,
  cumsum,
  logSoftmax,
  logaddexp,
  logsumexp,
  mean,
  median,
  norm,
  normalize,
  prod,
  softmax,
  softmin,
  std,
  sum,
  var: variances,
}
