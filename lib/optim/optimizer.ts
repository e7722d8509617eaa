/** What all optimizers share: parameter groups, state, one fused step a group. */
import { gradientsOf, keep, noGrad, tidy, zeroGradients, type Tensor } from '../tensor'
import { OptionError } from '../base/errors'
import type { Parameter } from '../nn/parameter'
import type { Batch, State } from './batch'
import { MemoryOrder } from './memoryOrder'

export interface ParameterGroup<Settings> {
  params: Parameter[]
  settings: Settings
}

export interface StepOptions {
  /** One element; where it is 1 the step changes nothing, as `amp.GradScaler` asks for. */
  foundInf?: Tensor
}

/** A list of parameters, or groups with settings of their own. */
export type ParametersOf<Settings> =
  readonly Parameter[] | readonly ({ params: readonly Parameter[] } & Partial<Settings>)[]

export abstract class Optimizer<Settings extends { lr: number }> {
  readonly groups: ParameterGroup<Settings>[]
  readonly state = new Map<Parameter, State>()
  readonly #memoryOrder = new MemoryOrder()

  protected constructor(parameters: ParametersOf<Settings>, defaults: Settings) {
    this.groups = toGroups(parameters, defaults)
    if (this.groups.every(group => group.params.length === 0)) {
      throw new OptionError('optimizer: expected at least one parameter, found none')
    }
    this.groups.forEach(group => this.check(group.settings))
  }

  /** Updates every parameter that has a gradient. PyTorch: `optimizer.step()`. */
  step({ foundInf }: StepOptions = {}): void {
    tidy(() =>
      noGrad(() => {
        for (const { params, settings } of this.groups) {
          for (const batch of this.#gather(params, settings)) {
            if (batch.params.length > 0)
              this.update(this.#memoryOrder.apply(batch), settings, foundInf)
          }
        }
      }),
    )
  }

  zeroGrad(setToNone = true): void {
    zeroGradients(
      this.groups.flatMap(group => group.params),
      setToNone,
    )
  }

  /** The learning rate of the first group. */
  get lr(): number {
    return this.groups[0]!.settings.lr
  }

  /** Throws OptionError for settings out of range. */
  protected abstract check(settings: Settings): void
  /** The state of a parameter before its first step. */
  protected abstract initialState(parameter: Parameter, settings: Settings): State
  /** One step, through one fused operator. Gradients are not recorded here. */
  protected abstract update(batch: Batch, settings: Settings, foundInf?: Tensor): void

  /** Those that step again, and those that step for the first time. */
  #gather(params: readonly Parameter[], settings: Settings): [Batch, Batch] {
    const again: Batch = { params: [], grads: [], states: [], isFirst: false }
    const first: Batch = { params: [], grads: [], states: [], isFirst: true }
    gradientsOf(params).forEach((grad, index) => {
      if (!grad) return
      const parameter = params[index]!
      const known = this.state.get(parameter)
      const batch = known ? again : first
      batch.params.push(parameter)
      batch.grads.push(grad)
      batch.states.push(known ?? this.#remember(parameter, settings))
    })
    return [again, first]
  }

  #remember(parameter: Parameter, settings: Settings): State {
    const state = this.initialState(parameter, settings)
    Object.values(state).forEach(keep)
    this.state.set(parameter, state)
    return state
  }
}

function isGroups<S>(
  parameters: ParametersOf<S>,
): parameters is readonly ({ params: readonly Parameter[] } & Partial<S>)[] {
  return parameters.length > 0 && 'params' in parameters[0]!
}

function toGroups<S extends object>(parameters: ParametersOf<S>, defaults: S): ParameterGroup<S>[] {
  if (!isGroups(parameters)) return [{ params: [...parameters], settings: { ...defaults } }]
  return parameters.map(({ params, ...own }) => ({
    params: [...params],
    settings: { ...defaults, ...(own as Partial<S>) },
  }))
}

export function checkAtLeast(what: string, value: number, least: number): void {
  if (value >= least) return
  throw new OptionError(`${what}: expected a number of at least ${least}, found ${value}`)
}

export function checkFraction(what: string, value: number): void {
  if (value >= 0 && value < 1) return
  throw new OptionError(`${what}: expected a number from 0 to below 1, found ${value}`)
}
