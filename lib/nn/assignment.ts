/** What may be assigned to the names of parameters, buffers and modules. */
import { describeValue } from '../base/check'
import { Disposable } from '../base/disposable'
import { TorchError } from '../base/errors'
import { Tensor } from '../tensor'
import { Buffer, Parameter } from './parameter'

export type Kind = 'parameter' | 'buffer' | 'module'
export type Member = Parameter | Buffer | Assignable

const wanted: Record<Kind, string> = {
  parameter: 'nn.Parameter',
  buffer: 'Tensor, nn.Buffer',
  module: 'nn.Module',
}

export function kindOf(value: unknown): Kind | null {
  if (value instanceof Parameter) return 'parameter'
  if (value instanceof Buffer) return 'buffer'
  return value instanceof Assignable ? 'module' : null
}

/** What a member of this kind becomes when `value` is assigned to it. */
export function accept(owner: object, kind: Kind, name: string, value: unknown): Member | null {
  if (value === null || kindOf(value) === kind) return value as Member | null
  if (kind === 'buffer' && value instanceof Tensor && !kindOf(value)) return new Buffer(value)
  throw new TorchError(
    'TYPE',
    `${owner.constructor.name}: cannot assign ${describeValue(value)} as ${kind} '${name}' ` +
      `(${wanted[kind]} or null expected)`,
  )
}

/** What each property of a module held that was none of these kinds' absence. */
const kindsOf = new WeakMap<object, Map<PropertyKey, Kind>>()

/** A parameter takes any name, a module any but a parameter's; others must be of the name's kind. */
function assigned(owner: object, name: PropertyKey, value: unknown): unknown {
  const kinds = kindsOf.get(owner)!
  const [before, now] = [kinds.get(name), kindOf(value)]
  const takesName = now === 'parameter' || (now === 'module' && before !== 'parameter')
  if (before && value !== undefined && !takesName) return accept(owner, before, String(name), value)
  if (now) kinds.set(name, now)
  return value
}

/** Class fields, `this.name = …` and assignments from outside all arrive as definitions. */
const watcher: ProxyHandler<object> = {
  defineProperty(owner, name, descriptor) {
    if (!('value' in descriptor)) return Reflect.defineProperty(owner, name, descriptor)
    const value = assigned(owner, name, descriptor.value)
    return Reflect.defineProperty(owner, name, { ...descriptor, value })
  },
  deleteProperty(owner, name) {
    kindsOf.get(owner)!.delete(name)
    return Reflect.deleteProperty(owner, name)
  },
}

const registering = new WeakSet<object>()

/**
 * Says of classes that they register all of their members, whose setters then check: what is theirs
 * is read some 20 ns faster than through a proxy.
 */
export function registersMembers(...classes: readonly unknown[]): void {
  for (const Class of classes) if (typeof Class === 'function') registering.add(Class)
}

const named = new WeakSet<object>()

/** Stack traces call every object behind a proxy 'Proxy': methods say themselves whose they are. */
function nameMethods({ prototype }: { prototype: object }): void {
  for (let owner = prototype; owner !== Object.prototype; owner = prototypeOf(owner)) {
    if (named.has(owner)) return
    named.add(owner)
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(owner))) {
      if (name === 'constructor' || (value as { name?: unknown } | undefined)?.name !== name)
        continue
      Object.defineProperty(value, 'name', { value: `${owner.constructor.name}.${name}` })
    }
  }
}

function prototypeOf(value: object): object {
  return Object.getPrototypeOf(value) as object
}

/**
 * An object whose properties keep to what was assigned to them first: a parameter's place is taken by
 * parameters and null alone. PyTorch: `Module.__setattr__`.
 */
export abstract class Assignable extends Disposable {
  constructor() {
    super()
    if (registering.has(new.target)) return
    nameMethods(new.target)
    kindsOf.set(this, new Map())
    // A class field is defined without regard to setters: nothing but a proxy sees that.
    return new Proxy<this>(this, watcher)
  }
}
