import { describeValue, isPlainObject } from '../base/check'
import { TorchError } from '../base/errors'

/** The shape of an output, of space alone or in full; by position or by name. */
export type OutputSize = readonly number[] | { outputSize?: readonly number[] | null } | null

/** @throws TorchError TYPE for what is no list of integers */
export function outputSizeIn(given: OutputSize | undefined): readonly number[] | null {
  const size: unknown = isPlainObject(given) ? Reflect.get(given, 'outputSize') : given
  if (size === undefined || size === null) return null
  if (Array.isArray(size) && size.every(Number.isSafeInteger)) return size as number[]
  throw new TorchError(
    'TYPE',
    `outputSize: expected a list of integers, found ${describeValue(size)}`,
  )
}
