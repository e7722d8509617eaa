import { checkOptionNames } from '../base/check'
import type { Tensor } from '../tensor'
import { Metric, type MetricState } from './metric'
import type { StateShapes } from './stateCheck'
import { checkStrategy, weightedSum, type MeanOptions, type NanStrategy } from './weighted'

/** The weighted mean of values given batch by batch. torchmetrics: `MeanMetric`. */
export class Mean extends Metric<[value: Tensor | number, weight?: Tensor | number]> {
  readonly nanStrategy: NanStrategy

  constructor(options: MeanOptions = {}) {
    super()
    checkOptionNames('Mean', options, ['nanStrategy'])
    const { nanStrategy = 'disable' } = options
    checkStrategy('Mean', nanStrategy)
    this.nanStrategy = nanStrategy
  }

  /** NaN before anything was added. */
  compute(): number {
    const [total, weight] = this.read('total', 'weight') as [number, number]
    return total / weight
  }

  protected override get stateShapes(): StateShapes | null {
    return { total: [], weight: [] }
  }

  /**
   * `value`: any shape; `weight`: how much each value counts, a number or a tensor that broadcasts to
   * the values, such as how many samples a value is the mean of (default 1).
   */
  protected accumulate(value: Tensor | number, weight: Tensor | number = 1): MetricState {
    const [total, whole] = weightedSum('Mean', this.nanStrategy, value, weight)
    return { total, weight: whole }
  }
}
