import { checkChoice, checkCount, checkOptionNames } from '../../base/check'
import { LRScheduler, checkOptimizer, perGroup, type PerGroup } from '../lrScheduler/scheduler'
import type { ScheduleOptions } from '../lrScheduler/lambda'
import type { Tensor } from '../../tensor'
import type { AnyOptimizer } from '../optimizer'
import { scalarOf } from '../settings'

export interface SWALROptions extends ScheduleOptions {
  /** Epochs until the rate is reached (default 10). */
  annealEpochs?: number
  annealStrategy?: 'cos' | 'linear'
}

/** From whatever the rate is to a fixed one, for averaging. PyTorch: `torch.optim.swa_utils.SWALR`. */
export class SWALR extends LRScheduler {
  declare readonly annealEpochs: number
  declare protected readonly _annealStrategy: 'cos' | 'linear'

  constructor(optimizer: AnyOptimizer, swaLr: PerGroup, options: SWALROptions = {}) {
    checkOptionNames('SWALR', options, ['annealEpochs', 'annealStrategy', 'lastEpoch'])
    const { annealEpochs = 10, annealStrategy = 'cos', lastEpoch } = options
    checkOptimizer('SWALR', optimizer)
    checkChoice('SWALR: annealStrategy', annealStrategy, ['cos', 'linear'])
    checkCount('SWALR: annealEpochs', annealEpochs)
    const rates = perGroup('SWALR: swaLr', optimizer, swaLr)
    optimizer.paramGroups.forEach((group, index) => Object.assign(group, { swaLr: rates[index] }))
    super(optimizer, { annealEpochs, _annealStrategy: annealStrategy }, lastEpoch)
  }

  override getLr(): number[] {
    const step = this._stepCount - 1
    const current = this.annealEpochs === 0 ? Math.max(1, step) : step
    const [before, now] = [this.shareAt(current - 1), this.shareAt(current)]
    return this.groups.map(group => {
      const [lr, swaLr] = [scalarOf(group.lr), scalarOf(group.swaLr as number | Tensor)]
      const initial = before === 1 ? swaLr : (lr - before * swaLr) / (1 - before)
      return swaLr * now + initial * (1 - now)
    })
  }

  /** How much of the way is gone after so many steps, from 0 to 1. */
  protected shareAt(step: number): number {
    const t = Math.max(0, Math.min(1, step / Math.max(1, this.annealEpochs)))
    return this._annealStrategy === 'linear' ? t : (1 - Math.cos(Math.PI * t)) / 2
  }
}
