/** Tensors of a module that are computed from what is learned. */
import { checkInstance, checkOptionNames, checkText } from '../../../base/check'
import { TorchError } from '../../../base/errors'
import { keep, noGrad, tidy, type Tensor } from '../../../tensor'
import { ModuleDict } from '../../container/moduleDict'
import { Module, type AnyModule } from '../../module'
import { notFound } from '../../lookup'
import { propertyOf, stateName } from '../../naming'
import { checkFlags } from '../../options'
import { Buffer, Parameter, replaceInPlace } from '../../parameter'
import { valueOf } from './cache'
import { checkLike, ParametrizationList, register, type Parametrization } from './list'

const property = 'parametrizations'

function listsOf(module: AnyModule): ModuleDict<ParametrizationList> | null {
  const lists: unknown = Reflect.get(module, property)
  return lists instanceof ModuleDict ? (lists as ModuleDict<ParametrizationList>) : null
}

function listOf(module: AnyModule, name: string): ParametrizationList | null {
  const [lists, key] = [listsOf(module), stateName(name)]
  return lists?.has(key) ? lists.get(key) : null
}

/** Whether a tensor of the module is parametrized; without a name, any. PyTorch: `is_parametrized`. */
export function isParametrized(module: AnyModule, tensorName?: string | null): boolean {
  checkInstance('isParametrized: module', module, Module, 'a module')
  if (tensorName !== undefined && tensorName !== null) {
    checkText('isParametrized: tensorName', tensorName)
    return listOf(module, tensorName) !== null
  }
  return (listsOf(module)?.size ?? 0) > 0
}

export interface RegisterOptions {
  /** Allow other shapes and dtypes than the tensor had (default false). */
  unsafe?: boolean
}

/**
 * Makes `module[tensorName]` what `parametrization` computes of the tensor that was there, which is
 * learned under `parametrizations.<name>.original`; several are applied in turn. Assigning to it goes
 * through `rightInverse`. PyTorch: `torch.nn.utils.parametrize.register_parametrization`.
 */
export function registerParametrization<M extends AnyModule>(
  module: M,
  tensorName: string,
  parametrization: Parametrization,
  options: RegisterOptions = {},
): M {
  const what = 'registerParametrization'
  checkInstance(`${what}: module`, module, Module, 'a module')
  checkText(`${what}: tensorName`, tensorName)
  checkInstance(`${what}: parametrization`, parametrization, Module, 'a module')
  checkOptionNames(what, options, ['unsafe'])
  checkFlags(what, options, ['unsafe'])
  const { unsafe = false } = options
  parametrization.train(module.training)
  const list = listOf(module, tensorName)
  if (list) addTo(list, module, tensorName, parametrization, unsafe)
  else begin(module, propertyOf(module, tensorName), parametrization, unsafe)
  return module
}

function addTo(
  list: ParametrizationList,
  module: AnyModule,
  name: string,
  parametrization: Parametrization,
  unsafe: boolean,
): void {
  if (!unsafe) {
    tidy(() => {
      const before = Reflect.get(module, propertyOf(module, name)) as Tensor
      const after: unknown = parametrization.forward(before)
      checkLike(parametrization.constructor.name, after, before)
    })
  }
  list.append(parametrization)
  list.unsafe ||= unsafe
}

function begin(
  module: AnyModule,
  name: string,
  parametrization: Parametrization,
  unsafe: boolean,
): void {
  const original: unknown = Reflect.get(module, name)
  if (!(original instanceof Parameter || original instanceof Buffer)) throw notFound(module, name)
  const list = new ParametrizationList([parametrization], original, unsafe)
  Reflect.deleteProperty(module, name)
  if (!listsOf(module)) Reflect.set(module, property, new ModuleDict<ParametrizationList>())
  listsOf(module)!.set(stateName(name), list)
  Object.defineProperty(module, name, accessor(stateName(name)))
}

/** Not enumerable: the tensor is no member of the module any more, but is computed. */
function accessor(key: string): PropertyDescriptor & ThisType<AnyModule> {
  return {
    configurable: true,
    enumerable: false,
    get() {
      return valueOf(listsOf(this)!.get(key))
    },
    set(value: Tensor) {
      listsOf(this)!.get(key).rightInverse(value)
    },
  }
}

export interface RemoveOptions {
  /** Keep the value that was computed (default true) instead of what was learned. */
  leaveParametrized?: boolean
}

/**
 * Makes `module[tensorName]` a parameter or buffer again.
 * PyTorch: `torch.nn.utils.parametrize.remove_parametrizations`.
 */
export function removeParametrizations<M extends AnyModule>(
  module: M,
  tensorName: string,
  options: RemoveOptions = {},
): M {
  const what = 'removeParametrizations'
  checkInstance(`${what}: module`, module, Module, 'a module')
  checkText(`${what}: tensorName`, tensorName)
  checkOptionNames(what, options, ['leaveParametrized'])
  checkFlags(what, options, ['leaveParametrized'])
  const { leaveParametrized = true } = options
  const list = listOf(module, tensorName)
  if (!list) {
    const found = `${module.constructor.name} has no parametrization of '${tensorName}'`
    throw new TorchError('VALUE', `${what}: ${found}`)
  }
  const name = propertyOf(module, tensorName)
  const restored = restoredFrom(list, leaveParametrized)
  Reflect.deleteProperty(module, name)
  const lists = listsOf(module)!
  lists.delete(stateName(name))
  if (lists.size === 0) Reflect.deleteProperty(module, property)
  register(module, name, restored)
  return module
}

/** The tensor that the module has from now on: the same object where one tensor was learned. */
function restoredFrom(list: ParametrizationList, leaveParametrized: boolean): Parameter | Buffer {
  const [original] = list.originals() as [Parameter | Buffer]
  if (list.count === null) {
    if (leaveParametrized)
      noGrad(() => tidy(() => replaceInPlace(original, list.forward().detach())))
    return original
  }
  if (!leaveParametrized) {
    throw new TorchError(
      'VALUE',
      'removeParametrizations: expected leaveParametrized for a tensor of several originals',
    )
  }
  const value = noGrad(() => keep(list.forward().detach()))
  const { requiresGrad } = original
  return original instanceof Parameter ? new Parameter(value, requiresGrad) : new Buffer(value)
}

/** The class of a module, as it was before. PyTorch: `type_before_parametrizations`. */
export function typeBeforeParametrizations(module: AnyModule): unknown {
  checkInstance('typeBeforeParametrizations: module', module, Module, 'a module')
  return module.constructor
}

/**
 * Gives `to` the parametrizations of `from`, of one tensor or of all, with what they learned.
 * PyTorch: `torch.nn.utils.parametrize.transfer_parametrizations_and_params`.
 */
export function transferParametrizationsAndParams<M extends AnyModule>(
  from: AnyModule,
  to: M,
  tensorName?: string | null,
): M {
  const what = 'transferParametrizationsAndParams'
  checkInstance(`${what}: from`, from, Module, 'a module')
  checkInstance(`${what}: to`, to, Module, 'a module')
  if (!isParametrized(from, tensorName)) return to
  const names = tensorName ? [stateName(tensorName)] : [...listsOf(from)!.keys()]
  for (const name of names) {
    const copy = listsOf(from)!.get(name).deepCopy()
    const target = propertyOf(to, name)
    Reflect.deleteProperty(to, target)
    if (!listsOf(to)) Reflect.set(to, property, new ModuleDict<ParametrizationList>())
    listsOf(to)!.set(name, copy)
    Object.defineProperty(to, target, accessor(name))
  }
  return to
}
