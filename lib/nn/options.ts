/** Checks that layers share, so that a wrong size is named when the layer is made. */
import { OptionError } from '../base/errors'

export function checkPositiveInteger(what: string, value: number): void {
  if (Number.isInteger(value) && value > 0) return
  throw new OptionError(`${what}: expected a positive integer, found ${String(value)}`)
}

export function checkProbability(what: string, value: number): void {
  if (value >= 0 && value <= 1) return
  throw new OptionError(`${what}: expected a probability from 0 to 1, found ${String(value)}`)
}

/** One size for both dimensions, or [height, width]. */
export type Size2d = number | readonly [height: number, width: number]

export function pair(size: Size2d): [number, number] {
  return typeof size === 'number' ? [size, size] : [...size]
}
