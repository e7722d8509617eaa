/** Options that several transforms have. */
import { checkNumber, describeValue } from '../../base/check'
import { OptionError } from '../../base/errors'

export type Range = readonly [low: number, high: number]

/** Height and width; one number for both. */
export type ImageSize = number | readonly [height: number, width: number]

/** For all channels, or one a channel. */
export type Fill = number | readonly number[]

export type Interpolation = 'nearest' | 'bilinear'

export const interpolations: readonly Interpolation[] = ['nearest', 'bilinear']

export function isNumbers(value: unknown, length?: number): value is number[] {
  return (
    Array.isArray(value) &&
    value.every(entry => typeof entry === 'number' && Number.isFinite(entry)) &&
    (length === undefined || value.length === length)
  )
}

/** Throws OptionError for what is not two numbers in order, the first of them at least `least`. */
export function checkRange(what: string, range: unknown, least = -Infinity): void {
  if (isNumbers(range, 2) && range[0]! <= range[1]! && range[0]! >= least) return
  const bound = least === -Infinity ? '' : ` of at least ${least}`
  throw new OptionError(
    `${what}: expected two numbers [low, high]${bound}, found ${describeNumbers(range)}`,
  )
}

/** `r` as [−r, r]. Throws OptionError for what is neither a number from 0 nor a range. */
export function symmetricRange(what: string, range: unknown): Range {
  if (typeof range !== 'number') {
    checkRange(what, range)
    return range as Range
  }
  if (range >= 0 && Number.isFinite(range)) return [-range, range]
  throw new OptionError(`${what}: expected a number of at least 0 or [low, high], found ${range}`)
}

export function sizeOf(what: string, size: unknown): [height: number, width: number] {
  const sides = typeof size === 'number' ? [size, size] : size
  if (isNumbers(sides, 2) && sides.every(side => Number.isSafeInteger(side) && side > 0))
    return [sides[0]!, sides[1]!]
  throw new OptionError(
    `${what}: expected a positive integer or [height, width], found ${describeNumbers(size)}`,
  )
}

export function checkFill(what: string, fill: unknown): void {
  if (isNumbers(fill) && fill.length > 0) return
  if (Array.isArray(fill))
    throw new OptionError(`${what}: expected a number a channel, found ${describeNumbers(fill)}`)
  checkNumber(what, fill)
}

export function checkAtLeast(what: string, value: unknown, least: number): void {
  if (typeof value === 'number' && Number.isFinite(value) && value >= least) return
  throw new OptionError(
    `${what}: expected a number of at least ${least}, found ${describeValue(value)}`,
  )
}

function describeNumbers(value: unknown): string {
  return isNumbers(value) ? `[${value.join(', ')}]` : describeValue(value)
}
