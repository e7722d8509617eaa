/** Copies of values, with tensors of their own. PyTorch: `copy.deepcopy`. */
import { types } from 'node:util'
import { TorchError } from '../base/errors'
import type { TypedArray } from '../base/typedArray'
import { Tensor, checkDepth, keep, storageBytes, storageOf, tidy, viewStorage } from '../tensor'
import { UninitializedBuffer, UninitializedParameter } from './lazy/uninitialized'
import { Buffer, Parameter } from './parameter'
import { ModuleTree } from './tree'

/** The copy of a value. */
export type CopyOf = <T>(value: T) => T

/** What makes its copy itself, of copies of what it holds. */
export const copied: unique symbol = Symbol('copied')

export interface Copied {
  [copied](copyOf: CopyOf): object
}

/** How modules are copied. */
export interface ModuleCopies {
  /** A module of the same class without what its constructor would make. */
  makeEmpty(module: ModuleTree): ModuleTree
  /** The copy of a module whose class has a `deepCopy` of its own, else null. */
  makeOwn(module: ModuleTree): ModuleTree | null
}

/**
 * Copies what it is given and all that hangs on it: tensors, modules, optimizers, schedules, arrays,
 * maps, sets, plain objects and bytes. Objects of other classes and functions are shared. What is one
 * object stays one, and tensors over one storage have one storage in the copy.
 */
export class DeepCopy {
  readonly #copies = new Map<object, unknown>()
  /** The bytes of storages, by that which they are copied from. */
  readonly #storages = new Map<number, Tensor>()
  /** How many modules and the like the value hangs on, which keep their tensors. */
  #owners = 0
  /** How many values the value is within. */
  #depth = 0

  constructor(
    readonly modules: ModuleCopies,
    readonly root: unknown,
  ) {}

  readonly of: CopyOf = value => {
    if (typeof value !== 'object' || value === null) return value
    if (!this.#copies.has(value)) this.#copyWithin(value)
    const copy = this.#copies.get(value) as typeof value
    return copy instanceof Tensor && this.#owners > 0 ? keep(copy) : copy
  }

  /** Lets go of what only the making of the copies needed. */
  release(): void {
    for (const bytes of this.#storages.values()) bytes.dispose()
  }

  #copyWithin(value: object): void {
    checkDepth('deepCopy', this.#depth)
    ++this.#depth
    this.#copy(value)
    --this.#depth
  }

  #copy(value: object): void {
    if (value instanceof Tensor) this.#copies.set(value, this.#tensor(value))
    else if (value instanceof ModuleTree) this.#owned(() => this.#module(value))
    else if (copied in value) {
      this.#owned(() => this.#begin(value, (value as Copied)[copied](this.of)))
    } else this.#container(value)
  }

  #owned(copy: () => void): void {
    ++this.#owners
    copy()
    --this.#owners
  }

  #container(value: object): void {
    if (Array.isArray(value)) {
      const copy = this.#begin(value, [] as unknown[])
      for (const element of value) copy.push(this.of<unknown>(element))
    } else if (value instanceof Set) {
      const copy = this.#begin(value, new Set<unknown>())
      for (const element of value) copy.add(this.of(element))
    } else if (value instanceof Map) {
      const copy = this.#begin(value, new Map<unknown, unknown>())
      for (const [key, element] of value) copy.set(this.of(key), this.of(element))
    } else if (Object.getPrototypeOf(value) === Object.prototype) {
      const copy = this.#begin<Record<string, unknown>>(value, {})
      for (const [key, element] of Object.entries(value as Record<string, unknown>)) {
        copy[key] = this.of(element)
      }
    } else if (types.isTypedArray(value)) this.#begin(value, (value as TypedArray).slice())
    else this.#begin(value, value)
  }

  /** What hangs on a copy may refer to it. */
  #begin<C>(value: object, copy: C): C {
    this.#copies.set(value, copy)
    return copy
  }

  #module(module: ModuleTree): void {
    const own = module === this.root ? null : this.modules.makeOwn(module)
    if (own) return void this.#begin(module, own)
    const copy = this.#begin(module, this.modules.makeEmpty(module))
    for (const key of Reflect.ownKeys(module)) {
      const property = Object.getOwnPropertyDescriptor(module, key)!
      // What is not enumerable belongs to this one object, such as the forward that runs its hooks;
      // but a getter is computed from the members of whichever module has it.
      if (!property.enumerable) {
        if (property.get) Object.defineProperty(copy, key, property)
        continue
      }
      const value: unknown = this.of(Reflect.get(module, key))
      const kind = typeof key === 'string' && module.registration(key)?.kind
      if (kind === 'parameter') copy.registerParameter(key as string, value as Parameter)
      else if (kind === 'buffer') copy.registerBuffer(key as string, value as Buffer)
      else if (kind === 'module') copy.registerModule(key as string, value as never)
      else Object.defineProperty(copy, key, { ...property, value })
    }
  }

  #tensor(tensor: Tensor): Tensor {
    if (!tensor.isLeaf) {
      throw new TorchError(
        'VALUE',
        `deepCopy: expected tensors that the user made, found one computed by ${tensor.gradFn}; ` +
          'detach() it first',
      )
    }
    const copy = this.#ofKind(tensor)
    copy.requiresGrad = tensor.requiresGrad
    if (tensor.grad) copy.grad = this.of(tensor.grad)
    return copy
  }

  #ofKind(tensor: Tensor): Tensor {
    const { device, dtype, requiresGrad } = tensor
    if (tensor instanceof UninitializedParameter) {
      return new UninitializedParameter({ device, dtype }, requiresGrad)
    }
    if (tensor instanceof UninitializedBuffer) {
      return new UninitializedBuffer({ device, dtype, persistent: tensor.persistent })
    }
    const values = this.#values(tensor)
    if (tensor instanceof Parameter) return new Parameter(values, requiresGrad)
    if (tensor instanceof Buffer) return new Buffer(values, { persistent: tensor.persistent })
    return values
  }

  #values(tensor: Tensor): Tensor {
    if (!isPlain(tensor)) return tidy(() => tensor.detach().clone())
    const { id } = storageOf(tensor)!
    const bytes = this.#storages.get(id) ?? tidy(() => keep(storageBytes(tensor).clone()))
    this.#storages.set(id, bytes)
    const { dtype, shape, strides } = tensor
    return viewStorage(bytes, { dtype, shape, strides, offset: tensor.storageOffset() })
  }
}

/** Whether all that makes its values is a storage that is seen as it is. */
function isPlain(tensor: Tensor): boolean {
  const { layout, isNested, isQuantized, isMeta } = tensor
  if (layout !== 'strided' || isNested || isQuantized || isMeta) return false
  return storageOf(tensor) !== null && !tensor.isConj() && !tensor.isNeg()
}
