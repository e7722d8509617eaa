/** Metrics of numbers: predictions and targets of one shape. */
import { checkPositiveInteger, describeValue } from '../base/check'
import { elementCount } from '../base/shape'
import { TorchError } from '../base/errors'
import { Tensor, operators, tidy } from '../tensor'
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

export interface MeanErrorOptions<N extends number = number> {
  /** With more than 1, a figure for each column of [N, numOutputs] (default 1: one of all). */
  numOutputs?: N
}

/** An array of a figure for each output where there are several. */
export type OfOutputs<N extends number> = number extends N
  ? number | number[]
  : N extends 1
    ? number
    : number[]

/** The mean of what `error` makes of the differences; of several outputs an array. */
export abstract class MeanError<N extends number> extends Metric<
  [preds: Tensor, target: Tensor],
  OfOutputs<N>
> {
  readonly numOutputs: number

  constructor(options: MeanErrorOptions<N> = {}) {
    super()
    const { numOutputs = 1 }: MeanErrorOptions = options
    checkPositiveInteger(`${new.target.name}: numOutputs`, numOutputs)
    this.numOutputs = numOutputs
  }

  /** NaN before the first batch. */
  compute(): OfOutputs<N> {
    const [count] = this.read('count') as [number]
    const totals = tidy(() => this.tensor('total')?.reshape([-1]).toArray<number[]>())
    const means = Array.from({ length: this.numOutputs }, (_, i) =>
      this.finish((totals?.[i] ?? 0) / count),
    )
    return (this.numOutputs === 1 ? means[0]! : means) as OfOutputs<N>
  }

  protected override get stateShapes(): StateShapes | null {
    return { total: this.numOutputs === 1 ? [] : [this.numOutputs], count: [] }
  }

  protected abstract error(difference: Tensor): Tensor

  /** What is made of a mean. */
  protected finish(mean: number): number {
    return mean
  }

  protected accumulate(preds: Tensor, target: Tensor): MetricState {
    const what = this.constructor.name
    const [p, t] = numbers(what, preds, target)
    const errors = this.error(p.sub(t))
    if (this.numOutputs === 1) return { total: errors.sum(), count: countOf(p) }
    if (p.ndim !== 2 || p.size(1) !== this.numOutputs) {
      throw new TorchError(
        'VALUE',
        `${what}: expected predictions [N, ${this.numOutputs}], found [${p.shape.join(', ')}]`,
      )
    }
    return { total: errors.sum(0), count: countOf(p.select(1, 0)) }
  }
}
