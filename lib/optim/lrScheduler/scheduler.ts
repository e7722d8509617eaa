/** What all schedules share: when they step, and what a state keeps of them. */
import { checkInstance, checkInteger, describeValue, isPlainObject } from '../../base/check'
import { counterOf, isCounter, type Counter } from '../../base/counter'
import { OptionError, TorchError } from '../../base/errors'
import { copied, type CopyOf } from '../../nn/deepCopy'
import { deepCopy } from '../../nn/module'
import { Tensor, noGrad } from '../../tensor'
import { camelCase, snakeCase } from '../naming'
import { Optimizer, type AnyOptimizer } from '../optimizer'
import { numberOf, scalarOf } from '../settings'

/** A parameter group by the names of its settings, those of schedules among them. */
export type Group = Record<string, unknown> & { lr: number | Tensor; initialLr?: number | Tensor }

/** One value for all groups, or one for each. */
export type PerGroup = number | Tensor | readonly (number | Tensor)[]

/** By PyTorch's names. */
export type SchedulerState = Record<string, unknown>

const epochIsDeprecated =
  'The epoch parameter in scheduler.step() was not necessary and is being deprecated where possible. ' +
  'Please use scheduler.step() to step the scheduler; with an epoch the closed form is used ' +
  'instead of the chainable one, where available.'

const stepsInOtherOrder =
  'Detected call of scheduler.step() before optimizer.step(). Call them in the opposite order: else ' +
  'the first value of the learning rate schedule is skipped.'

/**
 * Sets the learning rates of an optimizer, once an epoch or once a step. A schedule of your own gives
 * what it is made of to the constructor, by name, and says in `getLr`, which that calls already, what
 * the rates of the groups are at `lastEpoch`. PyTorch: `torch.optim.lr_scheduler.LRScheduler`.
 */
export abstract class LRScheduler {
  readonly optimizer: AnyOptimizer
  /** How many steps were taken, from 0. */
  lastEpoch: number
  /** The rates before the first step, as numbers: a tensor that a group has as its rate may change. */
  declare baseLrs: number[]
  protected _isInitial = false
  protected _stepCount = 0
  protected _lastLr: number[] = []

  /**
   * @param settings the properties of the schedule, which its state keeps
   * @param lastEpoch where to go on (−1: begin), with the `initialLr` that the groups have; null for a
   *   schedule that begins by itself
   */
  protected constructor(optimizer: AnyOptimizer, settings: object, lastEpoch: number | null = -1) {
    checkOptimizer(new.target.name, optimizer)
    this.optimizer = optimizer
    Object.assign(this, settings)
    this.lastEpoch = lastEpoch ?? 0
    if (lastEpoch === null) return
    checkInteger(`${new.target.name}: lastEpoch`, lastEpoch)
    this.baseLrs = this.groups.map((group, index) => {
      if (lastEpoch === -1) group.initialLr ??= scalarOf(group.lr)
      if (group.initialLr !== undefined) return scalarOf(group.initialLr)
      throw new OptionError(
        `${new.target.name}: param 'initialLr' is not specified in paramGroups[${index}] when ` +
          'resuming scheduler with lastEpoch >= 0; load the state of the optimizer first',
      )
    })
    this._initialStep()
  }

  /** The rates of the groups at `lastEpoch`. */
  getLr(): number[] {
    throw new TorchError('NOT_IMPLEMENTED', `${this.constructor.name}: getLr is not implemented`)
  }

  /** The rates that the last step set. */
  getLastLr(): number[] {
    return [...this._lastLr]
  }

  /** Sets the rates of the next epoch. An epoch is deprecated, as it is in PyTorch. */
  step(epoch?: number | null): void {
    if (this._stepCount === 1 && this.optimizer.stepCount === 0) {
      process.emitWarning(stepsInOtherOrder)
    }
    ++this._stepCount
    this._updateLr(checkEpoch(this.constructor.name, epoch))
  }

  /** What the schedule has of its own, but for functions. */
  stateDict(): SchedulerState {
    const entries = Object.entries<unknown>(this.properties() as Record<string, unknown>)
    return Object.fromEntries(entries.map(([name, value]) => [snakeCase(name), copyOfState(value)]))
  }

  /**
   * Goes on where a state was taken, also a Python scheduler's; the rates are those of the optimizer.
   * @throws OptionError for a value of another kind; nothing is loaded then.
   */
  loadStateDict(state: SchedulerState): this {
    const what = `${this.constructor.name}.loadStateDict`
    if (!isPlainObject(state)) {
      const found = describeValue(state)
      throw new OptionError(`${what}: expected an object as stateDict() gives it, found ${found}`)
    }
    const own = this as unknown as Record<string, unknown>
    const known = Object.entries(state)
      .map(([name, value]) => [camelCase(name), plain(value)] as const)
      .filter(([name]) => Object.hasOwn(this, name) && name !== 'optimizer')
    for (const [name, value] of known) {
      if (kindOf(value) === kindOf(own[name]) || [value, own[name]].includes(null)) continue
      throw new OptionError(
        `${what}: ${name}: expected ${kindOf(own[name])}, found ${describeValue(value)}`,
      )
    }
    Object.assign(this, structuredClone(Object.fromEntries(known)))
    return this
  }

  /**
   * A copy with an optimizer and parameters of its own; `torch.deepCopy({ model, optimizer, schedule })`
   * copies all of them together. Functions are shared. PyTorch: `copy.deepcopy(scheduler)`.
   */
  deepCopy(): this {
    return deepCopy(this)
  }

  /** @internal */
  [copied](copyOf: CopyOf): LRScheduler {
    const own = Object.entries(this).map(([name, value]) => [name, copyOf<unknown>(value)])
    return Object.assign(
      Object.create(Object.getPrototypeOf(this) as object) as LRScheduler,
      Object.fromEntries(own) as object,
    )
  }

  /** Steps to where the schedule begins; a schedule of schedules begins them anew. @internal */
  _initialStep(): void {
    this._stepCount = 0
    this._isInitial = true
    try {
      this.step()
    } finally {
      this._isInitial = false
    }
  }

  /** Sets the rates of the next epoch, or in closed form those of any. @internal */
  _updateLr(epoch?: number): void {
    this.lastEpoch = epoch ?? this.lastEpoch + 1
    this.setRates((epoch === undefined ? undefined : this.closedForm()) ?? this.getLr())
  }

  /** What a state keeps, by name. */
  protected properties(): object {
    return Object.fromEntries(Object.entries(this).filter(([name]) => name !== 'optimizer'))
  }

  /** The rates at `lastEpoch` from those at the beginning, where that can be said. */
  protected closedForm(): number[] | undefined {
    return undefined
  }

  protected get groups(): Group[] {
    return this.optimizer.paramGroups as unknown as Group[]
  }

  /** The rates that the groups have. */
  protected get rates(): number[] {
    return this.groups.map(group => scalarOf(group.lr))
  }

  protected setRates(rates: readonly number[]): void {
    if (!Array.isArray(rates) || rates.length !== this.groups.length) {
      throw new OptionError(
        `${this.constructor.name}: expected a rate for each of ${this.groups.length} parameter ` +
          `groups, found ${describeValue(rates)}`,
      )
    }
    this.groups.forEach((group, index) => setSetting(group, 'lr', Number(rates[index])))
    this._lastLr = this.rates
  }
}

export function checkOptimizer(
  what: string,
  optimizer: unknown,
): asserts optimizer is AnyOptimizer {
  checkInstance(`${what}: optimizer`, optimizer, Optimizer, 'an optimizer of optim')
}

/** Warns of an epoch that is given. Throws OptionError for what is none. */
export function checkEpoch(what: string, epoch: unknown): number | undefined {
  if (epoch === undefined || epoch === null) return undefined
  if (typeof epoch !== 'number' || Number.isNaN(epoch)) {
    const found = describeValue(epoch)
    throw new OptionError(`${what}.step: epoch: expected a number, found ${found}`)
  }
  process.emitWarning(epochIsDeprecated, 'DeprecationWarning')
  return epoch
}

/** A tensor is changed in place, so that a CUDA graph reads the new value. */
export function setSetting(group: Group, name: string, value: number): void {
  const setting = group[name]
  if (setting instanceof Tensor) noGrad(() => setting.fill_(value))
  else group[name] = value
}

/**
 * One value for all groups, or an array of one for each.
 * @throws OptionError for what is neither.
 */
export function perGroup(what: string, optimizer: AnyOptimizer, value: unknown): number[] {
  const { length } = optimizer.paramGroups
  const list: unknown[] = Array.isArray(value) ? value : new Array(length).fill(value)
  if (list.length !== length) {
    throw new OptionError(
      `${what}: expected one value, or one for each of ${length} parameter groups, found ` +
        `${list.length} values`,
    )
  }
  return list.map(element => numberOf(what, element))
}

/** As structuredClone, but Counters stay what they are, those of a schedule of schedules too. */
function copyOfState(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOfState)
  if (!isPlainObject(value)) return structuredClone(value)
  const entries = Object.entries(value).map(([name, part]) => [name, copyOfState(part)])
  const copy = Object.fromEntries(entries) as Counter
  return isCounter(value) ? counterOf(copy) : copy
}

/** Numbers of a Python state may be tensors. */
function plain(value: unknown): unknown {
  if (value instanceof Tensor) return scalarOf(value)
  if (value instanceof Map) return Object.fromEntries(value)
  return Array.isArray(value) ? value.map(plain) : value
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`
}
