import { describeValue } from '../../base/check'
import { OptionError } from '../../base/errors'

/** A size for all dimensions or one for each; null keeps that of the input. */
export type OutputSize = number | null | readonly (number | null)[]

export function outputSizeOf(
  name: string,
  size: unknown,
  dimensions: number,
): readonly (number | null)[] {
  const list: unknown[] = Array.isArray(size) ? size : Array<unknown>(dimensions).fill(size)
  const fits = (value: unknown): boolean =>
    value === null || (Number.isSafeInteger(value) && Number(value) >= 0)
  if (list.length === dimensions && list.every(fits)) return list as (number | null)[]
  throw new OptionError(
    `${name}: outputSize: expected an integer of at least 0, null, or a list of ${dimensions}, ` +
      `found ${Array.isArray(size) ? `[${size.map(describeValue).join(', ')}]` : describeValue(size)}`,
  )
}

/** The output size, with those of the input where none is named. */
export function resolved(
  size: readonly (number | null)[],
  shape: readonly number[],
): readonly number[] {
  return size.map((value, i) => value ?? shape[shape.length - size.length + i]!)
}
