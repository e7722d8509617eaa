import { checkOptionNames } from '../base/check'
import { operators, type Tensor } from '../tensor'
import type { MetricState } from './metric'
import type { StateShapes } from './stateCheck'
import { probabilities, taskOptions, taskSettings, type TaskOptions } from './task'
import { TaskMetric } from './taskMetric'

const known = taskOptions.filter(name => name !== 'threshold')

/**
 * The mean square of probabilities minus what happened (Brier 1950): (p − y)² of two classes,
 * Σ (p − y)² of several. scikit-learn: `brier_score_loss`.
 */
export class BrierScore extends TaskMetric {
  constructor(options: Omit<TaskOptions, 'threshold'> = {}) {
    checkOptionNames('BrierScore', options, known)
    super(taskSettings('BrierScore', options, true, ['binary', 'multiclass']))
  }

  /** NaN before the first batch. */
  compute(): number {
    const [total, count] = this.read('total', 'count') as [number, number]
    return total / count
  }

  protected override get stateShapes(): StateShapes | null {
    return { total: [], count: [] }
  }

  /** Scores (probabilities or logits) against targets. */
  protected accumulate(preds: Tensor, target: Tensor): MetricState {
    const flat = this.rows(preds, target, true)
    const { task, count, ignoreIndex } = this.settings
    const counts = flat.target.ne(ignoreIndex ?? NaN)
    const scores = probabilities(flat.preds, task, counts).to('float64')
    const classes = operators.arange(count, { device: scores.device })
    const happened = task === 'binary' ? flat.target : flat.target.unsqueeze(1).eq(classes)
    const errors = scores.sub(happened.to('float64')).square()
    const ofSample = task === 'binary' ? errors : errors.sum(1)
    return { total: ofSample.where(counts, 0).sum(), count: counts.sum() }
  }
}
