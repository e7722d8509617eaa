import { checkOptionNames } from '../base/check'
import { operators, type Tensor } from '../tensor'
import { gatherable } from './labels'
import type { MetricState } from './metric'
import type { StateShapes } from './stateCheck'
import { probabilities, taskOptions, taskSettings, type TaskOptions } from './task'
import { TaskMetric } from './taskMetric'

const known = taskOptions.filter(name => name !== 'threshold')

/** The mean of −ln p of what happened, from probabilities or logits. scikit-learn: `log_loss`. */
export class LogLoss extends TaskMetric {
  constructor(options: Omit<TaskOptions, 'threshold'> = {}) {
    checkOptionNames('LogLoss', options, known)
    super(taskSettings('LogLoss', options, true, ['binary', 'multiclass']))
  }

  /** NaN before the first batch. */
  compute(): number {
    const [total, count] = this.read('total', 'count') as [number, number]
    return total / count
  }

  protected override get stateShapes(): StateShapes | null {
    return { total: [], count: [] }
  }

  /** Scores against targets. */
  protected accumulate(preds: Tensor, target: Tensor): MetricState {
    const flat = this.rows(preds, target, true)
    const { task, count, ignoreIndex } = this.settings
    const counts = flat.target.ne(ignoreIndex ?? NaN)
    const scores = probabilities(flat.preds, task, counts).to('float64')
    const index = flat.target.where(counts, 0).to('int64')
    const classes = task === 'binary' ? 2 : count
    const columns = task === 'binary' ? operators.stack([scores.neg().add(1), scores], 1) : scores
    const p = columns.reshape([-1, classes]).gather(1, gatherable(index, classes).unsqueeze(1))
    const least = Number.EPSILON
    const losses = p
      .squeeze(1)
      .clamp(least, 1 - least)
      .log()
      .neg()
    return { total: losses.where(counts, 0).sum(), count: counts.sum() }
  }
}
