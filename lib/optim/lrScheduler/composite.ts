/** Schedules made of schedules. */
import { checkOptionNames, describeValue } from '../../base/check'
import { OptionError } from '../../base/errors'
import type { AnyOptimizer } from '../optimizer'
import { scalarOf } from '../settings'
import type { ScheduleOptions } from './lambda'
import { ReduceLROnPlateau } from './plateau'
import { LRScheduler, checkOptimizer, setSetting, type SchedulerState } from './scheduler'

abstract class CompositeLR extends LRScheduler {
  declare protected readonly _schedulers: readonly LRScheduler[]

  protected override properties(): object {
    const states = this._schedulers.map(scheduler => scheduler.stateDict())
    return { ...super.properties(), _schedulers: states }
  }

  override loadStateDict({ _schedulers: states, ...state }: SchedulerState): this {
    if (!Array.isArray(states) || states.length !== this._schedulers.length) {
      throw new OptionError(
        `${this.constructor.name}.loadStateDict: _schedulers: expected the states of ` +
          `${this._schedulers.length} schedulers, found ${describeValue(states)}`,
      )
    }
    super.loadStateDict(state)
    this._schedulers.forEach((scheduler, index) =>
      scheduler.loadStateDict(states[index] as SchedulerState),
    )
    return this
  }

  /** Takes back the step that each schedule took when it was made. */
  protected undo(): void {
    for (const scheduler of this._schedulers) {
      if (scheduler instanceof CompositeLR) scheduler.undo()
      else --scheduler.lastEpoch
    }
  }
}

/** One schedule after the other, the next one from each milestone on. PyTorch: `SequentialLR`. */
export class SequentialLR extends CompositeLR {
  declare protected readonly _milestones: readonly number[]

  constructor(
    optimizer: AnyOptimizer,
    schedulers: readonly LRScheduler[],
    milestones: readonly number[],
    options: ScheduleOptions = {},
  ) {
    checkOptionNames('SequentialLR', options, ['lastEpoch'])
    checkSchedulers('SequentialLR', schedulers, optimizer)
    if (!Array.isArray(milestones) || milestones.length !== schedulers.length - 1) {
      throw new OptionError(
        'SequentialLR expects number of schedulers provided to be one more than the number of ' +
          `milestone points, found ${schedulers.length} schedulers and ` +
          (Array.isArray(milestones) ? milestones.length : describeValue(milestones)),
      )
    }
    super(
      optimizer,
      { _schedulers: [...schedulers], _milestones: milestones.slice() as number[] },
      null,
    )
    this.lastEpoch = (options.lastEpoch ?? -1) + 1
    for (const group of this.groups) setSetting(group, 'lr', scalarOf(group.initialLr!))
    this.undo()
    const first = this.schedulerAt(0)[0]
    first._initialStep()
    this._lastLr = first.getLastLr()
  }

  override step(): void {
    ++this.lastEpoch
    const [scheduler, isNew] = this.schedulerAt(this.lastEpoch)
    if (isNew) scheduler._updateLr(0)
    else scheduler.step()
    this._lastLr = scheduler.getLastLr()
  }

  /** And whether the epoch is its first. */
  protected schedulerAt(epoch: number): [LRScheduler, boolean] {
    const index = bisectRight(this._milestones, epoch)
    return [this._schedulers[index]!, index > 0 && this._milestones[index - 1] === epoch]
  }
}

export interface ChainedOptions {
  /** That of the schedulers. */
  optimizer?: AnyOptimizer
}

/** All schedules at each step, each on what the one before made of the rate. PyTorch: `ChainedScheduler`. */
export class ChainedScheduler extends CompositeLR {
  constructor(schedulers: readonly LRScheduler[], options: ChainedOptions = {}) {
    checkOptionNames('ChainedScheduler', options, ['optimizer'])
    const [first] = Array.isArray(schedulers) ? (schedulers as Partial<LRScheduler>[]) : []
    const optimizer = options.optimizer ?? first?.optimizer
    checkSchedulers('ChainedScheduler', schedulers, optimizer)
    super(optimizer!, { _schedulers: [...schedulers] }, null)
    this._lastLr = this.rates
  }

  override step(): void {
    for (const scheduler of this._schedulers) scheduler.step()
    this._lastLr = this.rates
  }
}

function checkSchedulers(what: string, schedulers: unknown, optimizer: unknown): void {
  if (!Array.isArray(schedulers) || schedulers.length === 0) {
    throw new OptionError(
      `${what}: expected an array of at least one scheduler, found ${describeValue(schedulers)}`,
    )
  }
  schedulers.forEach((scheduler: unknown, index) => {
    if (!(scheduler instanceof LRScheduler)) {
      const found = describeValue(scheduler)
      throw new OptionError(`${what}: schedulers[${index}]: expected a scheduler, found ${found}`)
    }
    if (scheduler instanceof ReduceLROnPlateau) {
      throw new OptionError(
        `${what} does not support ReduceLROnPlateau, whose step needs a metric, but got one at ` +
          `index ${index}`,
      )
    }
    if (scheduler.optimizer !== optimizer) {
      throw new OptionError(
        `${what} expects all schedulers to belong to the same optimizer, but ` +
          `${scheduler.constructor.name} at index ${index} has another`,
      )
    }
  })
  checkOptimizer(what, optimizer)
}

/** As Python's, also of milestones that are in no order. */
function bisectRight(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (value < sorted[middle]!) high = middle
    else low = middle + 1
  }
  return low
}
