import { describeValue } from '../base/check'
import { TorchError } from '../base/errors'
import { isFloating } from '../base/dtype'
import { elementCount } from '../base/shape'
import { Tensor, noGrad, operators, tidy } from '../tensor'
import { Metric, type MetricState } from './metric'

/**
 * The share of targets whose class has the largest score: of samples, or of pixels where there
 * are more dimensions. Paper: α / 100 %, equation 8. torchmetrics: `MulticlassAccuracy(average='micro')`.
 */
export class Accuracy extends Metric {
  /** From 0 to 1; NaN before anything was added. */
  compute(): number {
    const [correct, total] = this.read('correct', 'total') as [number, number]
    return correct / total
  }

  /** Logits [N, K, …] against class indices [N, …]. */
  protected accumulate(logits: Tensor, target: Tensor): MetricState {
    const correct = correctCount(logits, target)
    const total = elementCount(target.shape)
    return {
      correct,
      total: operators.full([], total, { dtype: 'float64', device: correct.device }),
    }
  }
}

/**
 * How many of the targets are hit by the largest logit, int64, one element: logits [K] or
 * [N, K, …] against class indices of that shape without K.
 * @throws TorchError for shapes and dtypes that do not fit.
 */
export function correctCount(logits: Tensor, target: Tensor): Tensor {
  return noGrad(() =>
    tidy(() =>
      operators
        .argmax(logits, { dim: classDim(logits, target) })
        .eq(target)
        .sum(),
    ),
  )
}

/** The accuracy of one batch, from 0 to 1. */
export function accuracy(logits: Tensor, target: Tensor): number {
  return tidy(() => Number(correctCount(logits, target).item()) / elementCount(target.shape))
}

/** The dimension of the classes, after a look at both tensors. */
function classDim(logits: unknown, target: unknown): number {
  if (!(logits instanceof Tensor && target instanceof Tensor)) {
    const found = [logits, target].map(describeValue).join(' and ')
    throw new TorchError('TYPE', `accuracy: expected logits and targets, found ${found}`)
  }
  const dim = logits.ndim === 1 ? 0 : 1
  const expected = logits.shape.filter((_, index) => index !== dim)
  if (logits.ndim === 0 || String(expected) !== String(target.shape)) {
    throw new TorchError(
      'VALUE',
      'accuracy: expected logits [N, K, …] and class indices [N, …], ' +
        `found [${logits.shape.join(', ')}] and [${target.shape.join(', ')}]`,
    )
  }
  if (isFloating(target.dtype)) {
    throw new TorchError(
      'TYPE',
      `accuracy: expected class indices, found a target of ${target.dtype}; write target.long()`,
    )
  }
  return dim
}
