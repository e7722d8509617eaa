/** What the addon returns -> what callers see. */
import { dtypeName } from '../../base/dtype'
import { type Handle, type ResultSchema } from '../../native'
import { Tensor } from '../tensor'
import { camelCase } from './names'
import type { Options } from './bind'
import type { Signature, Target } from './signature'

function wrapTensor(handle: Handle | null): Tensor | null {
  return handle === null ? null : new Tensor(handle)
}

function wrap(value: unknown, { type }: ResultSchema): unknown {
  if (type === 'Tensor' || type === 'Tensor?') return wrapTensor(value as Handle | null)
  if (type === 'Tensor[]') return (value as (Handle | null)[]).map(wrapTensor)
  return type === 'ScalarType' ? dtypeName(value as number) : value
}

/** The argument that a result is. */
function aliased(
  signature: Signature,
  target: Target,
  place: number,
  args: readonly unknown[],
  count: number,
  options: Options | undefined,
): unknown {
  const index = target.places.indexOf(place)
  if (index >= 0) {
    return (index < count && args[index]) || options?.[signature.parameters[index]!.option]
  }
  const out = options?.out
  return Array.isArray(out) && target.outs.length > 1
    ? (out[target.outs.indexOf(place)] as unknown)
    : out
}

type TupleClass = new (...values: unknown[]) => unknown[]

const tupleClasses = new Map<string, TupleClass>()

/** An array whose elements also have names, as PyTorch's named tuples. */
function tupleClass(names: readonly string[]): TupleClass {
  const key = names.join()
  const known = tupleClasses.get(key)
  if (known) return known
  class NamedTuple extends Array<unknown> {
    // `map` and the like give plain arrays.
    static override get [Symbol.species](): ArrayConstructor {
      return Array
    }
  }
  names.forEach((name, i) => {
    Object.defineProperty(NamedTuple.prototype, name, {
      get(this: unknown[]) {
        return this[i]
      },
    })
  })
  tupleClasses.set(key, NamedTuple)
  return NamedTuple
}

function namedTuple(results: readonly ResultSchema[], values: unknown[]): unknown[] {
  if (results.some(result => result.name === '')) return values
  const Tuple = tupleClass(results.map(result => camelCase(result.name)))
  return new Tuple(...values)
}

export function wrapResults(
  signature: Signature,
  target: Target,
  raw: unknown,
  args: readonly unknown[],
  count: number,
  options: Options | undefined,
): unknown {
  if (target.makesOneTensor && raw !== null) return new Tensor(raw as Handle)
  const { results } = target.schema
  const wrapOne = (value: unknown, result: ResultSchema): unknown =>
    result.alias >= 0
      ? aliased(signature, target, result.alias, args, count, options)
      : wrap(value, result)
  if (results.length === 0) return undefined
  if (results.length === 1) return wrapOne(raw, results[0]!)
  // An overload that writes into `out` names its results after its parameters.
  const named = (signature.base ?? target).schema.results
  return namedTuple(
    named,
    (raw as unknown[]).map((value, i) => wrapOne(value, results[i]!)),
  )
}
