import { OptionError, TorchError } from '../base/errors'
import { describeValue } from '../base/check'
import { Tensor, describeTensor, operators } from '../tensor'
import { Metric, type MetricState } from './metric'
import type { StateShapes } from './stateCheck'

/** The mean of values given batch by batch, weighted by batch size. torchmetrics: `MeanMetric`. */
export class Mean extends Metric<[value: Tensor, weight?: number]> {
  /** NaN before anything was added. */
  compute(): number {
    const [total, weight] = this.read('total', 'weight') as [number, number]
    return total / weight
  }

  protected override get stateShapes(): StateShapes | null {
    return { total: [], weight: [] }
  }

  /** `value`: one element; `weight`: how many samples it is the mean of (default 1). */
  protected accumulate(value: Tensor, weight = 1): MetricState {
    checkValue(value)
    checkWeight(weight)
    const mean = value.reshape([]).to('float64')
    return { total: mean.mul(weight), weight: operators.fullLike(mean, weight) }
  }
}

function checkValue(value: unknown): void {
  if (value instanceof Tensor && value.shape.every(size => size === 1)) return
  const found = value instanceof Tensor ? describeTensor(value) : describeValue(value)
  throw new TorchError('VALUE', `Mean: expected a tensor with one element, found ${found}`)
}

function checkWeight(weight: unknown): void {
  if (typeof weight === 'number' && weight >= 0 && Number.isFinite(weight)) return
  throw new OptionError(`Mean: expected a weight of at least 0, found ${describeValue(weight)}`)
}
