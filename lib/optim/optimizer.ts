/** What all optimizers share: parameter groups, state, one fused step a group. */
import { checkOptionNames, describeValue } from '../base/check'
import { Disposable } from '../base/disposable'
import { OptionError, TorchError } from '../base/errors'
import {
  Tensor,
  describeTensor,
  gradientsOf,
  keep,
  noGrad,
  operators,
  tidy,
  zeroGradients,
} from '../tensor'
import type { Batch, State } from './batch'
import {
  checkGroupsDiffer,
  makeGroup,
  toGroupOptions,
  type CommonSettings,
  type GroupOptions,
  type ParamGroup,
  type ParametersOf,
} from './group'
import { MemoryOrder, gradientInOrder, inOrder, stateInOrder, type Layout } from './memoryOrder'

export interface StepOptions {
  /** One element; where it is 1 the step changes nothing, as `amp.GradScaler` asks for. */
  foundInf?: Tensor
}

/**
 * Steps parameters by their gradients. `paramGroups` may be read and changed at any time; the state
 * of a parameter is made when it first steps, or when a setting first needs it.
 *
 * An optimizer of your own says in `check` which settings are allowed, in `prepare` what it
 * remembers, and in `update` how parameters step. PyTorch: `torch.optim.Optimizer`.
 */
export abstract class Optimizer<
  Settings extends CommonSettings = CommonSettings,
> extends Disposable {
  readonly paramGroups: ParamGroup<Settings>[] = []
  readonly state = new Map<Tensor, State>()
  readonly #memoryOrder = new MemoryOrder()

  protected constructor(
    parameters: ParametersOf<Settings>,
    readonly defaults: Settings,
  ) {
    super()
    this.check(defaults)
    for (const group of toGroupOptions(this.constructor.name, parameters)) {
      this.addParamGroup(group)
    }
  }

  /** Adds parameters, with settings of their own where they are given. */
  addParamGroup(group: GroupOptions<Settings>): void {
    const what = this.constructor.name
    const made = makeGroup(what, group, this.defaults)
    checkGroupsDiffer(what, this.paramGroups, made)
    this.check(made)
    this.paramGroups.push(made)
  }

  /** Updates every parameter that has a gradient. */
  step(options?: StepOptions): void
  /** Calls a closure that computes the loss and its gradients first, and returns what it returns. */
  step<T>(closure: () => T): T
  step<T>(given: StepOptions | (() => T) = {}): T | void {
    if (typeof given !== 'function')
      checkOptionNames(`${this.constructor.name}.step`, given, ['foundInf'])
    const result = typeof given === 'function' ? given() : undefined
    const { foundInf } = typeof given === 'function' ? {} : given
    if (this.isDisposed) {
      const what = this.constructor.name
      throw new TorchError(
        'DISPOSED',
        `${what}.step: expected a live optimizer, found a disposed one`,
      )
    }
    noGrad(() => tidy(() => this.paramGroups.forEach(group => this.#stepGroup(group, foundInf))))
    return result
  }

  zeroGrad(setToNone = true): void {
    zeroGradients(
      this.paramGroups.flatMap(group => group.params),
      setToNone,
    )
  }

  /** The learning rate of the first group. */
  get lr(): number {
    return scalarOf(this.paramGroups[0]!.lr)
  }

  /** Throws OptionError for settings out of range. */
  protected abstract check(settings: Settings): void
  /**
   * Makes, by `remember`, what the state of a parameter lacks. Returns whether the parameter steps
   * for the first time, where that makes a difference.
   */
  protected abstract prepare(state: State, parameter: Tensor, settings: Settings): boolean
  /** One step of parameters of one dtype and device, through one fused operator. */
  protected abstract update(batch: Batch, settings: Settings, foundInf?: Tensor): void

  /** Steps one parameter by a sparse gradient. */
  protected updateSparse(_: Tensor, __: Tensor, ___: State, ____: Settings): void {
    throw new TorchError(
      'VALUE',
      `${this.constructor.name} does not support sparse gradients, please consider SparseAdam instead`,
    )
  }

  /** Makes a tensor part of the state, which owns it from now on. */
  protected remember(state: State, name: string, tensor: Tensor): void {
    state[name] = keep(tensor)
  }

  protected release(): void {
    for (const state of this.state.values()) {
      for (const tensor of Object.values(state)) tensor.dispose()
    }
    this.state.clear()
  }

  #stepGroup(group: ParamGroup<Settings>, foundInf?: Tensor): void {
    this.check(group)
    const batches = new Map<string, Batch>()
    const copies: [Tensor, Tensor][] = []
    gradientsOf(group.params).forEach((grad, index) => {
      if (!grad) return
      const parameter = group.params[index]!
      const layout = this.#memoryOrder.of(parameter)
      const state = this.#stateOf(parameter)
      const gradient = gradientInOrder(grad, layout)
      if (gradient === null) return this.updateSparse(parameter, grad, state, group)
      const isFirst = this.prepare(state, parameter, group)
      const batch = batchFor(batches, layout, isFirst)
      const memory = inOrder(parameter, layout)
      if (layout.isScattered) copies.push([parameter, memory])
      batch.params.push(memory)
      batch.grads.push(gradient)
      batch.states.push(
        stateInOrder(state, parameter, layout, (name, tensor) =>
          this.remember(state, name, tensor),
        ),
      )
    })
    for (const batch of batches.values()) this.update(batch, group, foundInf)
    for (const [parameter, memory] of copies) {
      parameter.copy_(memory.dtype === parameter.dtype ? memory : operators.viewAsComplex(memory))
    }
  }

  #stateOf(parameter: Tensor): State {
    const known = this.state.get(parameter)
    if (known) return known
    const state: State = {}
    this.state.set(parameter, state)
    return state
  }
}

function batchFor(batches: Map<string, Batch>, { dtype, device }: Layout, isFirst: boolean): Batch {
  const key = `${dtype} ${device} ${isFirst}`
  const known = batches.get(key)
  if (known) return known
  const batch: Batch = { params: [], grads: [], states: [], isFirst, dtype, device }
  batches.set(key, batch)
  return batch
}

/** The learning rate as operators take it: waiting for a GPU only where they must have a number. */
export function learningRate(lr: number | Tensor, device: string): number | Tensor {
  return lr instanceof Tensor && lr.device === device && device !== 'cpu' ? lr : scalarOf(lr)
}

export function scalarOf(value: number | Tensor): number {
  return value instanceof Tensor ? Number(value.item()) : value
}

/** Throws OptionError for a rate that is neither a number of at least 0 nor a tensor of one element. */
export function checkLearningRate(what: string, lr: unknown): void {
  if (!(lr instanceof Tensor)) return checkAtLeast(`${what}: lr`, lr, 0)
  if (lr.shape.every(size => size === 1)) return
  throw new OptionError(
    `${what}: lr: expected a tensor with one element, found ${describeTensor(lr)}`,
  )
}

export function checkAtLeast(what: string, value: unknown, least: number): void {
  if (typeof value === 'number' && value >= least) return
  throw new OptionError(
    `${what}: expected a number of at least ${least}, found ${describeValue(value)}`,
  )
}

export function checkFraction(what: string, value: unknown): void {
  if (typeof value === 'number' && value >= 0 && value < 1) return
  throw new OptionError(
    `${what}: expected a number from 0 to below 1, found ${describeValue(value)}`,
  )
}

/** Settings that choose among PyTorch's implementations: there is one here, the fastest. */
export interface ImplementationSettings {
  /** Taken from PyTorch and without effect: steps are fused wherever libtorch is right about it. */
  foreach: boolean | null
  fused: boolean | null
  /** Not supported: a step is no part of a graph of gradients. */
  differentiable: boolean
}

export const implementationDefaults: ImplementationSettings = {
  foreach: null,
  fused: null,
  differentiable: false,
}

/** Throws OptionError for `differentiable`. */
export function checkImplementation(what: string, settings: ImplementationSettings): void {
  if (!settings.differentiable) return
  throw new OptionError(
    `${what}: differentiable: expected false, found true; a step is not recorded for gradients ` +
      'here. Compute the new weights by operators instead',
  )
}
