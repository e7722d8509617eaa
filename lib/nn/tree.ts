/** Modules as a tree: what they are made of, under which names, and how it is found. */
import { checkFlags, checkOptionNames, checkText, describeValue } from '../base/check'
import { TorchError } from '../base/errors'
import { Tensor, checkDepth } from '../tensor'
import { Assignable, accept, kindOf, type Kind, type Member } from './assignment'
import { remember } from './failure'
import type { AnyModule } from './module'
import { checkNamesDiffer, elementsOf, join, stateName } from './naming'
import type { Parameter } from './parameter'
import { Buffer, type BufferOptions } from './parameter'

/** Where containers keep what they hold: members of theirs without a prefix. */
export const contents = Symbol('contents')

interface Registration {
  kind: Kind
  value: Member | null
}

export interface WalkOptions {
  /** Put before each name (default none). */
  prefix?: string
  /** Each object once, under its first name (default true). */
  removeDuplicate?: boolean
}

export interface MemberOptions extends WalkOptions {
  /** Also those of the modules below (default true). */
  recurse?: boolean
}

interface Members {
  parameter: [string, Parameter][]
  buffer: [string, Buffer][]
  module: [string, AnyModule][]
}

function gather(value: unknown, name: string, into: Members, within: readonly unknown[]): void {
  const kind = kindOf(value)
  if (kind) {
    into[kind].push([name, value as never])
    return
  }
  if (within.includes(value)) return
  checkDepth(`'${name.split('.', 1)[0]}' of a module`, within.length)
  for (const [key, element] of elementsOf(value) ?? []) {
    if (typeof element === 'object') gather(element, join(name, key), into, [...within, value])
  }
}

/** Whether a module is this value or within it; its name would take longer to find. */
function isWithin(value: unknown, module: ModuleTree, within: readonly unknown[]): boolean {
  if (value === module) return true
  if (typeof value !== 'object' || value === null || kindOf(value)) return false
  if (within.includes(value)) return false
  checkDepth('modules', within.length)
  return (elementsOf(value) ?? []).some(([, element]) =>
    isWithin(element, module, [...within, value]),
  )
}

/**
 * Parameters, buffers and modules are found in properties; in arrays and sets by index; in maps and
 * plain objects by key; under the names that `register…` was given, which is how a #private one is
 * found. Objects of other classes are not looked into.
 */
export abstract class ModuleTree extends Assignable {
  readonly #registered = new Map<string, Registration>()
  declare readonly [contents]?: unknown

  constructor() {
    super()
    remember(this)
  }

  /** Makes `parameter` a property of that name, and returns it. PyTorch: `register_parameter`. */
  registerParameter<P extends Parameter | null>(name: string, parameter: P): P {
    return this.#register('parameter', name, parameter) as P
  }

  /**
   * Makes `tensor` a buffer and a property of that name, and returns it. Takes the tensor over.
   * PyTorch: `register_buffer`.
   */
  registerBuffer(name: string, tensor: Tensor, options?: BufferOptions): Buffer
  registerBuffer(name: string, tensor: Tensor | null, options?: BufferOptions): Buffer | null
  registerBuffer(name: string, tensor: Tensor | null, options: BufferOptions = {}): Buffer | null {
    this.#checkFree(name)
    const isPlain = tensor instanceof Tensor && !(tensor instanceof Buffer)
    const buffer = isPlain ? new Buffer(tensor, options) : tensor
    return this.#register('buffer', name, buffer) as Buffer | null
  }

  /** Makes `module` a child and a property of that name, and returns it. PyTorch: `register_module`. */
  registerModule<M extends AnyModule | null>(name: string, module: M): M {
    return this.#register('module', name, module) as M
  }

  /** The same under its older name, of PyTorch too. */
  addModule<M extends AnyModule | null>(name: string, module: M): M {
    return this.registerModule(name, module)
  }

  /** The modules right below this one, by name, each once. */
  namedChildren(): [string, AnyModule][] {
    const seen = new Set<unknown>()
    return this.#members().module.filter(([, child]) => !seen.has(child) && seen.add(child))
  }

  children(): AnyModule[] {
    return this.namedChildren().map(([, child]) => child)
  }

  /**
   * This module and all below it, by dotted name; the module itself has the name ''.
   * @throws TorchError for a module that is below itself.
   */
  namedModules(options: WalkOptions = {}): [string, AnyModule][] {
    checkOptionNames('namedModules', options, ['prefix', 'removeDuplicate'])
    checkFlags('namedModules', options, ['removeDuplicate'])
    const { prefix = '', removeDuplicate = true } = options
    checkText('namedModules: prefix', prefix)
    const found: [string, AnyModule][] = []
    this.#walk(prefix, [], removeDuplicate ? new Set() : null, found)
    return found
  }

  modules(): AnyModule[] {
    return this.namedModules().map(([, module]) => module)
  }

  namedParameters(options: MemberOptions = {}): [string, Parameter][] {
    return this.#named('parameter', options)
  }

  parameters(options: Pick<MemberOptions, 'recurse'> = {}): Parameter[] {
    return this.namedParameters(options).map(([, parameter]) => parameter)
  }

  namedBuffers(options: MemberOptions = {}): [string, Buffer][] {
    return this.#named('buffer', options)
  }

  buffers(options: Pick<MemberOptions, 'recurse'> = {}): Buffer[] {
    return this.namedBuffers(options).map(([, buffer]) => buffer)
  }

  /** Whether a module is right below this one. @internal */
  holds(module: ModuleTree): boolean {
    const isHere = (value: unknown): boolean => isWithin(value, module, [this])
    return isHere(this[contents]) || Object.values(this).some(isHere)
  }

  /** What was registered under a property's name, for copies. @internal */
  registration(property: string): Registration | undefined {
    return this.#registered.get(property)
  }

  #walk(
    name: string,
    above: readonly [string, ModuleTree][],
    seen: Set<ModuleTree> | null,
    found: [string, AnyModule][],
  ): void {
    const itself = above.find(([, module]) => module === this)
    if (itself) throw cycle(above[0]![1], itself[0], name)
    if (seen?.has(this)) return
    checkDepth(this.constructor.name, above.length)
    seen?.add(this)
    found.push([name, this as unknown as AnyModule])
    for (const [child, module] of this.#members().module) {
      const tree: ModuleTree = module
      tree.#walk(join(name, child), [...above, [name, this]], seen, found)
    }
  }

  #named<K extends 'parameter' | 'buffer'>(kind: K, options: MemberOptions): Members[K] {
    checkOptionNames(`${kind}s`, options, ['recurse', 'prefix', 'removeDuplicate'])
    checkFlags(`${kind}s`, options, ['recurse', 'removeDuplicate'])
    const { prefix = '', recurse = true, removeDuplicate = true } = options
    checkText(`${kind}s: prefix`, prefix)
    const owners: [string, ModuleTree][] = recurse
      ? this.namedModules({ prefix, removeDuplicate })
      : [[prefix, this]]
    const seen = new Set<unknown>()
    return owners.flatMap(([path, owner]) => {
      const own = owner.#members()[kind]
      return own
        .filter(([, value]) => !removeDuplicate || (!seen.has(value) && seen.add(value)))
        .map(([name, value]) => [join(path, name), value])
    }) as Members[K]
  }

  /** What this module itself holds. */
  #members(): Members {
    const members: Members = { parameter: [], buffer: [], module: [] }
    gather(this[contents], '', members, [])
    for (const [property, value] of Object.entries(this) as [string, unknown][]) {
      if (typeof value !== 'object') continue
      gather(value, stateName(property), members, [this])
    }
    const all = [...members.parameter, ...members.buffer, ...members.module]
    checkNamesDiffer(
      this.constructor.name,
      all.map(([name]) => name),
    )
    return members
  }

  #register(kind: Kind, name: string, value: unknown): Member | null {
    this.#checkFree(name)
    const accepted = accept(this, kind, name, value)
    this.#registered.set(name, { kind, value: accepted })
    Object.defineProperty(this, name, ModuleTree.#accessorOf(name))
    return accepted
  }

  #checkFree(name: unknown): asserts name is string {
    const what = this.constructor.name
    if (typeof name !== 'string' || name === '' || name.includes('.')) {
      throw new TorchError(
        'VALUE',
        `${what}: expected a name that is not empty and has no '.', found ${describeValue(name)}`,
      )
    }
    // A field that is declared without a value is there already, as undefined.
    if (!(name in this) || (Object.hasOwn(this, name) && Reflect.get(this, name) === undefined))
      return
    throw new TorchError('VALUE', `${what}: expected a free name, but '${name}' already exists`)
  }

  /** One pair of functions a name: modules of a class stay of one shape for the JavaScript engine. */
  static readonly #accessors = new Map<string, PropertyDescriptor>()

  static #accessorOf(name: string): PropertyDescriptor {
    const known = ModuleTree.#accessors.get(name)
    if (known) return known
    const accessor: PropertyDescriptor & ThisType<ModuleTree> = {
      configurable: true,
      enumerable: true,
      get() {
        return this.#registered.get(name)!.value
      },
      set(value: unknown) {
        const registration = this.#registered.get(name)!
        registration.value = accept(this, registration.kind, name, value)
      },
    }
    ModuleTree.#accessors.set(name, accessor)
    return accessor
  }
}

function cycle(root: ModuleTree, ancestor: string, path: string): TorchError {
  const above = ancestor === '' ? `the ${root.constructor.name} itself` : `'${ancestor}'`
  return new TorchError(
    'VALUE',
    `${root.constructor.name}: expected a tree of modules, found a cycle: '${path}' is ${above}; ` +
      'keep a reference to a module above in a #private field',
  )
}
