/** The tensors of a module that are pruned: `weight` is computed of `weightOrig` and `weightMask`. */
import { checkInstance, checkText } from '../../../base/check'
import { TorchError } from '../../../base/errors'
import { noGrad, tidy, type Tensor } from '../../../tensor'
import { notFound } from '../../lookup'
import { Module, type AnyModule } from '../../module'
import { propertyOf, stateName } from '../../naming'
import { Buffer, Parameter, replaceInPlace } from '../../parameter'
import type { BasePruningMethod } from './method'

const methodsKey = Symbol('pruning methods')

type Methods = Map<string, BasePruningMethod>

/** The method of each pruned tensor, by its property. A plain map, so that copies of modules copy it. */
export function methodsOf(module: AnyModule): ReadonlyMap<string, BasePruningMethod> {
  return (Reflect.get(module, methodsKey) as Methods | undefined) ?? new Map()
}

function ownMethodsOf(module: AnyModule): Methods {
  if (!Object.hasOwn(module, methodsKey)) Reflect.set(module, methodsKey, new Map())
  return methodsOf(module) as Methods
}

/** `weightOrig` for `weight`; `my_weight_orig` for a name that is no camelCase. */
function companion(property: string, suffix: 'Orig' | 'Mask'): string {
  const camel = property + suffix
  const snake = `${stateName(property)}_${suffix.toLowerCase()}`
  return stateName(camel) === snake ? camel : `${property}_${suffix.toLowerCase()}`
}

/** The property of a module that a method is to prune, or prunes already. */
export function pruneableOf(what: string, module: unknown, name: unknown): string {
  checkInstance(`${what}: module`, module, Module, 'a module')
  checkText(`${what}: name`, name)
  const owner = module as AnyModule
  const property = propertyOf(owner, name as string)
  if (methodsOf(owner).has(property)) return property
  const value: unknown = Reflect.get(owner, property)
  if (value instanceof Parameter) return property
  if (!(value instanceof Buffer)) throw notFound(owner, name as string)
  throw new TorchError('TYPE', `${what}: expected a parameter, found the buffer '${property}'`)
}

export function originalOf(module: AnyModule, property: string): Parameter {
  return Reflect.get(module, companion(property, 'Orig')) as Parameter
}

/** The mask of a tensor that is pruned; undefined before. */
export function maskOf(module: AnyModule, property: string): Buffer | undefined {
  return Reflect.get(module, companion(property, 'Mask')) as Buffer | undefined
}

/** Not enumerable: the tensor is no member of the module any more, but is computed when it is read. */
function accessor(property: string): PropertyDescriptor & ThisType<AnyModule> {
  return {
    configurable: true,
    enumerable: false,
    get() {
      return methodsOf(this).get(property)!.applyMask(this)
    },
    set() {
      const [original, mask] = [companion(property, 'Orig'), companion(property, 'Mask')]
      throw new TorchError(
        'VALUE',
        `${this.constructor.name}: '${property}' is pruned, it is computed of '${original}' and ` +
          `'${mask}': write into those, or call nn.utils.prune.remove first`,
      )
    },
  }
}

/** From now on `method` and `mask` give the tensor of that property. */
export function install(
  module: AnyModule,
  property: string,
  method: BasePruningMethod,
  mask: Tensor,
): void {
  const known = maskOf(module, property)
  if (known) replaceInPlace(known, mask)
  else {
    const original = Reflect.get(module, property) as Parameter
    module.registerParameter(companion(property, 'Orig'), original)
    module.registerBuffer(companion(property, 'Mask'), mask)
    Reflect.deleteProperty(module, property)
    Object.defineProperty(module, property, accessor(property))
  }
  ownMethodsOf(module).set(property, method)
}

/** Makes the tensor the parameter that it was, with the values that it has now. */
export function uninstall(module: AnyModule, property: string): void {
  const method = methodsOf(module).get(property)!
  const original = originalOf(module, property)
  noGrad(() => tidy(() => replaceInPlace(original, method.applyMask(module).detach())))
  maskOf(module, property)!.dispose()
  for (const name of [property, companion(property, 'Orig'), companion(property, 'Mask')]) {
    Reflect.deleteProperty(module, name)
  }
  ownMethodsOf(module).delete(property)
  module.registerParameter(property, original)
}
