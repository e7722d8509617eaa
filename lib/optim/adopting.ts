/** Values of a state that is loaded, checked for what an optimizer remembers by that name. */
import { describeValue } from '../base/check'
import { OptionError } from '../base/errors'
import { Tensor, describeTensor, keep, operators } from '../tensor'

/** A copy in the memory order of the parameter, to be kept. Throws OptionError for another shape. */
export function adoptLike(what: string, value: unknown, parameter: Tensor): Tensor {
  checkShape(what, value, parameter.shape)
  return keep(operators.zerosLike(parameter, { dtype: value.dtype }).copy_(value))
}

/** Throws OptionError for what is no tensor of that shape. */
export function checkShape(
  what: string,
  value: unknown,
  shape: readonly number[],
): asserts value is Tensor {
  if (value instanceof Tensor && String(value.shape) === String(shape)) return
  throw new OptionError(
    `${what}: expected a tensor of shape [${shape.join(', ')}], found ${described(value)}`,
  )
}

/** A number, which Python may have kept as a tensor. Throws OptionError for what is neither. */
export function adoptNumber(what: string, value: unknown): number {
  const number = value instanceof Tensor && value.ndim === 0 ? Number(value.item()) : value
  if (typeof number === 'number') return number
  throw new OptionError(
    `${what}: expected a number or a tensor without dimensions, found ${described(value)}`,
  )
}

function described(value: unknown): string {
  return value instanceof Tensor ? describeTensor(value) : describeValue(value)
}
