/** Parameter groups: which tensors an optimizer steps, and with which settings. */
import { checkOptionNames, describeValue } from '../base/check'
import { OptionError, TorchError } from '../base/errors'
import { Tensor, operator } from '../tensor'
import { isDifferentiable } from './settings'

/** What all optimizers have. */
export interface CommonSettings {
  /** A tensor of one element may be changed in place, also under a CUDA graph. */
  lr: number | Tensor
}

/** Parameters with their settings, to be read and changed at any time. PyTorch: `param_groups[i]`. */
export type ParamGroup<Settings> = Settings & {
  /** A number to read, unless a tensor was given: `group.lr *= 0.5`. */
  get lr(): number
  set lr(value: number | Tensor)
  params: Tensor[]
  /** The names of the parameters, where they were given as [name, parameter]. */
  paramNames?: string[]
  /** What schedules start from. */
  initialLr?: number
}

const gradIsRetained = operator('aten::retains_grad')

type ParameterItem = Tensor | readonly [name: string, parameter: Tensor]

/** What a group may be given as: settings that are left out are the optimizer's. */
export type GroupOptions<Settings> = Partial<Settings> & {
  params: Tensor | Iterable<ParameterItem>
  initialLr?: number
}

/**
 * Parameters, [name, parameter] pairs, or groups with settings of their own. One iterable of a union
 * and not a union of iterables: `new optim[name](…)` intersects those of all optimizers it may be,
 * and 3 to the power of 13 intersections keep TypeScript busy for minutes.
 */
export type ParametersOf<Settings> = Iterable<ParameterItem | GroupOptions<Settings>>

/**
 * The settings of an optimizer: what is not given is the default.
 * @throws OptionError for what is no object of options, or has an unknown one.
 */
export function withDefaults<Settings extends object>(
  what: string,
  options: Partial<Settings>,
  defaults: Settings,
): Settings {
  checkOptionNames(what, options, Object.keys(defaults))
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  return { ...defaults, ...Object.fromEntries(given) }
}

/** @throws OptionError for what is no list of parameters or groups, or an empty one. */
export function toGroupOptions<Settings>(
  what: string,
  parameters: ParametersOf<Settings>,
): GroupOptions<Settings>[] {
  if (parameters instanceof Tensor || !isIterable(parameters)) {
    throw new OptionError(
      `${what}: expected an array or other iterable of parameters or groups, found ` +
        `${describeValue(parameters)}; write model.parameters() or [parameter]`,
    )
  }
  const list = [...(parameters as Iterable<unknown>)]
  if (list.length === 0) throw new OptionError(`${what}: optimizer got an empty parameter list`)
  const isGroup = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && !(value instanceof Tensor) && 'params' in value
  return isGroup(list[0])
    ? (list as GroupOptions<Settings>[])
    : [{ params: list } as unknown as GroupOptions<Settings>]
}

/** @throws OptionError or TorchError, in PyTorch's words, for what cannot be stepped. */
export function makeGroup<Settings extends object>(
  what: string,
  given: GroupOptions<Settings>,
  defaults: Settings,
): ParamGroup<Settings> {
  checkOptionNames(`${what}: group`, given, ['params', ...Object.keys(defaults), 'initialLr'])
  const { params, ...own } = given
  const known = Object.entries(own).filter(([, value]) => value !== undefined)
  const [tensors, names] = split(what, params, isDifferentiable(defaults))
  const settings = { ...defaults, ...Object.fromEntries(known) }
  return { ...settings, ...once(what, tensors, names) } as ParamGroup<Settings>
}

/** Throws OptionError for a parameter of a new group that another group has already. */
export function checkGroupsDiffer(
  what: string,
  groups: readonly ParamGroup<object>[],
  added: ParamGroup<object>,
): void {
  const known = new Set(groups.flatMap(group => group.params))
  if (added.params.some(parameter => known.has(parameter))) {
    throw new OptionError(`${what}: some parameters appear in more than one parameter group`)
  }
  if (groups.every(group => !group.paramNames === !added.paramNames)) return
  throw new OptionError(`${what}: all optimizer param groups should be with/without names`)
}

/** The rate of a schedule may come out below 0, by rounding or by its design: PyTorch goes on. */
export function checkable<Settings extends CommonSettings>(
  settings: Settings & { initialLr?: number },
): Settings {
  const { lr, initialLr } = settings
  const isScheduled = initialLr !== undefined && typeof lr === 'number'
  return isScheduled && lr < 0 ? { ...settings, lr: 0 } : settings
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value
}

function split(what: string, params: unknown, anyTensor: boolean): [Tensor[], string[]] {
  const list: unknown[] = isIterable(params) && !(params instanceof Tensor) ? [...params] : [params]
  const isNamed = (value: unknown): value is [string, unknown] =>
    Array.isArray(value) && value.length === 2 && typeof value[0] === 'string'
  const named = list.filter(isNamed)
  if (named.length > 0 && named.length < list.length) {
    throw new OptionError(
      `${what}: all optimizer params should be with/without names. Some param names are missing`,
    )
  }
  const tensors = list.map(value => (isNamed(value) ? value[1] : value))
  tensors.forEach(tensor => checkParameter(what, tensor, anyTensor))
  return [tensors as Tensor[], named.map(([name]) => name)]
}

function checkParameter(what: string, value: unknown, anyTensor: boolean): void {
  if (!(value instanceof Tensor)) {
    throw new TorchError(
      'TYPE',
      `${what}: optimizer can only optimize Tensors, but one of the params is ${describeValue(value)}`,
    )
  }
  if (anyTensor || value.isLeaf || retainsGrad(value)) return
  throw new TorchError(
    'VALUE',
    `${what}: can't optimize a non-leaf Tensor (computed by ${value.gradFn}); detach() it and set ` +
      'requiresGrad',
  )
}

function retainsGrad(tensor: Tensor): boolean {
  return gradIsRetained(tensor) as boolean
}

/** Tied weights step once, also where a list has them twice. */
function once(
  what: string,
  tensors: readonly Tensor[],
  names: readonly string[],
): { params: Tensor[]; paramNames?: string[] } {
  const isFirst = tensors.map((tensor, index) => tensors.indexOf(tensor) === index)
  if (isFirst.includes(false)) {
    process.emitWarning(
      `${what}: optimizer contains a parameter group with duplicate parameters; they step once`,
    )
  }
  const params = tensors.filter((_, index) => isFirst[index])
  if (names.length === 0) return { params }
  return { params, paramNames: names.filter((_, index) => isFirst[index]) }
}
