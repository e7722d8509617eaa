/** Copies of modules, with tensors of their own. PyTorch: `copy.deepcopy(module)`. */
import { TorchError } from '../base/errors'
import { Tensor, keep, noGrad, tidy } from '../tensor'
import { UninitializedBuffer, UninitializedParameter } from './lazy/uninitialized'
import { Buffer, Parameter } from './parameter'
import { ModuleTree } from './tree'

/**
 * Copies what it is given and all that hangs on it: tensors, modules, arrays, maps, sets and plain
 * objects. Objects of other classes and functions are shared. What is one object stays one.
 */
export class DeepCopy {
  readonly #copies = new Map<object, unknown>()

  /** `makeEmpty` gives a module of the same class without running the constructor of that class. */
  constructor(readonly makeEmpty: (module: ModuleTree) => ModuleTree) {}

  of<T>(value: T): T {
    if (typeof value !== 'object' || value === null) return value
    if (!this.#copies.has(value)) this.#copy(value)
    return this.#copies.get(value) as T
  }

  #copy(value: object): void {
    if (value instanceof Tensor) this.#copies.set(value, this.#tensor(value))
    else if (value instanceof ModuleTree) this.#module(value)
    else this.#container(value)
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
    } else this.#begin(value, value)
  }

  /** What hangs on a copy may refer to it. */
  #begin<C>(value: object, copy: C): C {
    this.#copies.set(value, copy)
    return copy
  }

  #module(module: ModuleTree): void {
    const copy = this.#begin(module, this.makeEmpty(module))
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
    return noGrad(() =>
      tidy(() => {
        const copy = copyOfKind(tensor)
        copy.requiresGrad = tensor.requiresGrad
        const { grad } = tensor
        if (grad) copy.grad = grad.clone()
        return keep(copy)
      }),
    )
  }
}

function copyOfKind(tensor: Tensor): Tensor {
  const { device, dtype, requiresGrad } = tensor
  if (tensor instanceof UninitializedParameter) {
    return new UninitializedParameter({ device, dtype }, requiresGrad)
  }
  if (tensor instanceof UninitializedBuffer) return new UninitializedBuffer({ device, dtype })
  const values = tensor.detach().clone()
  if (tensor instanceof Parameter) return new Parameter(values, requiresGrad)
  if (tensor instanceof Buffer) return new Buffer(values, { persistent: tensor.persistent })
  return values
}
