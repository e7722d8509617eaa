/** Parameters and buffers whose shape the first input will tell. */
import { checkBoolean, checkOptionNames, type Flag } from '../../base/check'
import { forget, operators, rebind, Tensor, tidy, unsettle } from '../../tensor'
import { factoryNames, type FactoryOptions } from '../options'
import { Buffer, Parameter, type BufferOptions } from '../parameter'

/** What is known of a tensor without a shape. Anything else that is asked of it is refused. */
type Known = Pick<Tensor, 'device' | 'dtype' | 'requiresGrad' | 'isLeaf' | 'grad'>

const knownOf = new WeakMap<Tensor, Known>()

function nothing({ device, dtype }: FactoryOptions): Tensor {
  return operators.empty([0], { device, dtype })
}

function checked(name: string, factory: FactoryOptions, more: readonly string[] = []): Tensor {
  checkOptionNames(name, factory, [...factoryNames, ...more])
  return nothing(factory)
}

function forgetShape(owned: Tensor): void {
  const { device, dtype, requiresGrad, isLeaf } = owned
  knownOf.set(owned, { device, dtype, requiresGrad, isLeaf, grad: null })
  unsettle(owned)
}

/** A parameter without a shape. PyTorch: `torch.nn.UninitializedParameter`. */
export class UninitializedParameter extends Parameter {
  constructor(factory: FactoryOptions = {}, requiresGrad: Flag<'requiresGrad'> = true) {
    super(checked('UninitializedParameter', factory), requiresGrad)
    forgetShape(this)
  }

  /** Becomes a plain parameter of that shape, without values. */
  materialize(shape: number | readonly number[], factory: FactoryOptions = {}): void {
    materialize(this, shape, factory)
  }
}

function persistence({ persistent }: BufferOptions): BufferOptions {
  return { persistent }
}

/** A buffer without a shape. PyTorch: `torch.nn.UninitializedBuffer`. */
export class UninitializedBuffer extends Buffer {
  constructor(options: FactoryOptions & BufferOptions = {}) {
    super(checked('UninitializedBuffer', options, ['persistent']), persistence(options))
    forgetShape(this)
  }

  /** Becomes a plain buffer of that shape, without values. */
  materialize(shape: number | readonly number[], factory: FactoryOptions = {}): void {
    materialize(this, shape, factory)
  }
}

/** What is known is answered from `knownOf`; the rest fails in the addon, which says what to do. */
function answer(name: keyof Known): void {
  const inherited = Object.getOwnPropertyDescriptor(Tensor.prototype, name)!
  const get = function (this: Tensor): unknown {
    const known = knownOf.get(this)
    return known ? known[name] : inherited.get!.call(this)
  }
  const set = function (this: Tensor, value: unknown): void {
    const known = knownOf.get(this)
    if (known && name === 'requiresGrad') {
      checkBoolean('Tensor.requiresGrad', value)
      known.requiresGrad = value as boolean
    } else if (!known || value !== null) {
      inherited.set!.call(this, value)
    }
  }
  const accessor = { get, set: inherited.set && set, configurable: true }
  for (const { prototype } of classes) Object.defineProperty(prototype, name, accessor)
}

const classes = [UninitializedParameter, UninitializedBuffer]
const names: readonly (keyof Known)[] = ['device', 'dtype', 'requiresGrad', 'isLeaf', 'grad']
names.forEach(answer)
for (const { name, prototype } of classes) prototype.toString = () => `<${name}>`

export type Uninitialized = UninitializedParameter | UninitializedBuffer

export function isUninitialized(value: unknown): value is Uninitialized {
  return value instanceof UninitializedParameter || value instanceof UninitializedBuffer
}

/** Gives it memory, and makes it what it stood for: every reference sees that. */
function materialize(
  owned: Uninitialized,
  shape: number | readonly number[],
  factory: FactoryOptions,
): void {
  checkOptionNames('materialize', factory, factoryNames)
  const { device = owned.device, dtype = owned.dtype } = factory
  const { requiresGrad } = owned
  const sizes = Array.isArray(shape) ? (shape as number[]) : [shape as number]
  rebind(owned, forget(operators.empty(sizes, { device, dtype })))
  knownOf.delete(owned)
  Object.setPrototypeOf(owned, owned instanceof Parameter ? Parameter.prototype : Buffer.prototype)
  owned.requiresGrad = requiresGrad
}

/** Has from now on the dtype and device that `make` gives a tensor like it. */
export function imitate(owned: Uninitialized, make: (tensor: Tensor) => Tensor): void {
  const { device, dtype } = tidy(() => make(nothing(owned)))
  Object.assign(knownOf.get(owned)!, { device, dtype })
}

/** Gives shape and first values to what has none; anything else keeps its own. */
export function settle(
  owned: Tensor | null,
  shape: readonly number[],
  fill: (tensor: Tensor) => void,
): void {
  if (!isUninitialized(owned)) return
  owned.materialize(shape)
  fill(owned)
}
