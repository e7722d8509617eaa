import { checkChoice, checkOptionNames, checkPositiveInteger } from '../base/check'
import { operators, tidy, type Tensor } from '../tensor'
import type { MetricState } from './metric'
import type { StateShapes } from './stateCheck'
import { histogram, probabilities, taskOptions, taskSettings, type TaskOptions } from './task'
import { TaskMetric } from './taskMetric'

export interface CalibrationErrorOptions extends Omit<TaskOptions, 'threshold'> {
  /** Intervals of confidence (default 15). */
  nBins?: number
  /** The mean of the errors (default), the root of that of their squares, or the largest. */
  norm?: 'l1' | 'l2' | 'max'
}

/** How far confidence is from accuracy. torchmetrics: `CalibrationError`. */
export class CalibrationError extends TaskMetric {
  readonly nBins: number
  readonly norm: 'l1' | 'l2' | 'max'

  constructor(options: CalibrationErrorOptions = {}) {
    const what = 'CalibrationError'
    const known = [...taskOptions.filter(name => name !== 'threshold'), 'nBins', 'norm']
    checkOptionNames(what, options, known)
    const { nBins = 15, norm = 'l1' } = options
    checkPositiveInteger(`${what}: nBins`, nBins)
    checkChoice(`${what}: norm`, norm, ['l1', 'l2', 'max'])
    super(taskSettings(what, options, true, ['binary', 'multiclass']))
    this.nBins = nBins
    this.norm = norm
  }

  /** From 0 to 1; of no samples NaN with the norm 'l1', and 0 with others, as torchmetrics has it. */
  compute(): number {
    const [counts, hits, confidences] = ['counts', 'hits', 'confidences'].map(
      name => this.tensor(name)?.toArray<number[]>() ?? [],
    ) as [number[], number[], number[]]
    const all = counts.reduce((a, b) => a + b, 0)
    if (all === 0) return this.norm === 'l1' ? NaN : 0
    const errors = counts.map((count, bin) =>
      count === 0 ? 0 : Math.abs(hits[bin]! - confidences[bin]!) / count,
    )
    if (this.norm === 'max') return Math.max(...errors)
    const power = this.norm === 'l1' ? 1 : 2
    const mean = errors.reduce((sum, e, bin) => sum + e ** power * (counts[bin]! / all), 0)
    return mean ** (1 / power)
  }

  protected override get stateShapes(): StateShapes | null {
    const size = [this.nBins + 1]
    return { counts: size, hits: size, confidences: size }
  }

  /** Scores (probabilities or logits) against targets; what is summed is of each interval. */
  protected accumulate(preds: Tensor, target: Tensor): MetricState {
    const flat = this.rows(preds, target, true)
    const { task, ignoreIndex } = this.settings
    const counts = ignoreIndex === null ? null : flat.target.ne(ignoreIndex)
    const scores = probabilities(flat.preds, task, counts)
    const isEmpty = scores.shape.includes(0)
    const [confidence, hit] =
      task === 'binary' || isEmpty
        ? [scores.reshape([-1]), flat.target]
        : [scores.amax([1]), scores.argmax(1).eq(flat.target)]
    const size = this.nBins + 1
    const edges = operators.linspace(0, 1, size, { dtype: scores.dtype, device: scores.device })
    let bins = operators.bucketize(confidence.contiguous(), edges, { right: true }).sub(1)
    if (counts) bins = operators.where(counts, bins, size)
    const sumsOf = (values: Tensor): Tensor =>
      operators
        .zeros([size + 1], { dtype: 'float64', device: scores.device })
        .scatterAdd_(0, bins, values.to('float64'))
        .narrow(0, 0, size)
    return tidy(() => ({
      counts: histogram(bins, size),
      hits: sumsOf(hit),
      confidences: sumsOf(confidence),
    }))
  }
}
