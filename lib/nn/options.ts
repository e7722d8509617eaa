/** Options that many layers take. */
import { checkFlags, checkNumber, checkOptionNames, describeValue } from '../base/check'
import { OptionError } from '../base/errors'
import { pythonFloat, pythonText } from '../base/python'
import type { DType } from '../base/dtype'
import type { Device } from '../tensor'
import { stateName } from './naming'

export { checkFlags } from '../base/check'

/** Where the tensors of a new layer are, and of which dtype (default float32 on the CPU). */
export interface FactoryOptions {
  device?: Device
  dtype?: DType
}

export const factoryNames = ['device', 'dtype']

/** One size for all dimensions, or a list of one for each. */
export type Sizes = number | readonly number[]
/** One size for both dimensions, or [height, width]. */
export type Size2d = number | readonly [height: number, width: number]

const axes = ['depth', 'height', 'width']

/**
 * One size a dimension.
 * @throws OptionError for what is no size, or below `least`.
 */
export function sizesOf(
  what: string,
  size: unknown,
  dimensions: number,
  least: number,
  names: readonly string[] = dimensions === 1 ? ['length'] : axes.slice(-dimensions),
): number[] {
  const list: unknown[] = Array.isArray(size) ? size : [size]
  const sizes: unknown[] = list.length === 1 ? Array<unknown>(dimensions).fill(list[0]) : list
  const fits = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= least
  if (sizes.length === dimensions && sizes.every(fits)) return sizes as number[]
  throw new OptionError(
    `${what}: expected an integer${least === -Infinity ? '' : ` of at least ${least}`}, or ` +
      `[${names.join(', ')}], found ${Array.isArray(size) ? `[${size.map(describeValue).join(', ')}]` : describeValue(size)}`,
  )
}

/** [height, width] of a size. */
export function pair(what: string, size: Size2d, least: 0 | 1): [number, number] {
  return sizesOf(what, size, 2, least) as [number, number]
}

/** A number among the options, or what stands for it when it is left out. */
export function numberOf(what: string, name: string, value: unknown, fallback: number): number {
  if (value === undefined) return fallback
  checkNumber(`${what}: ${name}`, value)
  return value as number
}

/**
 * `name=value, …` as PyTorch writes it, for `extraRepr`: names in snake_case, lists as tuples. What is
 * undefined is left out.
 */
export function listed(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${stateName(name)}=${pythonText(value)}`)
    .join(', ')
}

/** A float for `listed`, which is 1.0 in Python where it is 1 here. */
export function floatText(value: number | readonly number[] | null): string {
  if (value === null) return 'None'
  return typeof value === 'number' ? pythonFloat(value) : `(${value.map(pythonFloat).join(', ')})`
}

/**
 * Options of which the first may come by position too: `new Dropout(0.2)`, `new Dropout({ p: 0.2 })`.
 */
export function withLeading<Options extends object>(
  name: keyof Options & string,
  first: unknown,
  options: Options,
): Options {
  if (first === undefined) return options
  if (typeof first === 'object' && first !== null) return first as Options
  return { ...options, [name]: first }
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
