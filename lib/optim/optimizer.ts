/** What all optimizers share: parameter groups, state, hooks, and when a step is taken. */
import { checkOptionNames, describeValue, flagOf, isPlainObject, type Flag } from '../base/check'
import { Disposable } from '../base/disposable'
import { OptionError, TorchError } from '../base/errors'
import { pythonText } from '../base/python'
import { copied, type CopyOf } from '../nn/deepCopy'
import { deepCopy } from '../nn/module'
import { Tensor, checkTensor, enableGrad, keep, noGrad, tidy, zeroGradients } from '../tensor'
import type { State } from './batch'
import {
  checkable,
  checkGroupsDiffer,
  makeGroup,
  toGroupOptions,
  type CommonSettings,
  type GroupOptions,
  type ParamGroup,
  type ParametersOf,
} from './group'
import {
  HookList,
  argumentsFrom,
  postHooksOfAll,
  preHooksOfAll,
  type HookHandle,
  type HookOptions,
  type StateDictHook,
  type StateDictPreHook,
  type StepPostHook,
  type StepPreHook,
} from './hooks'
import { copyOptimizer } from './copy'
import { snakeCase } from './naming'
import { isDifferentiable, scalarOf } from './settings'
import { packState, unpackState, type OptimizerStateDict } from './stateDict'

export interface StepOptions {
  /** One element; where it is 1 the step changes nothing, as `amp.GradScaler` asks for. */
  foundInf?: Tensor
}

export type AnyOptimizer = Optimizer

/**
 * Steps parameters by their gradients. `paramGroups` may be read and changed at any time; the state
 * of a parameter is made when it first steps, or when a setting first needs it.
 *
 * An optimizer of your own says in `check` which settings are allowed, and in `stepGroup` how the
 * parameters of a group step; what it has to remember goes to `state` by `remember`.
 * PyTorch: `torch.optim.Optimizer`.
 */
export abstract class Optimizer<
  Settings extends CommonSettings = CommonSettings,
> extends Disposable {
  readonly paramGroups: ParamGroup<Settings>[] = []
  readonly state = new Map<Tensor, State>()
  readonly #stepPre = new HookList<StepPreHook>('registerStepPreHook')
  readonly #stepPost = new HookList<StepPostHook>('registerStepPostHook')
  readonly #statePre = new HookList<StateDictPreHook>('registerStateDictPreHook')
  readonly #statePost = new HookList<StateDictHook>('registerStateDictPostHook')
  readonly #loadPre = new HookList<StateDictHook>('registerLoadStateDictPreHook')
  readonly #loadPost = new HookList<StateDictPreHook>('registerLoadStateDictPostHook')
  #stepCount = 0

  protected constructor(
    parameters: ParametersOf<Settings>,
    readonly defaults: Settings,
  ) {
    super()
    const what = this.constructor.name
    if (!isPlainObject(defaults)) {
      const found = describeValue(defaults)
      throw new OptionError(`${what}: expected an object of default settings, found ${found}`)
    }
    this.check(defaults)
    for (const group of toGroupOptions(what, parameters)) this.addParamGroup(group)
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
    this.#checkAlive('step')
    let args: unknown[] = [given]
    for (const hook of [...preHooksOfAll, ...this.#stepPre]) {
      args = argumentsFrom(this.constructor.name, hook(this, args), args)
    }
    const result = this.advance(args[0] as StepOptions | (() => T))
    ++this.#stepCount
    for (const hook of [...this.#stepPost, ...postHooksOfAll]) hook(this, args)
    return result
  }

  /** How many times `step` was called. */
  get stepCount(): number {
    return this.#stepCount
  }

  /** Drops the gradients, or zeroes them. */
  zeroGrad(setToNone: Flag<'setToNone'> = true): void {
    zeroGradients(
      this.paramGroups.flatMap(group => group.params),
      flagOf(`${this.constructor.name}.zeroGrad`, 'setToNone', setToNone, true),
    )
  }

  /** Of the first group. */
  get lr(): number {
    return scalarOf(this.paramGroups[0]!.lr)
  }

  /**
   * State and settings in PyTorch's layout and by PyTorch's names; parameters are numbers, in the
   * order of the groups. The tensors share their memory with the optimizer's.
   */
  stateDict(): OptimizerStateDict {
    this.#checkAlive('stateDict')
    for (const hook of this.#statePre) hook(this)
    let state = packState(this)
    for (const hook of this.#statePost) state = hook(this, state) ?? state
    return state
  }

  /**
   * Takes over copies of a state, also of a Python optimizer, with the dtypes and devices of the
   * parameters; its settings replace those of the groups.
   * @throws OptionError where groups or parameters differ in number; nothing is loaded then.
   */
  loadStateDict(given: OptimizerStateDict): this {
    this.#checkAlive('loadStateDict')
    let state = given
    for (const hook of this.#loadPre) state = hook(this, state) ?? state
    unpackState(this, state, {
      check: settings => this.check(checkable(settings as Settings)),
      adopt: (name, value, parameter) => this.adopt(name, value, parameter),
      replace: states => {
        states.forEach(state => this.checkState(state))
        this.#replaceState(states)
        this.settle()
      },
    })
    for (const hook of this.#loadPost) hook(this)
    return this
  }

  /**
   * A copy with settings, state and parameters of its own, without hooks, by the constructor, which
   * has to take (parameters, options). PyTorch: `copy.deepcopy(optimizer)`.
   */
  deepCopy(): this {
    return deepCopy(this)
  }

  [copied](copyOf: CopyOf): AnyOptimizer {
    return copyOptimizer(this, copyOf, this.ownOptions())
  }

  registerStepPreHook(hook: StepPreHook): HookHandle {
    return this.#stepPre.register(hook)
  }

  registerStepPostHook(hook: StepPostHook): HookHandle {
    return this.#stepPost.register(hook)
  }

  registerStateDictPreHook(hook: StateDictPreHook, options?: HookOptions): HookHandle {
    return this.#statePre.register(hook, options)
  }

  registerStateDictPostHook(hook: StateDictHook, options?: HookOptions): HookHandle {
    return this.#statePost.register(hook, options)
  }

  registerLoadStateDictPreHook(hook: StateDictHook, options?: HookOptions): HookHandle {
    return this.#loadPre.register(hook, options)
  }

  registerLoadStateDictPostHook(hook: StateDictPreHook, options?: HookOptions): HookHandle {
    return this.#loadPost.register(hook, options)
  }

  /** The settings of each group, as Python prints them. */
  override toString(): string {
    const groups = this.paramGroups.map(({ params: _, ...settings }, index) => {
      const lines = Object.entries(settings as Record<string, unknown>)
        .map(([name, value]) => `    ${snakeCase(name)}: ${pythonText(value)}`)
        .sort()
      return `\nParameter Group ${index}\n${lines.join('\n')}\n`
    })
    return `${this.constructor.name} (${groups.join('')})`
  }

  /** What the constructor takes to give these defaults. */
  protected ownOptions(): object {
    return this.defaults
  }

  /** Throws OptionError for settings out of range. */
  protected check(_settings: Settings): void {}

  /** One step of the parameters of a group; inside `tidy`, and `noGrad` unless differentiable. */
  protected stepGroup(_group: ParamGroup<Settings>, _foundInf?: Tensor): void {
    throw new TorchError(
      'NOT_IMPLEMENTED',
      `${this.constructor.name}: stepGroup is not implemented`,
    )
  }

  /**
   * Whether `stepGroup` heeds `foundInf` itself, without the host waiting for it. If not, the host
   * reads it, and calls `stepGroup` only for steps that are taken.
   */
  protected heeds(_foundInf: Tensor): boolean {
    return false
  }

  /** Makes a value of a state that is loaded the optimizer's own; tensors are copies, to be kept. */
  protected adopt(name: string, value: unknown, parameter: Tensor): unknown {
    if (Array.isArray(value)) return value.map(element => this.adopt(name, element, parameter))
    return value instanceof Tensor ? keep(value) : value
  }

  /** Throws OptionError for a state whose values, each adopted, do not fit together. */
  protected checkState(_state: State): void {}

  /** Called when a state was loaded. */
  protected settle(): void {}

  /** What `step` does between its hooks. */
  protected advance<T>(given: StepOptions | (() => T)): T | void {
    if (typeof given === 'function') {
      const result = enableGrad(given)
      this.#stepAll()
      return result
    }
    checkOptionNames(`${this.constructor.name}.step`, given, ['foundInf'])
    const { foundInf } = given
    if (foundInf === undefined) return this.#stepAll()
    checkTensor(`${this.constructor.name}.step: foundInf`, foundInf)
    if (this.heeds(foundInf)) this.#stepAll(foundInf)
    else if (Number(foundInf.item()) === 0) this.#stepAll()
  }

  /** The state of a parameter, which is made when it is first asked for. */
  protected stateOf(parameter: Tensor): State {
    const known = this.state.get(parameter)
    if (known) return known
    const state: State = {}
    this.state.set(parameter, state)
    return state
  }

  /** Makes a tensor part of the state, which owns it from now on. */
  protected remember(state: State, name: string, tensor: Tensor): Tensor {
    return (state[name] = keep(tensor))
  }

  protected release(): void {
    this.#replaceState(new Map())
  }

  #stepAll(foundInf?: Tensor): void {
    for (const group of this.paramGroups) this.check(checkable(group))
    tidy(() => {
      for (const group of this.paramGroups) {
        const mode = isDifferentiable(group) ? enableGrad : noGrad
        mode(() => this.stepGroup(group, foundInf))
      }
    })
  }

  #replaceState(states: ReadonlyMap<Tensor, State>): void {
    for (const state of this.state.values()) {
      for (const value of Object.values<unknown>(state).flat())
        if (value instanceof Tensor) value.dispose()
    }
    this.state.clear()
    for (const [parameter, state] of states) this.state.set(parameter, state)
  }

  #checkAlive(method: string): void {
    if (!this.isDisposed) return
    const what = `${this.constructor.name}.${method}`
    throw new TorchError('DISPOSED', `${what}: expected a live optimizer, found a disposed one`)
  }
}
