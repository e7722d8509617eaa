import { checkOptionNames, checkPositiveInteger } from '../base/check'
import { tidy, type Tensor } from '../tensor'
import { Metric, type MetricState } from './metric'
import type { StateShapes } from './stateCheck'
import { checkStrategy, weightedSum, type MeanOptions, type NanStrategy } from './weighted'

export interface RunningMeanOptions extends MeanOptions {
  /** Updates that count (default 5). */
  window?: number
}

/** The weighted mean of the values of the last updates. torchmetrics: `RunningMean`. */
export class RunningMean extends Metric<[value: Tensor | number, weight?: Tensor | number]> {
  readonly window: number
  readonly nanStrategy: NanStrategy

  constructor(options: RunningMeanOptions = {}) {
    super()
    checkOptionNames('RunningMean', options, ['window', 'nanStrategy'])
    const { window = 5, nanStrategy = 'disable' } = options
    checkPositiveInteger('RunningMean: window', window)
    checkStrategy('RunningMean', nanStrategy)
    this.window = window
    this.nanStrategy = nanStrategy
  }

  /** NaN before the first update. */
  compute(): number {
    const [values, counts] = [this.tensor('values'), this.tensor('counts')]
    if (!values || !counts) return NaN
    return tidy(() => Number(values.sum().div(counts.sum()).item()))
  }

  protected override get lists(): readonly string[] {
    return ['values', 'counts']
  }

  protected override get longestList(): number {
    return this.window
  }

  protected override get stateShapes(): StateShapes | null {
    return { values: ['updates'], counts: ['updates'] }
  }

  /** A value and its weight, as `Mean` takes them. */
  protected accumulate(value: Tensor | number, weight: Tensor | number = 1): MetricState {
    const [total, whole] = weightedSum('RunningMean', this.nanStrategy, value, weight)
    return { values: total.reshape([1]), counts: whole.reshape([1]) }
  }
}
