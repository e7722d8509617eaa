/** ISBE, the direct way: normalise, subtract the targets, send the error back. */
import { noGrad } from '../autograd'
import { TorchError, checkOptionNames } from '../errors'
import { reductionCode, type Reduction } from '../nn/loss'
import { operators } from '../ops'
import { tidy } from '../scope'
import type { Tensor } from '../tensor'
import {
  checkNormalization, hasSymmetricRange, normalize, type Normalization,
} from './normalization'

export interface SoftErrorOptions {
  /** F of Y = F(X) (default softmax). */
  normalization?: Normalization
  /**
   * The scale of E: 'sum' is the paper's Y − Y°; 'mean' (default) divides it by N, as the gradient
   * of a mean cross-entropy is.
   */
  reduction?: Exclude<Reduction, 'none'>
  /** The slope of hardsigmoid (default ¼, the paper's formula; torch's function has ⅙). */
  slope?: number
}

export interface SoftError {
  /** E = Y − Y°, of the logits' shape: what `logits.backward(error)` takes. */
  error: Tensor
  /** Mean of E² over N and K before `reduction`: a figure to watch, not the antiderivative of E. */
  value: Tensor
  /** How many predictions (largest score) are right. */
  correct: Tensor
}

const optionNames = ['normalization', 'reduction', 'slope']

function checkShapes(logits: Tensor, target: Tensor): void {
  const [n] = logits.shape
  if (logits.ndim === 2 && target.ndim === 1 && target.shape[0] === n) return
  throw new TorchError(
    'VALUE', `softError: expected logits [N, K] and class indices [N], found ` +
      `[${logits.shape.join(', ')}] and [${target.shape.join(', ')}]`)
}

function targetScores(logits: Tensor, target: Tensor, symmetric: boolean): Tensor {
  const hot = operators.oneHot(target, { numClasses: logits.size(1) }).to(logits.dtype)
  return symmetric ? hot.mul(2).sub(1) : hot
}

/**
 * The error of the soft scores of logits [N, K] against class indices [N] (int64), computed
 * without recording for backward. Paper: section 3 and Appendix B.1.
 * @throws TorchError VALUE for shapes that do not fit, OptionError for unknown options.
 */
export function softError(logits: Tensor, target: Tensor, options: SoftErrorOptions = {}): SoftError {
  checkOptionNames('softError', options, optionNames)
  const { normalization = 'softmax', reduction = 'mean', slope = 0.25 } = options
  checkNormalization(normalization)
  reductionCode(reduction)
  checkShapes(logits, target)
  return tidy(() => noGrad(() => {
    const scores = normalize(logits, normalization, slope)
    const error = scores.sub(targetScores(logits, target, hasSymmetricRange(normalization)))
    const value = error.square().mean()
    const correct = logits.argmax({ dim: 1 }).eq(target).sum()
    const scaled = reduction === 'mean' ? error.div_(Math.max(logits.size(0), 1)) : error
    return { error: scaled, value, correct }
  }))
}
