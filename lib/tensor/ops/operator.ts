/** `operator('aten::add')` is a function that chooses an overload, calls it, and wraps results. */
import { types } from 'node:util'
import { dtypeName } from '../../base/dtype'
import { didYouMean } from '../../base/check'
import { TorchError } from '../../base/errors'
import { native, type Handle, type ResultSchema } from '../../native'
import { Tensor } from '../tensor'
import { isComplex } from './convert'
import { bind, loadOverloads, type Options, type Overload } from './overloads'

export type OperatorFunction = (...args: unknown[]) => unknown

/** A plain object, also one of another realm, that is not a complex number. */
function isOptions(value: unknown): value is Options {
  if (typeof value !== 'object' || value === null || value instanceof Tensor) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null
  return isPlain && !isComplex(value) && !types.isExternal(value)
}

function wrapTensor(handle: Handle | null): Tensor | null {
  return handle === null ? null : new Tensor(handle)
}

function wrap(value: unknown, { type }: ResultSchema): unknown {
  if (type === 'Tensor' || type === 'Tensor?') return wrapTensor(value as Handle | null)
  if (type === 'Tensor[]') return (value as (Handle | null)[]).map(wrapTensor)
  return type === 'ScalarType' ? dtypeName(value as number) : value
}

function aliased(overload: Overload, index: number, args: readonly unknown[], options?: Options) {
  const position = overload.positional.indexOf(index)
  if (position >= 0 && args[position] !== options) return args[position]
  if (position >= 0) return options?.[overload.parameters[index]!.option]
  const out = options?.out
  return Array.isArray(out) ? (out[overload.outs.indexOf(index)] as unknown) : out
}

function wrapResults(
  overload: Overload,
  raw: unknown,
  args: readonly unknown[],
  options?: Options,
): unknown {
  const { results } = overload.schema
  if (overload.makesOneTensor && raw !== null) return new Tensor(raw as Handle)
  const wrapOne = (value: unknown, result: ResultSchema): unknown =>
    result.alias >= 0 ? aliased(overload, result.alias, args, options) : wrap(value, result)
  if (results.length === 0) return undefined
  if (results.length === 1) return wrapOne(raw, results[0]!)
  return (raw as unknown[]).map((value, i) => wrapOne(value, results[i]!))
}

function describe(value: unknown): string {
  if (value instanceof Tensor) return 'Tensor'
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${describe(value[0])}, …]`
  if (isOptions(value)) {
    return `{${Object.entries(value)
      .map(([name, v]) => `${name}: ${describe(v)}`)
      .join(', ')}}`
  }
  return typeof value === 'string' ? `'${value}'` : String(value)
}

function unknownOption(overloads: readonly Overload[], options: Options | undefined): string {
  const known = new Set(overloads.flatMap(overload => [...overload.options.keys(), 'out']))
  const name = Object.keys(options ?? {}).find(option => !known.has(option))
  return name === undefined ? '' : `unknown option '${name}'${didYouMean(name, known)}; `
}

function noMatch(
  name: string,
  overloads: readonly Overload[],
  args: readonly unknown[],
  options?: Options,
): TorchError {
  if (overloads.length === 0) {
    const version = native.torchVersion().join('.')
    return new TorchError(
      'NOT_FOUND',
      `${name}: expected an operator of libtorch ${version}, found none of that name; other ` +
        'versions have it',
      { operator: name },
    )
  }
  const expected = overloads
    .filter(o => o.outs.length === 0)
    .map(o => o.schema.text)
    .join(' or ')
  return new TorchError(
    'TYPE',
    `${name}: ${unknownOption(overloads, options)}found (${args.map(describe).join(', ')}), ` +
      `expected ${expected}`,
    { operator: name },
  )
}

/**
 * A function over all overloads of `name`, loaded at the first call: required arguments are
 * positional, the others go in one options object, in camelCase.
 */
export function operator(name: string, only?: string): OperatorFunction {
  const invoke = invoker(name, only)
  return (...args: unknown[]): unknown => invoke(args)
}

/** The same as a method: `this` is the first argument. */
export function method(name: string): OperatorFunction {
  const invoke = invoker(name)
  return function (this: unknown, ...args: unknown[]): unknown {
    return args.length === 1 ? invoke([this, args[0]]) : invoke([this, ...args])
  }
}

/** What a call of `name` would hand to the native side, for those who time it. */
export function binder(
  name: string,
): (args: unknown[]) => { id: number; bound: readonly unknown[] } {
  return args => {
    const overloads = loadOverloads(name)
    const last = args[args.length - 1]
    const options = isOptions(last) ? last : undefined
    for (const overload of overloads) {
      const bound = bind(overload, args, options ? args.length - 1 : args.length, options)
      if (bound) return { id: overload.id, bound }
    }
    throw noMatch(name, overloads, args, options)
  }
}

/** Seconds a call of the operator alone, on arguments that a `binder` bound: the crossing does not count. */
export function timeOperator(id: number, repeat: number, bound: readonly unknown[]): number {
  return native.timeOperator(id, repeat, ...bound)
}

function invoker(name: string, only?: string): (args: unknown[]) => unknown {
  let overloads: Overload[] | undefined
  return args => {
    overloads ??= loadOverloads(name, only)
    const last = args[args.length - 1]
    const options = isOptions(last) ? last : undefined
    const count = options ? args.length - 1 : args.length
    for (const overload of overloads) {
      const bound = bind(overload, args, count, options)
      if (bound) return wrapResults(overload, call(overload.id, bound), args, options)
    }
    throw noMatch(name, overloads, args, options)
  }
}

/** Spreading an array costs as much as the crossing itself: the usual lengths are spelt out. */
function call(id: number, bound: readonly unknown[]): unknown {
  switch (bound.length) {
    case 1:
      return native.call(id, bound[0])
    case 2:
      return native.call(id, bound[0], bound[1])
    case 3:
      return native.call(id, bound[0], bound[1], bound[2])
    case 4:
      return native.call(id, bound[0], bound[1], bound[2], bound[3])
    default:
      return native.call(id, ...bound)
  }
}
