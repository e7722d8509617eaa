import { checkFunction, checkOptionNames, describeValue } from '../../base/check'
import { OptionError } from '../../base/errors'
import { Tensor } from '../../tensor'
import type { AnyOptimizer } from '../optimizer'
import { numberOf } from '../settings'
import { LRScheduler, checkOptimizer, type SchedulerState } from './scheduler'

export interface ScheduleOptions {
  /** Where to go on (default −1: begin). */
  lastEpoch?: number
}

/** Of an epoch: a factor. */
export type LrLambda = (epoch: number) => number | Tensor

abstract class FunctionLR extends LRScheduler {
  declare readonly lrLambdas: readonly LrLambda[]

  constructor(
    optimizer: AnyOptimizer,
    lrLambda: LrLambda | readonly LrLambda[],
    options: ScheduleOptions = {},
  ) {
    const what = new.target.name
    checkOptionNames(what, options, ['lastEpoch'])
    super(optimizer, { lrLambdas: functions(what, optimizer, lrLambda) }, options.lastEpoch)
  }

  protected factor(index: number): number {
    const given: unknown = this.lrLambdas[index]!(this.lastEpoch)
    const factor = given instanceof Tensor ? numberOf('lrLambda', given) : given
    if (typeof factor === 'number') return factor
    throw new OptionError(
      `${this.constructor.name}: lrLambda: expected a function that returns a number, found one ` +
        `that returned ${describeValue(given)} for epoch ${this.lastEpoch}`,
    )
  }

  /** Functions are not part of a state. */
  protected override properties(): object {
    return { ...super.properties(), lrLambdas: this.lrLambdas.map(() => null) }
  }

  override loadStateDict({ lr_lambdas: _, ...state }: SchedulerState): this {
    return super.loadStateDict(state)
  }
}

/** The first rate times a function of the epoch. PyTorch: `LambdaLR`. */
export class LambdaLR extends FunctionLR {
  override getLr(): number[] {
    return this.baseLrs.map((lr, index) => lr * this.factor(index))
  }
}

/** The last rate times a function of the epoch. PyTorch: `MultiplicativeLR`. */
export class MultiplicativeLR extends FunctionLR {
  override getLr(): number[] {
    if (this._isInitial) return this.rates
    return this.rates.map((lr, index) => lr * this.factor(index))
  }
}

function functions(what: string, optimizer: unknown, given: unknown): LrLambda[] {
  checkOptimizer(what, optimizer)
  const { length } = optimizer.paramGroups
  const list: unknown[] = Array.isArray(given) ? given : new Array(length).fill(given)
  if (list.length !== length) {
    throw new OptionError(`${what}: expected ${length} lrLambdas, found ${list.length}`)
  }
  list.forEach(lambda => checkFunction(`${what}: lrLambda`, lambda))
  return list as LrLambda[]
}
