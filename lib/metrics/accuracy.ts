import { elementCount } from '../base/shape'
import { noGrad, operators, tidy, type Tensor } from '../tensor'
import {
  AveragedMetric,
  averageOptions,
  averageSettings,
  ratio,
  type Average,
  type AverageOptions,
  type Averaged,
  type MultidimAverage,
} from './average'
import { answersOf, type Counts } from './confusion'
import type { MetricState } from './metric'
import type { StateShapes } from './stateCheck'
import { flatten, taskSettings, type Task } from './task'

/**
 * The share of targets that are hit: of samples, or of pixels where there are more dimensions.
 * Without `numClasses` it is the share of all of them, of classes or not. Paper: α / 100 %,
 * equation 8. torchmetrics: `Accuracy`.
 */
export class Accuracy<
  A extends Average = 'micro',
  M extends MultidimAverage = 'global',
  T extends Task = 'multiclass',
> extends AveragedMetric<A, M, T> {
  constructor(options: AverageOptions<A, M, T> = {}) {
    super(averageSettings('Accuracy', options, averageOptions, false))
  }

  /** From 0 to 1; NaN where nothing was added to one that counts all classes as one. */
  override compute(): Averaged<A, M, T> {
    if (!this.#countsAll) return super.compute()
    const [correct, total] = this.read('correct', 'total') as [number, number]
    const isNew = this.tensor('total') === undefined
    return (isNew ? NaN : ratio(correct, total)) as Averaged<A, M, T>
  }

  /** Of 'multiclass' and 'micro', hits and targets are all that is needed. */
  get #countsAll(): boolean {
    const { task } = this.settings
    return task === 'multiclass' && this.average === 'micro' && !this.isSamplewise
  }

  protected override get stateShapes(): StateShapes | null {
    return this.#countsAll ? { correct: [], total: [] } : super.stateShapes
  }

  /** Logits [N, K, …] against class indices [N, …]. */
  protected override accumulate(logits: Tensor, target: Tensor): MetricState {
    if (!this.#countsAll) return super.accumulate(logits, target)
    const { settings, topK } = this
    const flat = this.rows(logits, target)
    const hits = answersOf(flat, settings, topK).eq(flat.target)
    const { ignoreIndex } = settings
    if (ignoreIndex === null) {
      const total = elementCount(target.shape)
      return {
        correct: hits.sum(),
        total: operators.full([], total, { dtype: 'float64', device: hits.device }),
      }
    }
    const counts = flat.target.ne(ignoreIndex)
    return { correct: hits.logicalAnd(counts).sum(), total: counts.sum() }
  }

  protected score({ tp, fp, tn, fn }: Counts): number {
    return this.settings.task === 'multiclass'
      ? ratio(tp, tp + fn)
      : ratio(tp + tn, tp + tn + fp + fn)
  }
}

/**
 * How many of the targets are hit by the largest logit, int64, one element: logits [K] or
 * [N, K, …] against class indices of that shape without K.
 * @throws TorchError for shapes and dtypes that do not fit.
 */
export function correctCount(logits: Tensor, target: Tensor): Tensor {
  const settings = taskSettings('accuracy', {}, false)
  return noGrad(() =>
    tidy(() => {
      const flat = flatten('accuracy', settings, logits, target)
      return answersOf(flat, settings, 1).eq(flat.target).sum()
    }),
  )
}

/** The accuracy of one batch, from 0 to 1. */
export function accuracy(logits: Tensor, target: Tensor): number {
  return tidy(() => Number(correctCount(logits, target).item()) / elementCount(target.shape))
}
