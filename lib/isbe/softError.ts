/** ISBE, the direct way: normalise, subtract the targets, send the error back. */
import { operator, type Tensor } from '../tensor'
import { checkIsbeOptions, type IsbeOptions } from './options'

export interface SoftError {
  /** E = Y − Y°, scaled by the reduction, of the logits' shape: what `logits.backward` takes. */
  error: Tensor
  /** The reported value: one number, or one a sample when the reduction is 'none'. */
  value: Tensor
  /** How many predictions (greatest logit) hit the target, int64. */
  correct: Tensor
}

export interface SoftErrorOptions extends IsbeOptions {
  /** Memory for the error, of the logits' shape and dtype, to be used again. */
  out?: Tensor
}

const compute = operator('isbe::soft_error')
const computeInPlace = operator('isbe::soft_error_')

/**
 * The error of the soft scores of logits [K], [N, K] or [N, K, d1, …] against class indices (of
 * that shape without K) or distributions (of that shape), in one pass over the logits. A constant
 * to autograd. Paper: section 3 and Appendix B.1; PyTorch: `torch.ops.isbe.soft_error`.
 * @throws OptionError for unknown options, TorchError for shapes, dtypes or labels that do not fit.
 */
export function softError(
  logits: Tensor,
  target: Tensor,
  options: SoftErrorOptions = {},
): SoftError {
  checkIsbeOptions('softError', options, ['out'])
  const [error, value, correct] = compute(logits, target, options) as [Tensor, Tensor, Tensor]
  return { error, value, correct }
}

/**
 * The same, written over the logits: no memory of their size is taken. The logits are the error
 * afterwards, and autograd notices when a graph still needs their values.
 * @throws TorchError also for logits that cannot be overwritten (a leaf that requires grad).
 */
export function softError_(logits: Tensor, target: Tensor, options: IsbeOptions = {}): SoftError {
  checkIsbeOptions('softError_', options)
  const [error, value, correct] = computeInPlace(logits, target, options) as [
    Tensor,
    Tensor,
    Tensor,
  ]
  return { error, value, correct }
}
