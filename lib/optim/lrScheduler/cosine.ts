import { checkOptionNames, checkPositiveInteger, describeValue } from '../../base/check'
import { OptionError } from '../../base/errors'
import type { Tensor } from '../../tensor'
import type { AnyOptimizer } from '../optimizer'
import { numberOf } from '../settings'
import type { ScheduleOptions } from './lambda'
import { LRScheduler } from './scheduler'

export interface CosineOptions extends ScheduleOptions {
  /** The lowest rate (default 0). */
  etaMin?: number | Tensor
}

/** Down along a cosine in `TMax` epochs, and up again. PyTorch: `CosineAnnealingLR`. */
export class CosineAnnealingLR extends LRScheduler {
  declare readonly TMax: number
  declare readonly etaMin: number

  constructor(optimizer: AnyOptimizer, TMax: number, options: CosineOptions = {}) {
    checkOptionNames('CosineAnnealingLR', options, ['etaMin', 'lastEpoch'])
    const { lastEpoch } = options
    const etaMin = numberOf('CosineAnnealingLR: etaMin', options.etaMin ?? 0)
    if (!(typeof TMax === 'number' && TMax > 0)) {
      const found = describeValue(TMax)
      throw new OptionError(`CosineAnnealingLR: TMax: expected a number above 0, found ${found}`)
    }
    super(optimizer, { TMax, etaMin }, lastEpoch)
  }

  override getLr(): number[] {
    const { lastEpoch, TMax, etaMin, rates } = this
    if (this._isInitial) return rates
    if (this._stepCount === 1 && lastEpoch > 0) return this.closedForm()
    if ((lastEpoch - 1 - TMax) % (2 * TMax) === 0) {
      const rise = (1 - Math.cos(Math.PI / TMax)) / 2
      return rates.map((lr, index) => lr + (this.baseLrs[index]! - etaMin) * rise)
    }
    const height = (epoch: number): number => 1 + Math.cos((Math.PI * epoch) / TMax)
    const ratio = height(lastEpoch) / height(lastEpoch - 1)
    return rates.map(lr => ratio * (lr - etaMin) + etaMin)
  }

  protected override closedForm(): number[] {
    const { lastEpoch, TMax, etaMin } = this
    return this.baseLrs.map(lr => cosine(lr, etaMin, lastEpoch / TMax))
  }
}

export interface RestartOptions extends CosineOptions {
  /** How many times longer each run is than the one before (default 1). */
  TMult?: number
}

/**
 * Down along a cosine in `T0` epochs, then anew. A step may be a part of an epoch: `step(2.5)`.
 * PyTorch: `CosineAnnealingWarmRestarts`.
 */
export class CosineAnnealingWarmRestarts extends LRScheduler {
  declare readonly T0: number
  declare readonly TMult: number
  declare readonly etaMin: number
  /** The length of this run, and how much of it is done. */
  declare TI: number
  declare TCur: number

  constructor(optimizer: AnyOptimizer, T0: number, options: RestartOptions = {}) {
    const what = 'CosineAnnealingWarmRestarts'
    checkOptionNames(what, options, ['TMult', 'etaMin', 'lastEpoch'])
    const { TMult = 1, lastEpoch = -1 } = options
    checkPositiveInteger(`${what}: T0`, T0)
    checkPositiveInteger(`${what}: TMult`, TMult)
    const etaMin = numberOf(`${what}: etaMin`, options.etaMin ?? 0)
    super(optimizer, { T0, TI: T0, TMult, etaMin, TCur: lastEpoch }, lastEpoch)
  }

  override getLr(): number[] {
    return this.baseLrs.map(lr => cosine(lr, this.etaMin, this.TCur / this.TI))
  }

  /** The next epoch, or any, fractions too; that is not deprecated here. */
  override step(epoch?: number | null): void {
    const given = epoch ?? (this.lastEpoch < 0 ? 0 : undefined)
    if (given === undefined) this.next()
    else this.goTo(given)
    this.setRates(this.getLr())
  }

  protected next(): void {
    ++this.lastEpoch
    if (++this.TCur < this.TI) return
    this.TCur %= this.TI
    this.TI *= this.TMult
  }

  protected goTo(epoch: number): void {
    if (!(typeof epoch === 'number' && epoch >= 0)) {
      const found = describeValue(epoch)
      throw new OptionError(`${this.constructor.name}: expected non-negative epoch, found ${found}`)
    }
    const { T0, TMult } = this
    this.lastEpoch = Math.floor(epoch)
    if (epoch < T0) {
      this.TI = T0
      this.TCur = epoch
    } else if (TMult === 1) {
      this.TCur = epoch % T0
    } else {
      const runs = Math.trunc(Math.log((epoch / T0) * (TMult - 1) + 1) / Math.log(TMult))
      this.TCur = epoch - (T0 * (TMult ** runs - 1)) / (TMult - 1)
      this.TI = T0 * TMult ** runs
    }
  }
}

/** From `high` at 0 to `low` at 1. */
function cosine(high: number, low: number, position: number): number {
  return low + ((high - low) * (1 + Math.cos(Math.PI * position))) / 2
}
