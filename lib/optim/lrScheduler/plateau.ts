import { checkChoice, checkCount, checkNumber, describeValue } from '../../base/check'
import { OptionError } from '../../base/errors'
import { Tensor } from '../../tensor'
import { withDefaults } from '../group'
import type { AnyOptimizer } from '../optimizer'
import { numberOf, scalarOf } from '../settings'
import {
  LRScheduler,
  checkEpoch,
  checkOptimizer,
  perGroup,
  setSetting,
  type PerGroup,
  type SchedulerState,
} from './scheduler'

interface Settings {
  /** Whether the metric is to fall (default) or to rise. */
  mode: 'min' | 'max'
  /** Below 1 (default 0.1). */
  factor: number | Tensor
  /** Epochs without progress that are waited for (default 10). */
  patience: number
  /** What counts as progress (default 1e-4), */
  threshold: number
  /** as a share of the best metric (default), or as it is. */
  thresholdMode: 'rel' | 'abs'
  /** Epochs after a reduction in which nothing is counted (default 0). */
  cooldown: number
  /** The lowest rate, or one for each group (default 0). */
  minLr: PerGroup
  /** A change of the rate that is not worth it (default 1e-8). */
  eps: number
}

export type PlateauOptions = Partial<Settings>

type Checked = Omit<Settings, 'minLr'> & { factor: number }

const defaults: Settings = {
  mode: 'min',
  factor: 0.1,
  patience: 10,
  threshold: 1e-4,
  thresholdMode: 'rel',
  cooldown: 0,
  minLr: 0,
  eps: 1e-8,
}

/** × factor where a metric makes no progress: `step(loss)`. PyTorch: `ReduceLROnPlateau`. */
export class ReduceLROnPlateau extends LRScheduler {
  declare readonly factor: number
  declare readonly defaultMinLr: number | null
  declare minLrs: number[]
  declare readonly patience: number
  declare readonly cooldown: number
  declare readonly eps: number
  declare readonly mode: 'min' | 'max'
  declare readonly threshold: number
  declare readonly thresholdMode: 'rel' | 'abs'
  declare readonly modeWorse: number
  declare best: number
  declare cooldownCounter: number
  declare numBadEpochs: number

  constructor(optimizer: AnyOptimizer, options: PlateauOptions = {}) {
    const what = 'ReduceLROnPlateau'
    const { minLr, ...given } = withDefaults(what, options, defaults)
    const settings = { ...given, factor: numberOf(`${what}: factor`, given.factor) }
    checkSettings(what, settings)
    checkOptimizer(what, optimizer)
    const minLrs = perGroup(`${what}: minLr`, optimizer, minLr)
    const modeWorse = settings.mode === 'min' ? Infinity : -Infinity
    const own = {
      ...settings,
      defaultMinLr: Array.isArray(minLr) ? null : minLrs[0]!,
      minLrs,
      modeWorse,
      best: modeWorse,
      cooldownCounter: 0,
      numBadEpochs: 0,
    }
    super(optimizer, own, null)
    this._lastLr = this.rates
  }

  /** Whether reductions are not counted at the moment. */
  get inCooldown(): boolean {
    return this.cooldownCounter > 0
  }

  /** Takes the metric of an epoch: a number, or a tensor of one element. */
  override step(metric?: unknown, epoch?: number | null): void {
    const current = metric instanceof Tensor ? scalarOf(metric) : metric
    if (typeof current !== 'number') {
      throw new OptionError(
        `ReduceLROnPlateau.step: expected a metric, found ${describeValue(metric)}`,
      )
    }
    this.lastEpoch = checkEpoch('ReduceLROnPlateau', epoch) ?? this.lastEpoch + 1
    if (this.isBetter(current)) {
      this.best = current
      this.numBadEpochs = 0
    } else ++this.numBadEpochs
    if (this.inCooldown) {
      --this.cooldownCounter
      this.numBadEpochs = 0
    }
    if (this.numBadEpochs > this.patience) {
      this.reduce()
      this.cooldownCounter = this.cooldown
      this.numBadEpochs = 0
    }
    this._lastLr = this.rates
  }

  override loadStateDict(state: SchedulerState): this {
    super.loadStateDict(state)
    checkSettings('ReduceLROnPlateau.loadStateDict', this)
    return this
  }

  protected isBetter(metric: number): boolean {
    const { mode, threshold, thresholdMode, best } = this
    const sign = mode === 'min' ? -1 : 1
    const bound = thresholdMode === 'rel' ? best * (1 + sign * threshold) : best + sign * threshold
    return mode === 'min' ? metric < bound : metric > bound
  }

  protected reduce(): void {
    const { length } = this.groups
    if (length !== this.minLrs.length) {
      if (this.defaultMinLr === null) {
        throw new OptionError(
          `ReduceLROnPlateau: expected minLrs for each of ${length} parameter groups, found ` +
            `${this.minLrs.length}; a group was added: set minLrs`,
        )
      }
      this.minLrs = new Array<number>(length).fill(this.defaultMinLr)
    }
    this.groups.forEach((group, index) => {
      const old = scalarOf(group.lr)
      const reduced = Math.max(old * this.factor, this.minLrs[index]!)
      if (old - reduced > this.eps) setSetting(group, 'lr', reduced)
    })
  }
}

function checkSettings(what: string, settings: Checked): void {
  const { mode, thresholdMode, factor } = settings
  checkChoice(`${what}: mode`, mode, ['min', 'max'])
  checkChoice(`${what}: thresholdMode`, thresholdMode, ['rel', 'abs'])
  for (const name of ['factor', 'threshold', 'eps'] as const)
    checkNumber(`${what}: ${name}`, settings[name])
  for (const name of ['patience', 'cooldown'] as const)
    checkCount(`${what}: ${name}`, settings[name])
  if (factor >= 1)
    throw new OptionError(`${what}: factor: expected a factor below 1, found ${factor}`)
}
