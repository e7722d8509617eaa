/** `operator('aten::add')` is a function that binds its arguments, calls an overload, wraps results. */
import { isPlainObject } from '../../base/check'
import { native, whenLoaded, type Handle, type Native } from '../../native'
import { Tensor } from '../tensor'
import { bind, checkOutOptions, isGiven, place, placeOut, type Options } from './bind'
import { isComplex } from './convert'
import { mismatch } from './mismatch'
import { camelCase } from './names'
import { wrapResults } from './results'
import { loadOps, loadSignatures, type Signature, type Target } from './signature'

export type OperatorFunction = (...args: unknown[]) => unknown

/** An operator and how its callers write it; its signatures are loaded at the first call. */
interface Callee {
  /** `aten::add` */
  name: string
  /** `torch.add` */
  written: string
  load: () => Signature[]
}

/** A plain object, also one of another realm, that is not a complex number. */
function isOptions(value: unknown): value is Options {
  return !(value instanceof Tensor) && isPlainObject(value) && !isComplex(value)
}

/** How many of the first `count` arguments were given: what is undefined at the end was left out. */
function givenCount(args: readonly unknown[], count: number): number {
  while (count > 0 && args[count - 1] === undefined) --count
  return count
}

function invoker(callee: Callee): (args: unknown[]) => unknown {
  let signatures: Signature[] | undefined
  return args => {
    signatures ??= callee.load()
    const given = givenCount(args, args.length)
    const last = args[given - 1]
    const result = isOptions(last)
      ? callByName(callee, signatures, args, givenCount(args, given - 1), last)
      : callByPosition(signatures, args, given)
    if (result !== noFit) return result
    const shown = callee.written.startsWith('x.') ? args.slice(1, given) : args.slice(0, given)
    const options = isOptions(last) ? last : undefined
    throw mismatch(callee.name, callee.written, signatures, shown, options, isOptions)
  }
}

/** No signature takes these arguments. */
const noFit = Symbol('noFit')

/** The hot path: nothing is allocated but the list of bound arguments. */
function callByPosition(
  signatures: readonly Signature[],
  args: readonly unknown[],
  count: number,
): unknown {
  for (let i = 0; i < signatures.length; ++i) {
    const signature = signatures[i]!
    const target = signature.base
    if (target === null) continue
    const bound = bind(signature, args, count, undefined)
    if (bound === null) continue
    const raw = call(target.id, target.inOrder ? bound : place(target, bound))
    if (target.makesOneTensor && raw !== null) return new Tensor(raw as Handle)
    return wrapResults(signature, target, raw, args, count, undefined)
  }
  return noFit
}

function callByName(
  callee: Callee,
  signatures: readonly Signature[],
  args: readonly unknown[],
  count: number,
  options: Options,
): unknown {
  const resolved = resolve(callee.name, signatures, args, count, options)
  if (resolved === null) return noFit
  const { signature, target, bound } = resolved
  const result = wrapResults(signature, target, call(target.id, bound), args, count, options)
  if (signature.isFactory && options.requiresGrad === true) (result as Tensor).requiresGrad = true
  return result
}

interface Resolved {
  signature: Signature
  target: Target
  bound: readonly unknown[]
}

/** The first signature that takes the arguments, and its overload: with `out`, that which writes there. */
function resolve(
  name: string,
  signatures: readonly Signature[],
  args: readonly unknown[],
  count: number,
  options: Options | undefined,
): Resolved | null {
  for (const signature of signatures) {
    const bound = bind(signature, args, count, options)
    if (bound === null) continue
    if (options === undefined || !isGiven(options.out)) {
      const target = signature.base!
      return { signature, target, bound: place(target, bound) }
    }
    if (signature.isFactory) checkOutOptions(name, options, options.out)
    const placed = placeOut(signature.out!, bound, options.out)
    if (placed) return { signature, target: signature.out!, bound: placed }
  }
  return null
}

// A variable of this module is read faster than a property of the addon, which has 170.
let nativeCall: Native['call'] = (id, ...args) => native.call(id, ...args)
whenLoaded(addon => {
  nativeCall = addon.call
})

/** Spreading an array costs as much as the crossing itself: the usual lengths are spelt out. */
function call(id: number, bound: readonly unknown[]): unknown {
  switch (bound.length) {
    case 1:
      return nativeCall(id, bound[0])
    case 2:
      return nativeCall(id, bound[0], bound[1])
    case 3:
      return nativeCall(id, bound[0], bound[1], bound[2])
    case 4:
      return nativeCall(id, bound[0], bound[1], bound[2], bound[3])
    default:
      return nativeCall(id, ...bound)
  }
}

/**
 * A function over all overloads of the operator `name`, also a private one, or over the one that is
 * named; its first argument is called by the schema's name, such as `self`.
 */
export function operator(name: string, only?: string): OperatorFunction {
  const [namespace, base] = name.split('::')
  const written = ['torch.ops', namespace, base, ...(only === undefined ? [] : [only || 'default'])]
  const invoke = invoker({ name, written: written.join('.'), load: () => loadOps(name, only) })
  return (...args: unknown[]): unknown => invoke(args)
}

/** A function of `place` such as `torch` or `torch.linalg`; see `loadSignatures` for the groups. */
export function publicFunction(
  place: string,
  shown: string,
  name: string,
  groups: string,
): OperatorFunction {
  const invoke = invoker({
    name: `aten::${name}`,
    written: `${place}.${camelCase(shown)}`,
    load: () => loadSignatures(name, groups, 'function'),
  })
  return (...args: unknown[]): unknown => invoke(args)
}

/** A method of Tensor: `this` is the argument that schemas call `self`. */
export function publicMethod(name: string, groups: string): OperatorFunction {
  const invoke = invoker({
    name: `aten::${name}`,
    written: `x.${camelCase(name)}`,
    load: () => loadSignatures(name, groups, 'method'),
  })
  return function (this: unknown, ...args: unknown[]): unknown {
    return args.length === 1 ? invoke([this, args[0]]) : invoke([this, ...args])
  }
}

/** What a call of `name` would hand to the native side, for those who time it. */
export function binder(
  name: string,
): (args: unknown[]) => { id: number; bound: readonly unknown[] } {
  return args => {
    const signatures = loadOps(name)
    const last = args.at(-1)
    const options = isOptions(last) ? last : undefined
    const count = options ? args.length - 1 : args.length
    const resolved = resolve(name, signatures, args, count, options)
    if (resolved) return { id: resolved.target.id, bound: resolved.bound }
    throw mismatch(name, name, signatures, args, options, isOptions)
  }
}

/** Seconds a call of the operator alone, on arguments that a `binder` bound: the crossing does not count. */
export function timeOperator(id: number, repeat: number, bound: readonly unknown[]): number {
  return native.timeOperator(id, repeat, ...bound)
}
