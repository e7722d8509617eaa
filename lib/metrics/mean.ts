import { OptionError, TorchError } from '../base/errors'
import { checkOptionNames, describeValue } from '../base/check'
import { Tensor, describeTensor, operators } from '../tensor'
import { Metric, type MetricState } from './metric'
import type { StateShapes } from './stateCheck'

/**
 * What is done about NaN in values or weights: 'warn' (as PyTorch; waits for the device) and 'ignore'
 * leave them out, 'error' refuses them, 'disable' does nothing, and a number takes their place.
 */
export type NanStrategy = 'warn' | 'ignore' | 'error' | 'disable' | number

export interface MeanOptions {
  /** Default 'disable', which waits for no device; torchmetrics has 'warn'. */
  nanStrategy?: NanStrategy
}

/** The weighted mean of values given batch by batch. torchmetrics: `MeanMetric`. */
export class Mean extends Metric<[value: Tensor | number, weight?: Tensor | number]> {
  readonly nanStrategy: NanStrategy

  constructor(options: MeanOptions = {}) {
    super()
    checkOptionNames('Mean', options, ['nanStrategy'])
    const { nanStrategy = 'disable' } = options
    checkStrategy(nanStrategy)
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
    const values = toTensor('value', value)
    const weights = broadcast(weight, values)
    const [v, w] = this.#withoutNan(values, weights)
    return { total: v.mul(w).sum(), weight: w.sum() }
  }

  #withoutNan(values: Tensor, weights: Tensor): [Tensor, Tensor] {
    const { nanStrategy: strategy } = this
    if (strategy === 'disable') return [values, weights]
    const nans = values.isnan().logicalOr(weights.isnan())
    if (typeof strategy === 'number') {
      return [values.maskedFill(nans, strategy), weights.maskedFill(nans, 1)]
    }
    if (strategy !== 'ignore' && nans.any().item() === true) {
      const message = 'Mean: encountered NaN in values or weights'
      if (strategy === 'error') throw new TorchError('VALUE', message)
      process.emitWarning(`${message}; they are left out`)
    }
    // No selection, whose size the host would wait for.
    return [values.maskedFill(nans, 0), weights.maskedFill(nans, 0)]
  }
}

function toTensor(what: string, value: unknown): Tensor {
  if (value instanceof Tensor) return value.to('float64')
  if (typeof value === 'number') return operators.full([], value, { dtype: 'float64' })
  throw new OptionError(
    `Mean: expected a number or a tensor as ${what}, found ${describeValue(value)}`,
  )
}

function broadcast(weight: unknown, values: Tensor): Tensor {
  if (typeof weight === 'number' && !(weight >= 0 && Number.isFinite(weight))) {
    throw new OptionError(`Mean: expected a weight of at least 0, found ${describeValue(weight)}`)
  }
  // A number crosses to a GPU with the work, and needs no copy that is waited for.
  if (typeof weight === 'number') return values.newFull(values.shape, weight)
  const given = toTensor('weight', weight).to(values.device)
  const { shape } = values
  const fits = given.shape.every((size, i) => {
    const dim = i - given.ndim + shape.length
    return dim >= 0 && (size === 1 || size === shape[dim])
  })
  if (fits) return given.expand(shape)
  throw new TorchError(
    'VALUE',
    `Mean: expected weights that broadcast to the values ${describeTensor(values)}, found ` +
      describeTensor(given),
  )
}

function checkStrategy(strategy: unknown): void {
  if (typeof strategy === 'number' && !Number.isNaN(strategy)) return
  if (['warn', 'ignore', 'error', 'disable'].includes(strategy as string)) return
  throw new OptionError(
    `Mean: nanStrategy: expected warn, ignore, error, disable or a number, found ${describeValue(strategy)}`,
  )
}
