import { checkInteger, describeValue } from '../../base/check'
import { TorchError } from '../../base/errors'
import type { Tensor } from '../../tensor'
import { fusedForward } from '../fusion'
import { Module, type AnyModule } from '../module'
import { contents } from '../tree'
import { indicesOf } from './indices'

/**
 * Modules one after the other, named '0', '1', … or by the keys of one object or map. A batch norm
 * and the ReLU after it run as one operator where that is allowed. Modules that a subclass has in
 * properties are part of it, and run where its own `forward` calls them.
 * PyTorch: `torch.nn.Sequential`.
 */
export class Sequential extends Module<[input: Tensor]> {
  override readonly [contents]: Map<string, AnyModule>;
  [index: number]: AnyModule

  constructor(
    ...modules: AnyModule[] | [Readonly<Record<string, AnyModule>> | ReadonlyMap<string, AnyModule>]
  ) {
    super()
    this[contents] = new Map(named(modules))
    for (const [name, module] of this[contents]) checkModule(name, module)
    defineIndices(this.length)
  }

  get length(): number {
    return this[contents].size
  }

  /** The module at a position; from the end when negative. */
  at(index: number): AnyModule | undefined {
    checkInteger('Sequential.at', index)
    return [...this].at(index)
  }

  [Symbol.iterator](): IterableIterator<AnyModule> {
    return this[contents].values()
  }

  /** Adds a module at the end, named by its position. */
  append(module: AnyModule): this {
    return put(this, String(this.length), module)
  }

  /** Adds modules at the end, those of another Sequential too. */
  extend(modules: Iterable<AnyModule>): this {
    const given = iterable(modules)
    given.forEach((module, i) => checkModule(String(this.length + i), module))
    for (const module of given) this.append(module as AnyModule)
    return this
  }

  /** Puts a module before the one at `index`; all are named by their positions then. */
  insert(index: number, module: AnyModule): this {
    checkInteger('Sequential.insert', index)
    checkModule(String(index), module)
    const position = index < 0 ? index + this.length : index
    if (position < 0 || position > this.length) throw outside(index, this.length + 1)
    return renumber(this, [...this].toSpliced(position, 0, module))
  }

  /** Replaces the module at a position, under its name. */
  set(index: number, module: AnyModule): this {
    return put(this, [...this[contents].keys()][positionOf(this, index)]!, module)
  }

  /** Takes a module out; the others are named by their positions then. */
  delete(index: number): this {
    return renumber(this, [...this].toSpliced(positionOf(this, index), 1))
  }

  /** The same, and returns it. */
  pop(index = -1): AnyModule {
    const module = [...this][positionOf(this, index)]!
    this.delete(index)
    return module
  }

  /** A Sequential of the modules from `start` to before `end`, which it shares, under their names. */
  slice(start?: number, end?: number): Sequential {
    for (const bound of [start, end]) {
      if (bound !== undefined) checkInteger('Sequential.slice', bound)
    }
    return new Sequential(new Map([...this[contents]].slice(start, end)))
  }

  /** A Sequential of these modules and those of another. PyTorch: `+`. */
  concat(other: Sequential): Sequential {
    return new Sequential(...this).extend(other)
  }

  /** Under a name of its own, or of its position, a module is the last one. PyTorch: `add_module`. */
  override registerModule<M extends AnyModule | null>(name: string, module: M): M {
    if (!isMemberName(this, name)) return super.registerModule(name, module)
    put(this, name, module)
    return module
  }

  forward(input: Tensor): Tensor {
    const modules = [...this]
    let value = input
    for (let i = 0; i < modules.length; ++i) {
      const [module, next] = [modules[i]!, modules[i + 1]]
      const fused = next && fusedForward(module, next)
      if (fused) ++i
      value = fused ? fused(value) : (module.forward(value) as Tensor)
    }
    return value
  }
}

const defineIndices = indicesOf(Sequential.prototype)

function put<S extends Sequential>(modules: S, name: string, module: unknown): S {
  checkModule(name, module)
  modules[contents].set(name, module)
  defineIndices(modules.length)
  return modules
}

/** What subclasses register is for their own `forward`, unless it has the name of a member. */
function isMemberName(modules: Sequential, name: unknown): boolean {
  if (typeof name !== 'string' || name === '' || name.includes('.')) return false
  const members: ReadonlyMap<string, AnyModule> | undefined = modules[contents] // a copy has none yet
  if (members?.has(name) || /^\d+$/.test(name)) return true
  return modules.constructor === Sequential && !(name in modules)
}

function named(given: readonly unknown[]): [string, AnyModule][] {
  const [first] = given
  if (given.length === 1 && typeof first === 'object' && first !== null) {
    if (first instanceof Map) return [...(first as Map<string, AnyModule>)]
    if (Object.getPrototypeOf(first) === Object.prototype)
      return Object.entries(first as Record<string, AnyModule>)
  }
  return given.map((module, index) => [String(index), module as AnyModule])
}

function iterable(modules: unknown): unknown[] {
  if (typeof modules === 'object' && modules !== null && Symbol.iterator in modules) {
    return [...(modules as Iterable<unknown>)]
  }
  throw new TorchError(
    'TYPE',
    `Sequential: expected modules in an array or another Sequential, found ${describeValue(modules)}`,
  )
}

function outside(index: number, length: number): TorchError {
  return new TorchError('INDEX', `Sequential: expected an index below ${length}, found ${index}`)
}

function positionOf(modules: Sequential, index: number): number {
  checkInteger('Sequential: index', index)
  const position = index < 0 ? index + modules.length : index
  if (position < 0 || position >= modules.length) throw outside(index, modules.length)
  return position
}

function renumber<S extends Sequential>(modules: S, list: readonly AnyModule[]): S {
  modules[contents].clear()
  list.forEach((module, i) => modules[contents].set(String(i), module))
  defineIndices(modules.length)
  return modules
}

function checkModule(name: string, module: unknown): asserts module is AnyModule {
  if (module instanceof Module) return
  const found = describeValue(module)
  throw new TorchError('TYPE', `Sequential: expected modules, found ${found} at '${name}'`)
}
