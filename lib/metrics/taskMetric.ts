/** Metrics whose targets are classes. */
import { isFloating } from '../base/dtype'
import type { Tensor } from '../tensor'
import { LabelChecks, type LabelRange } from './labels'
import { Metric } from './metric'
import { flatten, type Flat, type TaskSettings } from './task'

/** Refuses labels that are of no class: on the CPU in `update`, elsewhere where figures are read. */
export abstract class LabelMetric<Value = number> extends Metric<
  [preds: Tensor, target: Tensor],
  Value
> {
  readonly #checks = new LabelChecks()

  override reset(): void {
    this.#checks.clear()
    super.reset()
  }

  protected checkLabels(labels: Tensor, target: Tensor, range: Omit<LabelRange, 'metric'>): void {
    this.#checks.check(labels, target, { metric: this.constructor.name, ...range })
  }

  protected override tensor(name: string): Tensor | undefined {
    this.#checks.settle()
    return super.tensor(name)
  }
}

export abstract class TaskMetric<Value = number> extends LabelMetric<Value> {
  constructor(protected readonly settings: TaskSettings) {
    super()
  }

  /** One row a sample. Throws TorchError for what does not fit the task. */
  protected rows(preds: Tensor, target: Tensor, needsScores = false): Flat {
    const { settings } = this
    const flat = flatten(this.constructor.name, settings, preds, target, needsScores)
    const { task, ignoreIndex, validate } = settings
    const count = task === 'multiclass' ? settings.count : 2
    if (!validate || count === 0) return flat
    this.checkLabels(flat.target, flat.target, { role: 'targets', count, ignoreIndex })
    if (!isFloating(flat.preds.dtype))
      this.checkLabels(flat.preds, flat.target, { role: 'predictions', count, ignoreIndex })
    return flat
  }
}
