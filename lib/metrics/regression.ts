/** Metrics of numbers: predictions and targets of one shape. */
import { describeValue } from '../base/check'
import { elementCount } from '../base/shape'
import { TorchError } from '../base/errors'
import { Tensor, operators } from '../tensor'
import { Metric, type MetricState } from './metric'
import type { StateShapes } from './stateCheck'

/** Both as float64. Throws TorchError for tensors of two shapes. */
export function numbers(what: string, preds: unknown, target: unknown): [Tensor, Tensor] {
  if (!(preds instanceof Tensor && target instanceof Tensor)) {
    const found = [preds, target].map(describeValue).join(' and ')
    throw new TorchError('TYPE', `${what}: expected predictions and targets, found ${found}`)
  }
  if (String(preds.shape) !== String(target.shape)) {
    throw new TorchError(
      'VALUE',
      `${what}: expected predictions and targets of one shape, found [${preds.shape.join(', ')}] ` +
        `and [${target.shape.join(', ')}]`,
    )
  }
  return [preds.to('float64'), target.to('float64')]
}

export function countOf(tensor: Tensor): Tensor {
  const { device, shape } = tensor
  return operators.full([], elementCount(shape), { dtype: 'float64', device })
}

/** The mean of what `error` makes of the differences. */
export abstract class MeanError extends Metric {
  /** NaN before the first batch. */
  compute(): number {
    const [total, count] = this.read('total', 'count') as [number, number]
    return total / count
  }

  protected override get stateShapes(): StateShapes | null {
    return { total: [], count: [] }
  }

  protected abstract error(difference: Tensor): Tensor

  protected accumulate(preds: Tensor, target: Tensor): MetricState {
    const [p, t] = numbers(this.constructor.name, preds, target)
    return { total: this.error(p.sub(t)).sum(), count: countOf(p) }
  }
}
