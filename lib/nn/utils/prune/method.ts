/** What decides which values of a tensor are pruned, and several of them in turn. */
import { describeValue, isPlainObject } from '../../../base/check'
import { TorchError } from '../../../base/errors'
import { bindByName, checkTensor, noGrad, operators, tidy, type Tensor } from '../../../tensor'
import type { AnyModule } from '../../module'
import { channelDim } from './amount'
import { install, maskOf, methodsOf, originalOf, pruneableOf, uninstall } from './pruned'

/** Values each for itself, whole channels along `dim`, or all values together whatever was pruned. */
export type PruningType = 'unstructured' | 'structured' | 'global'

export interface PruneOptions {
  /** What was pruned before; default: nothing, a mask of ones. */
  defaultMask?: Tensor | null
  /** How much each value matters, in the shape of the tensor; default: the values themselves. */
  importanceScores?: Tensor | null
}

function checkScores(what: string, scores: unknown, tensor: Tensor): Tensor {
  if (scores === undefined || scores === null) return tensor
  checkTensor(`${what}: importanceScores`, scores)
  checkShapes(`${what}: importanceScores`, scores, tensor)
  return scores
}

function checkShapes(what: string, found: Tensor, expected: Tensor): void {
  const [wanted, shape] = [expected.shape, found.shape].map(sizes => sizes.join(', '))
  if (shape === wanted) return
  throw new TorchError('VALUE', `${what}: expected the shape [${wanted}], found [${shape}]`)
}

/** The arguments of a method, and `importanceScores` from the object at their end. */
function withoutScores(args: readonly unknown[]): [args: unknown[], scores: unknown] {
  const last = args.at(-1)
  if (!isPlainObject(last) || !('importanceScores' in last)) return [[...args], undefined]
  const { importanceScores, ...others } = last
  const given = args.slice(0, -1)
  return [Object.keys(others).length > 0 ? [...given, others] : given, importanceScores]
}

/**
 * A way to prune tensors: `computeMask` says which values stay. Subclasses take what they need in
 * their constructor, which `apply` and `globalUnstructured` call.
 * PyTorch: `torch.nn.utils.prune.BasePruningMethod`.
 */
export abstract class BasePruningMethod {
  abstract readonly pruningType: PruningType
  /** The property of the module that it prunes; null before `apply`. */
  tensorName: string | null = null

  /** 1 for what stays and 0 for what goes, in the shape of `t`; what `defaultMask` took stays away. */
  abstract computeMask(t: Tensor, defaultMask: Tensor): Tensor

  /** mask ⊙ original: the tensor as the module sees it, recorded. */
  applyMask(module: AnyModule): Tensor {
    const [mask, original] = this.#tensorsOf(module)
    return tidy(() => operators.mul(mask.to(original.dtype), original))
  }

  /**
   * Prunes `module[name]`, on top of what was pruned before. The parameter is called `<name>_orig`
   * from now on and a buffer `<name>_mask` stands beside it. Arguments of the constructor follow, and
   * `{ importanceScores }` may end them. Gives the method at work: a PruningContainer from the second
   * time on. When `computeMask` throws, nothing has happened.
   */
  static apply<Args extends unknown[]>(
    this: new (...args: Args) => BasePruningMethod,
    module: AnyModule,
    name: string,
    ...args: Args
  ): BasePruningMethod
  static apply<Args extends unknown[]>(
    this: new (...args: Args) => BasePruningMethod,
    module: AnyModule,
    name: string,
    ...args: [...Args, Pick<PruneOptions, 'importanceScores'>]
  ): BasePruningMethod
  static apply(
    this: new (...args: unknown[]) => BasePruningMethod,
    module: AnyModule,
    name: string,
    ...args: unknown[]
  ): BasePruningMethod {
    const what = `nn.utils.prune.${this.name}`
    const property = pruneableOf(what, module, name)
    const [given, scores] = withoutScores(args)
    const newest = new this(...given)
    newest.tensorName = property
    const earlier = methodsOf(module).get(property)
    const before = earlier instanceof PruningContainer ? [...earlier] : earlier ? [earlier] : []
    const method = earlier ? new PruningContainer(...before, newest) : newest
    const mask = noGrad(() => tidy(() => maskFor(what, method, module, property, scores)))
    install(module, property, method, mask)
    return method
  }

  /** t ⊙ the mask that it computes of `t`, or of scores for its values. */
  prune(t: Tensor, defaultMask?: Tensor | null, importanceScores?: Tensor | null): Tensor
  prune(t: Tensor, options: PruneOptions): Tensor
  prune(...args: unknown[]): Tensor {
    const what = `${this.constructor.name}.prune`
    const names = ['t!', 'defaultMask', 'importanceScores']
    const given = bindByName<PruneOptions & { t: Tensor }>(what, names, [], args)
    const { t, defaultMask, importanceScores } = given
    checkTensor(`${what}: t`, t)
    const scores = checkScores(what, importanceScores, t)
    if (defaultMask) checkTensor(`${what}: defaultMask`, defaultMask)
    return tidy(() => {
      const mask = defaultMask ?? operators.onesLike(t)
      return t.mul(noGrad(() => this.computeMask(scores, mask)))
    })
  }

  /** Makes the tensor a parameter again, pruned for good. */
  remove(module: AnyModule): void {
    this.#tensorsOf(module)
    uninstall(module, this.tensorName!)
  }

  #tensorsOf(module: AnyModule): [mask: Tensor, original: Tensor] {
    const what = `nn.utils.prune.${this.constructor.name}`
    const property = pruneableOf(what, module, this.tensorName ?? '')
    const mask = maskOf(module, property)
    if (mask) return [mask, originalOf(module, property)]
    const found = `${module.constructor.name} has no pruned '${property}'`
    throw new TorchError('VALUE', `${what}: ${found}; call apply first`)
  }
}

function maskFor(
  what: string,
  method: BasePruningMethod,
  module: AnyModule,
  property: string,
  scores: unknown,
): Tensor {
  const tensor = Reflect.get(module, property) as Tensor
  const before = maskOf(module, property)
  const start = before ? before.detach().clone() : operators.onesLike(tensor).detach()
  const mask: unknown = method.computeMask(checkScores(what, scores, tensor), start)
  checkTensor(`${what}.computeMask`, mask)
  checkShapes(`${what}.computeMask`, mask, tensor)
  return mask.detach()
}

/** Methods that prune one tensor in turn. PyTorch: `torch.nn.utils.prune.PruningContainer`. */
export class PruningContainer extends BasePruningMethod {
  readonly pruningType = 'global'
  readonly #methods: BasePruningMethod[] = []

  constructor(...methods: BasePruningMethod[]) {
    super()
    this.tensorName = methods[0]?.tensorName ?? null
    for (const method of methods) this.addPruningMethod(method)
  }

  get length(): number {
    return this.#methods.length
  }

  /** The method at an index, from the end for one below 0. */
  at(index: number): BasePruningMethod | undefined {
    return this.#methods.at(index)
  }

  [Symbol.iterator](): IterableIterator<BasePruningMethod> {
    return this.#methods.values()
  }

  /** @throws TorchError TYPE for no method, VALUE for one of another tensor. */
  addPruningMethod(method: BasePruningMethod): void {
    const what = 'PruningContainer.addPruningMethod'
    if (!(method instanceof BasePruningMethod)) {
      throw new TorchError(
        'TYPE',
        `${what}: expected a pruning method, found ${describeValue(method)}`,
      )
    }
    if (method.tensorName !== this.tensorName) {
      const [wanted, found] = [this.tensorName, method.tensorName].map(describeValue)
      throw new TorchError(
        'VALUE',
        `${what}: expected a method of ${wanted}, found one of ${found}`,
      )
    }
    this.#methods.push(method)
  }

  /** The mask of the newest method, computed of what `defaultMask` has left, together with that. */
  computeMask(t: Tensor, defaultMask: Tensor): Tensor {
    const what = 'PruningContainer.computeMask'
    checkTensor(`${what}: t`, t)
    checkTensor(`${what}: defaultMask`, defaultMask)
    checkShapes(`${what}: defaultMask`, defaultMask, t)
    const method = this.#methods.at(-1)
    if (!method) throw new TorchError('VALUE', `${what}: expected one or more methods, found none`)
    return tidy(() => combined(method, t, defaultMask.to(t.dtype)))
  }
}

function combined(method: BasePruningMethod, t: Tensor, before: Tensor): Tensor {
  const { pruningType } = method
  if (pruningType === 'global') return method.computeMask(t, before).to(before.dtype)
  const mask = before.clone()
  if (pruningType === 'unstructured') {
    const left = before.eq(1)
    const part = method.computeMask(t.maskedSelect(left), before.maskedSelect(left))
    return mask.maskedScatter_(left, part.to(mask.dtype))
  }
  if (pruningType === 'structured') return combinedChannels(method, t, mask)
  throw new TorchError(
    'VALUE',
    `${method.constructor.name}: pruningType: expected unstructured, structured, global, found ` +
      describeValue(pruningType),
  )
}

/** Channels that are gone altogether are none to choose from. */
function combinedChannels(method: BasePruningMethod, t: Tensor, mask: Tensor): Tensor {
  const what = method.constructor.name
  const dim = channelDim(what, t, (method as { dim?: number }).dim as number)
  const others = t.shape.map((_, i) => i).filter(i => i !== dim)
  const left = mask.sum(others).ne(0).nonzero().flatten()
  const part = method.computeMask(t.indexSelect(dim, left), mask.indexSelect(dim, left))
  return mask.indexCopy_(dim, left, part.to(mask.dtype))
}
