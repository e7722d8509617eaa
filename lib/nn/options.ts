/** Options that many layers take. */
import { checkOptionNames, describeValue } from '../base/check'
import { OptionError } from '../base/errors'
import type { DType } from '../base/dtype'
import type { Device } from '../tensor'

/** Where the tensors of a new layer are, and of which dtype (default float32 on the CPU). */
export interface FactoryOptions {
  device?: Device
  dtype?: DType
}

export const factoryNames = ['device', 'dtype']

/** One size for both dimensions, or [height, width]. */
export type Size2d = number | readonly [height: number, width: number]

/**
 * [height, width] of a size.
 * @throws OptionError for what is no size, or below `least`.
 */
export function pair(what: string, size: Size2d, least: 0 | 1): [number, number] {
  const sizes: unknown = typeof size === 'number' ? [size, size] : size
  const fits = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= least
  if (Array.isArray(sizes) && sizes.length === 2 && sizes.every(fits)) {
    return [sizes[0] as number, sizes[1] as number]
  }
  const found = Array.isArray(size) ? `[${size.join(', ')}]` : describeValue(size)
  throw new OptionError(
    `${what}: expected an integer of at least ${least}, or [height, width], found ${found}`,
  )
}

/** Throws OptionError for an option that is there and no boolean. */
export function checkFlags(what: string, options: object, names: readonly string[]): void {
  for (const name of names) {
    const value: unknown = Reflect.get(options, name)
    if (value === undefined || typeof value === 'boolean') continue
    throw new OptionError(`${what}: ${name}: expected a boolean, found ${describeValue(value)}`)
  }
}

/** `inplace`, which many activations take and nothing else. */
export interface InplaceOptions {
  /** Write over the input (default false). */
  inplace?: boolean
}

export function inplaceOf(what: string, options: InplaceOptions): boolean {
  checkOptionNames(what, options, ['inplace'])
  checkFlags(what, options, ['inplace'])
  return options.inplace ?? false
}
