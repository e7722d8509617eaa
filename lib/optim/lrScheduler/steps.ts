/** Schedules that multiply the rate by a factor, at once or bit by bit. */
import { checkOptionNames, checkPositiveInteger, describeValue } from '../../base/check'
import { counterOf, type Counter } from '../../base/counter'
import { OptionError } from '../../base/errors'
import { Tensor } from '../../tensor'
import type { AnyOptimizer } from '../optimizer'
import { checkAtLeast, numberOf } from '../settings'
import type { ScheduleOptions } from './lambda'
import { LRScheduler } from './scheduler'

export interface DecayOptions extends ScheduleOptions {
  /** The factor (default 0.1). */
  gamma?: number | Tensor
}

/** × gamma every `stepSize` epochs. PyTorch: `StepLR`. */
export class StepLR extends LRScheduler {
  declare readonly stepSize: number
  declare readonly gamma: number

  constructor(optimizer: AnyOptimizer, stepSize: number, options: DecayOptions = {}) {
    const { gamma, lastEpoch } = decay('StepLR', options)
    checkPositiveInteger('StepLR: stepSize', stepSize)
    super(optimizer, { stepSize, gamma }, lastEpoch)
  }

  override getLr(): number[] {
    const { lastEpoch, stepSize } = this
    const isStep = lastEpoch !== 0 && lastEpoch % stepSize === 0
    return isStep ? this.rates.map(lr => lr * this.gamma) : this.rates
  }

  protected override closedForm(): number[] {
    const factor = this.gamma ** Math.floor(this.lastEpoch / this.stepSize)
    return this.baseLrs.map(lr => lr * factor)
  }
}

/** × gamma at each milestone. PyTorch: `MultiStepLR`. */
export class MultiStepLR extends LRScheduler {
  /** How often each epoch was given. */
  declare readonly milestones: Readonly<Record<number, number>>
  declare readonly gamma: number

  constructor(optimizer: AnyOptimizer, milestones: Iterable<number>, options: DecayOptions = {}) {
    const { gamma, lastEpoch } = decay('MultiStepLR', options)
    super(optimizer, { milestones: counted(milestones), gamma }, lastEpoch)
  }

  override getLr(): number[] {
    const count = this.milestones[this.lastEpoch]
    return count === undefined ? this.rates : this.rates.map(lr => lr * this.gamma ** count)
  }

  /** Python looks the counts of epochs up that are no milestones, which a dict has not. */
  protected override properties(): object {
    return { ...super.properties(), milestones: counterOf(this.milestones) }
  }

  protected override closedForm(): number[] {
    const passed = Object.entries(this.milestones)
      .filter(([epoch]) => Number(epoch) <= this.lastEpoch)
      .reduce((sum, [, count]) => sum + count, 0)
    return this.baseLrs.map(lr => lr * this.gamma ** passed)
  }
}

function counted(milestones: unknown): Counter {
  if (typeof milestones !== 'object' || milestones === null || !(Symbol.iterator in milestones)) {
    const found = describeValue(milestones)
    throw new OptionError(`MultiStepLR: milestones: expected an array of epochs, found ${found}`)
  }
  const counts: Counter = {}
  for (const epoch of milestones as Iterable<unknown>) {
    if (typeof epoch !== 'number') {
      const found = describeValue(epoch)
      throw new OptionError(`MultiStepLR: milestones: expected numbers of epochs, found ${found}`)
    }
    counts[epoch] = (counts[epoch] ?? 0) + 1
  }
  return counts
}

export interface ConstantOptions extends ScheduleOptions {
  /** From 0 to 1 (default 1/3). */
  factor?: number | Tensor
  /** Epochs until the rate is the optimizer's (default 5). */
  totalIters?: number
}

/** × factor, until `totalIters` epochs are done. PyTorch: `ConstantLR`. */
export class ConstantLR extends LRScheduler {
  declare readonly factor: number
  declare readonly totalIters: number

  constructor(optimizer: AnyOptimizer, options: ConstantOptions = {}) {
    checkOptionNames('ConstantLR', options, ['factor', 'totalIters', 'lastEpoch'])
    const { totalIters = 5, lastEpoch } = options
    const factor = factorOf('ConstantLR: factor', options.factor ?? 1 / 3)
    checkAtLeast('ConstantLR: totalIters', totalIters, 0)
    super(optimizer, { factor, totalIters }, lastEpoch)
  }

  override getLr(): number[] {
    const { lastEpoch, factor, totalIters } = this
    if (lastEpoch === 0) return this.rates.map(lr => lr * factor)
    return lastEpoch === totalIters ? this.rates.map(lr => lr * (1 / factor)) : this.rates
  }

  protected override closedForm(): number[] {
    const factor = this.lastEpoch >= this.totalIters ? 1 : this.factor
    return this.baseLrs.map(lr => lr * factor)
  }
}

export interface LinearOptions extends ScheduleOptions {
  /** Above 0, to 1 (default 1/3). */
  startFactor?: number | Tensor
  /** From 0 to 1 (default 1). */
  endFactor?: number | Tensor
  /** Epochs from one to the other (default 5). */
  totalIters?: number
}

/** Factors on a line from one to another. PyTorch: `LinearLR`. */
export class LinearLR extends LRScheduler {
  declare readonly startFactor: number
  declare readonly endFactor: number
  declare readonly totalIters: number

  constructor(optimizer: AnyOptimizer, options: LinearOptions = {}) {
    checkOptionNames('LinearLR', options, ['startFactor', 'endFactor', 'totalIters', 'lastEpoch'])
    const { totalIters = 5, lastEpoch } = options
    const startFactor = factorOf('LinearLR: startFactor', options.startFactor ?? 1 / 3)
    if (startFactor === 0)
      throw new OptionError('LinearLR: startFactor: expected a factor above 0, found 0')
    const endFactor = factorOf('LinearLR: endFactor', options.endFactor ?? 1)
    checkAtLeast('LinearLR: totalIters', totalIters, 0)
    super(optimizer, { startFactor, endFactor, totalIters }, lastEpoch)
  }

  override getLr(): number[] {
    const { lastEpoch, startFactor, endFactor, totalIters } = this
    if (lastEpoch === 0) return this.rates.map(lr => lr * startFactor)
    if (this._isInitial || lastEpoch > totalIters) return this.rates
    const rise = endFactor - startFactor
    const growth = 1 + rise / (totalIters * startFactor + (lastEpoch - 1) * rise)
    return this.rates.map(lr => lr * growth)
  }

  protected override closedForm(): number[] {
    const { lastEpoch, startFactor, endFactor, totalIters } = this
    const done = Math.min(totalIters, lastEpoch) / totalIters
    return this.baseLrs.map(lr => lr * (startFactor + (endFactor - startFactor) * done))
  }
}

/** × gamma each epoch. PyTorch: `ExponentialLR`. */
export class ExponentialLR extends LRScheduler {
  declare readonly gamma: number

  constructor(optimizer: AnyOptimizer, gamma: number | Tensor, options: ScheduleOptions = {}) {
    checkOptionNames('ExponentialLR', options, ['lastEpoch'])
    const factor = numberOf('ExponentialLR: gamma', gamma)
    super(optimizer, { gamma: factor }, options.lastEpoch)
  }

  override getLr(): number[] {
    return this._isInitial ? this.rates : this.rates.map(lr => lr * this.gamma)
  }

  protected override closedForm(): number[] {
    return this.baseLrs.map(lr => lr * this.gamma ** this.lastEpoch)
  }
}

export interface PolynomialOptions extends ScheduleOptions {
  /** Epochs until the rate is 0 (default 5). */
  totalIters?: number
  /** The power of the polynomial (default 1). */
  power?: number | Tensor
}

/** Down to 0 by (1 − t/T)^power. PyTorch: `PolynomialLR`. */
export class PolynomialLR extends LRScheduler {
  declare readonly totalIters: number
  declare readonly power: number

  constructor(optimizer: AnyOptimizer, options: PolynomialOptions = {}) {
    checkOptionNames('PolynomialLR', options, ['totalIters', 'power', 'lastEpoch'])
    const { totalIters = 5, lastEpoch } = options
    checkAtLeast('PolynomialLR: totalIters', totalIters, 0)
    const power = numberOf('PolynomialLR: power', options.power ?? 1)
    super(optimizer, { totalIters, power }, lastEpoch)
  }

  override getLr(): number[] {
    const { lastEpoch, totalIters, power } = this
    if (this._isInitial || lastEpoch > totalIters) return this.rates
    const ratio = (1 - lastEpoch / totalIters) / (1 - (lastEpoch - 1) / totalIters)
    return this.rates.map(lr => lr * ratio ** power)
  }

  protected override closedForm(): number[] {
    const { lastEpoch, totalIters, power } = this
    const left = (1 - Math.min(totalIters, lastEpoch) / totalIters) ** power
    return this.baseLrs.map(lr => lr * left)
  }
}

function decay(what: string, options: DecayOptions): { gamma: number; lastEpoch?: number } {
  checkOptionNames(what, options, ['gamma', 'lastEpoch'])
  return { ...options, gamma: numberOf(`${what}: gamma`, options.gamma ?? 0.1) }
}

function factorOf(what: string, value: unknown): number {
  const factor = value instanceof Tensor ? numberOf(what, value) : value
  if (typeof factor === 'number' && factor >= 0 && factor <= 1) return factor
  const found = describeValue(value)
  throw new OptionError(`${what}: expected a factor between 0 and 1, found ${found}`)
}
