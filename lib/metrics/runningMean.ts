import { checkOptionNames, checkPositiveInteger } from '../base/check'
import { operators, tidy, type Tensor } from '../tensor'
import { Metric, type MetricState } from './metric'
import { numbers } from './regression'
import type { StateShapes } from './stateCheck'

export interface RunningMeanOptions {
  /** Updates that count (default 5). */
  window?: number
}

/** The mean of the values of the last updates. torchmetrics: `RunningMean`. */
export class RunningMean extends Metric<[value: Tensor]> {
  readonly window: number

  constructor(options: RunningMeanOptions = {}) {
    super()
    checkOptionNames('RunningMean', options, ['window'])
    const { window = 5 } = options
    checkPositiveInteger('RunningMean: window', window)
    this.window = window
  }

  /** NaN before the first update. */
  compute(): number {
    const [values, counts] = [this.tensor('values'), this.tensor('counts')]
    if (!values || !counts) return NaN
    return tidy(() => {
      const start = Math.max(0, values.numel() - this.window)
      const last = (list: Tensor): Tensor => list.slice({ start }).sum()
      return Number(last(values).div(last(counts)).item())
    })
  }

  protected override get lists(): readonly string[] {
    return ['values', 'counts']
  }

  protected override get stateShapes(): StateShapes | null {
    return { values: ['updates'], counts: ['updates'] }
  }

  protected accumulate(value: Tensor): MetricState {
    const [values] = numbers('RunningMean', value, value)
    const count = operators.full([1], values.numel(), { dtype: 'float64', device: values.device })
    return { values: values.sum().reshape([1]), counts: count }
  }
}
