/** How much is pruned: a share of all that could be, or a number of them. */
import { checkInteger, describeValue } from '../../../base/check'
import { TorchError } from '../../../base/errors'
import type { Tensor } from '../../../tensor'

/** @throws TorchError TYPE for no number, VALUE for one below 0 or a share above 1. */
export function checkAmount(what: string, amount: unknown): void {
  const expected = `${what}: amount: expected an integer of at least 0 or a share from 0 to 1, found `
  if (typeof amount !== 'number') throw new TorchError('TYPE', expected + describeValue(amount))
  const isValid = amount >= 0 && (Number.isInteger(amount) || amount <= 1)
  if (!isValid) throw new TorchError('VALUE', expected + String(amount))
}

/** Python's `round`: halves go to the even neighbour. */
function roundHalfToEven(value: number): number {
  const below = Math.floor(value)
  if (value - below !== 0.5) return Math.round(value)
  return below % 2 === 0 ? below : below + 1
}

/** How many of `size` an amount means; an integer is that many, as in Python. */
export function countOf(what: string, amount: number, size: number): number {
  const count = Number.isInteger(amount) ? amount : roundHalfToEven(amount * size)
  if (count <= size) return count
  throw new TorchError(
    'VALUE',
    `${what}: amount: expected at most the ${size} that are there, found ${count}`,
  )
}

/** The dimension of the channels, counted from 0. @throws TorchError for a tensor without any. */
export function channelDim(what: string, tensor: Tensor, dim: number): number {
  const { ndim, shape } = tensor
  if (ndim < 2) {
    const found = `found [${shape.join(', ')}]`
    throw new TorchError('VALUE', `${what}: expected a tensor of 2 or more dimensions, ${found}`)
  }
  checkInteger(`${what}: dim`, dim)
  if (dim >= -ndim && dim < ndim) return dim < 0 ? dim + ndim : dim
  throw new TorchError(
    'INDEX',
    `${what}: dim: expected one of ${-ndim} to ${ndim - 1} for [${shape.join(', ')}], found ${dim}`,
  )
}
