/** Values and how much each counts, as means take them. */
import { describeValue } from '../base/check'
import { OptionError, TorchError } from '../base/errors'
import { Tensor, describeTensor, operators } from '../tensor'
import { broadcasts } from './stateCheck'

/**
 * What is done about NaN in values or weights: 'warn' (as PyTorch; waits for the device) and 'ignore'
 * leave them out, 'error' refuses them, 'disable' does nothing, and a number takes their place.
 */
export type NanStrategy = 'warn' | 'ignore' | 'error' | 'disable' | number

export interface MeanOptions {
  /** Default 'disable', which waits for no device; torchmetrics has 'warn'. */
  nanStrategy?: NanStrategy
}

export function checkStrategy(what: string, strategy: unknown): void {
  if (typeof strategy === 'number' && !Number.isNaN(strategy)) return
  if (['warn', 'ignore', 'error', 'disable'].includes(strategy as string)) return
  const found = describeValue(strategy)
  throw new OptionError(
    `${what}: nanStrategy: expected warn, ignore, error, disable or a number, found ${found}`,
  )
}

/** The sum of values times weights, and that of weights: float64, one element each. */
export function weightedSum(
  what: string,
  strategy: NanStrategy,
  value: Tensor | number,
  weight: Tensor | number,
): [total: Tensor, weight: Tensor] {
  const values = toTensor(what, 'value', value)
  const [v, w] = withoutNan(what, strategy, values, broadcast(what, weight, values))
  return [v.mul(w).sum(), w.sum()]
}

function withoutNan(
  what: string,
  strategy: NanStrategy,
  values: Tensor,
  weights: Tensor,
): [Tensor, Tensor] {
  if (strategy === 'disable') return [values, weights]
  const nans = values.isnan().logicalOr(weights.isnan())
  if (typeof strategy === 'number') {
    return [values.maskedFill(nans, strategy), weights.maskedFill(nans, 1)]
  }
  if (strategy !== 'ignore' && nans.any().item() === true) {
    const message = `${what}: encountered NaN in values or weights`
    if (strategy === 'error') throw new TorchError('VALUE', message)
    process.emitWarning(`${message}; they are left out`)
  }
  // No selection, whose size the host would wait for.
  return [values.maskedFill(nans, 0), weights.maskedFill(nans, 0)]
}

function toTensor(what: string, role: string, value: unknown): Tensor {
  if (value instanceof Tensor) return value.to('float64')
  if (typeof value === 'number') return operators.full([], value, { dtype: 'float64' })
  const found = describeValue(value)
  throw new OptionError(`${what}: expected a number or a tensor as ${role}, found ${found}`)
}

function broadcast(what: string, weight: unknown, values: Tensor): Tensor {
  if (typeof weight === 'number' && !(weight >= 0 && Number.isFinite(weight))) {
    throw new OptionError(
      `${what}: expected a weight of at least 0, found ${describeValue(weight)}`,
    )
  }
  // A number crosses to a GPU with the work, and needs no copy that is waited for.
  if (typeof weight === 'number') return values.newFull(values.shape, weight)
  const given = toTensor(what, 'weight', weight).to(values.device)
  if (broadcasts(given.shape, values.shape)) return given.expand(values.shape)
  throw new TorchError(
    'VALUE',
    `${what}: expected weights that broadcast to the values ${describeTensor(values)}, found ` +
      describeTensor(given),
  )
}
