/** One call for each way to prune a tensor of a module; `module` is changed, and returned. */
import { checkInstance, checkText, describeValue, isPlainObject } from '../../../base/check'
import { TorchError } from '../../../base/errors'
import { checkTensor, noGrad, operators, tidy, type Tensor } from '../../../tensor'
import { Module, type AnyModule } from '../../module'
import { propertyOf } from '../../naming'
import { defineUtil } from '../define'
import { BasePruningMethod, PruningContainer } from './method'
import {
  CustomFromMask,
  Identity,
  L1Unstructured,
  LnStructured,
  RandomStructured,
  RandomUnstructured,
  type NormOrder,
} from './methods'
import { maskOf, methodsOf, pruneableOf } from './pruned'

interface Target {
  module: AnyModule
  /** Of the parameter, here or in PyTorch. */
  name: string
}

interface AmountArgs extends Target {
  /** A number of values or channels, or a share of them: 1 is one of them, 0.5 half of them. */
  amount: number
}

interface Scores {
  /** How much each value matters, in the shape of the parameter; default: its values. */
  importanceScores?: Tensor | null
}

/** Masks a parameter by ones. PyTorch: `torch.nn.utils.prune.identity`. */
export const identity = defineUtil(
  'prune.identity',
  ['module!', 'name!'],
  ({ module, name }: Target) => (Identity.apply(module, name), module),
)

/** Prunes values at random. PyTorch: `torch.nn.utils.prune.random_unstructured`. */
export const randomUnstructured = defineUtil(
  'prune.randomUnstructured',
  ['module!', 'name!', 'amount!'],
  ({ module, name, amount }: AmountArgs) => (
    RandomUnstructured.apply(module, name, amount),
    module
  ),
)

/** Prunes the values nearest to 0. PyTorch: `torch.nn.utils.prune.l1_unstructured`. */
export const l1Unstructured = defineUtil(
  'prune.l1Unstructured',
  ['module!', 'name!', 'amount!', 'importanceScores'],
  ({ module, name, amount, importanceScores }: AmountArgs & Scores) => (
    L1Unstructured.apply(module, name, amount, { importanceScores }),
    module
  ),
)

/** Prunes channels of `dim` at random. PyTorch: `torch.nn.utils.prune.random_structured`. */
export const randomStructured = defineUtil(
  'prune.randomStructured',
  ['module!', 'name!', 'amount!', 'dim!'],
  ({ module, name, amount, dim }: AmountArgs & { dim: number }) => (
    RandomStructured.apply(module, name, amount, { dim }),
    module
  ),
)

/** Prunes the channels of `dim` of the smallest norms. PyTorch: `torch.nn.utils.prune.ln_structured`. */
export const lnStructured = defineUtil(
  'prune.lnStructured',
  ['module!', 'name!', 'amount!', 'n!', 'dim!', 'importanceScores'],
  (args: AmountArgs & Scores & { n: NormOrder; dim: number }) => {
    const { module, name, amount, n, dim, importanceScores } = args
    LnStructured.apply(module, name, amount, n, dim, { importanceScores })
    return module
  },
)

/** Prunes what a mask leaves out. PyTorch: `torch.nn.utils.prune.custom_from_mask`. */
export const customFromMask = defineUtil(
  'prune.customFromMask',
  ['module!', 'name!', 'mask!'],
  ({ module, name, mask }: Target & { mask: Tensor }) => (
    CustomFromMask.apply(module, name, { mask }),
    module
  ),
)

/** Makes a pruned tensor a parameter again, pruned for good. PyTorch: `torch.nn.utils.prune.remove`. */
export const remove = defineUtil(
  'prune.remove',
  ['module!', 'name!'],
  ({ module, name }: Target, what) => {
    checkInstance(`${what}: module`, module, Module, 'a module')
    checkText(`${what}: name`, name)
    const method = methodsOf(module).get(propertyOf(module, name))
    if (!method) {
      const found = `expected a parameter that is pruned, '${name}' of`
      throw new TorchError('VALUE', `${what}: ${found} ${module.constructor.name} is not`)
    }
    method.remove(module)
    return module
  },
)

/** Whether a tensor of the module, or of one below it, is pruned. PyTorch: `is_pruned`. */
export function isPruned(module: AnyModule): boolean {
  checkInstance('nn.utils.prune.isPruned: module', module, Module, 'a module')
  return module.modules().some(owner => methodsOf(owner).size > 0)
}

/** A module and the name of a parameter in it. */
export type PruneTarget = readonly [module: AnyModule, name: string]

export interface GlobalOptions {
  /** Scores of some of the parameters, in their shape, by the same pairs. */
  importanceScores?: Map<PruneTarget, Tensor> | null
  /** What else is there goes to the constructor of the method. */
  [option: string]: unknown
}

type MethodClass = new (options: never) => BasePruningMethod

/**
 * Prunes several parameters as if they were one: the smallest values of all of them.
 * PyTorch: `torch.nn.utils.prune.global_unstructured`.
 * @throws TorchError TYPE for a method that is not `unstructured`.
 */
export function globalUnstructured(
  parameters: Iterable<PruneTarget>,
  pruningMethod: MethodClass,
  options: GlobalOptions = {},
): void {
  const what = 'nn.utils.prune.globalUnstructured'
  const targets = targetsOf(what, parameters)
  const { importanceScores = null, ...rest } = isPlainObject(options) ? options : {}
  const scores = scoresOf(what, importanceScores)
  const method = methodOf(what, pruningMethod, rest)
  noGrad(() =>
    tidy(() => {
      const tensors = targets.map(([module, property]) => Reflect.get(module, property) as Tensor)
      const flat = (list: Tensor[]): Tensor => operators.cat(list.map(one => one.reshape([-1])))
      const masks = targets.map(([module, property], i) => {
        return maskOf(module, property) ?? operators.onesLike(tensors[i]!)
      })
      const container = new PruningContainer(method)
      const values = targets.map((target, i) => scores(target) ?? tensors[i]!)
      const mask = container.computeMask(flat(values), flat(masks))
      const parts = mask.split(tensors.map(tensor => tensor.numel()))
      targets.forEach(([module, property], i) => {
        customFromMask(module, property, parts[i]!.reshape(tensors[i]!.shape))
      })
    }),
  )
}

function targetsOf(what: string, parameters: unknown): PruneTarget[] {
  const expected = `${what}: parameters: expected [module, name] pairs, found `
  const isIterable = typeof parameters === 'object' && parameters && Symbol.iterator in parameters
  if (!isIterable) throw new TorchError('TYPE', expected + describeValue(parameters))
  const targets = [...(parameters as Iterable<unknown>)].map((pair): PruneTarget => {
    if (!Array.isArray(pair) || pair.length !== 2)
      throw new TorchError('TYPE', expected + describeValue(pair))
    const [module, name] = pair as [AnyModule, string]
    return [module, pruneableOf(what, module, name)]
  })
  if (targets.length === 0) throw new TorchError('VALUE', `${expected}none`)
  return targets
}

/** Scores by pairs of the same module and name, whichever array they are. */
function scoresOf(what: string, map: unknown): (target: PruneTarget) => Tensor | undefined {
  if (map !== null && !(map instanceof Map)) {
    const found = describeValue(map)
    throw new TorchError('TYPE', `${what}: importanceScores: expected a Map, found ${found}`)
  }
  const entries = [...((map ?? new Map()) as Map<unknown, unknown>)].map(([pair, scores]) => {
    checkTensor(`${what}: importanceScores`, scores)
    const [[module, property]] = targetsOf(`${what}: importanceScores`, [pair]) as [PruneTarget]
    return { module, property, scores }
  })
  return ([module, property]) =>
    entries.find(entry => entry.module === module && entry.property === property)?.scores
}

function methodOf(what: string, Class: unknown, options: object): BasePruningMethod {
  const isMethod = typeof Class === 'function' && Class.prototype instanceof BasePruningMethod
  if (!isMethod) {
    const found = describeValue(Class)
    throw new TorchError(
      'TYPE',
      `${what}: pruningMethod: expected a pruning method, found ${found}`,
    )
  }
  const Method = Class as new (...args: object[]) => BasePruningMethod
  const method = Object.keys(options).length > 0 ? new Method(options) : new Method()
  if (method.pruningType === 'unstructured') return method
  throw new TorchError(
    'TYPE',
    `${what}: pruningMethod: expected an unstructured one, found ${Method.name}, which is ` +
      describeValue(method.pruningType),
  )
}
