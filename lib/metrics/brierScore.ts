import { checkOptionNames } from '../base/check'
import { operators, type Tensor } from '../tensor'
import { Metric, type MetricState } from './metric'
import { flatten, probabilities, taskOptions, taskSettings } from './task'
import type { TaskOptions, TaskSettings } from './task'

const known = taskOptions.filter(name => name !== 'threshold')

/**
 * The mean square of probabilities minus what happened (Brier 1950): (p − y)² of two classes,
 * Σ (p − y)² of several. scikit-learn: `brier_score_loss`.
 */
export class BrierScore extends Metric {
  readonly #settings: TaskSettings

  constructor(options: Omit<TaskOptions, 'threshold'> = {}) {
    super()
    checkOptionNames('BrierScore', options, known)
    this.#settings = taskSettings('BrierScore', options, true, ['binary', 'multiclass'])
  }

  /** NaN before the first batch. */
  compute(): number {
    const [total, count] = this.read('total', 'count') as [number, number]
    return total / count
  }

  /** Scores (probabilities or logits) against targets. */
  protected accumulate(preds: Tensor, target: Tensor): MetricState {
    const flat = flatten('BrierScore', this.#settings, preds, target, true)
    const { task, count, ignoreIndex } = this.#settings
    const scores = probabilities(flat.preds, task).to('float64')
    const classes = operators.arange(count, { device: scores.device })
    const happened = task === 'binary' ? flat.target : flat.target.unsqueeze(1).eq(classes)
    const errors = scores.sub(happened.to('float64')).square()
    const ofSample = task === 'binary' ? errors : errors.sum(1)
    const counts = flat.target.ne(ignoreIndex ?? NaN)
    return { total: ofSample.where(counts, 0).sum(), count: counts.sum() }
  }
}
