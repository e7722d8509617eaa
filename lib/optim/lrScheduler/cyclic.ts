import { checkBoolean, checkChoice, checkFunction, describeValue } from '../../base/check'
import { OptionError } from '../../base/errors'
import type { Tensor } from '../../tensor'
import { withDefaults } from '../group'
import type { AnyOptimizer } from '../optimizer'
import { numberOf } from '../settings'
import type { ScheduleOptions } from './lambda'
import { beginMomentum, setMomentum } from './momentum'
import {
  LRScheduler,
  checkOptimizer,
  perGroup,
  setSetting,
  type Group,
  type PerGroup,
  type SchedulerState,
} from './scheduler'

/** How the cycles shrink: not, by half each, or by gamma each step. */
export type CyclicMode = 'triangular' | 'triangular2' | 'exp_range'

export interface CyclicOptions extends ScheduleOptions {
  /** Steps from the lowest rate to the highest (default 2000). */
  stepSizeUp?: number
  /** Steps back (default as many). */
  stepSizeDown?: number | null
  mode?: CyclicMode
  /** Of 'exp_range' (default 1). */
  gamma?: number | Tensor
  /** A factor of your own, of the cycle (from 1) or of the step, instead of a mode. */
  scaleFn?: ((x: number) => number) | null
  scaleMode?: 'cycle' | 'iterations'
  /** Move momentum against the rate (default true), within */
  cycleMomentum?: boolean
  /** default 0.8, */
  baseMomentum?: PerGroup
  /** default 0.9. */
  maxMomentum?: PerGroup
}

const defaults = {
  stepSizeUp: 2000,
  stepSizeDown: null as number | null,
  mode: 'triangular' as CyclicMode,
  gamma: 1 as number | Tensor,
  scaleFn: null as ((x: number) => number) | null,
  scaleMode: 'cycle' as 'cycle' | 'iterations',
  cycleMomentum: true,
  baseMomentum: 0.8 as PerGroup,
  maxMomentum: 0.9 as PerGroup,
  lastEpoch: -1,
}

const modes = ['triangular', 'triangular2', 'exp_range']

/** Up and down between two rates, Smith 2015; to be stepped after each batch. PyTorch: `CyclicLR`. */
export class CyclicLR extends LRScheduler {
  declare readonly maxLrs: number[]
  declare readonly totalSize: number
  declare readonly stepRatio: number
  declare readonly mode: CyclicMode
  declare readonly gamma: number
  declare readonly scaleMode: 'cycle' | 'iterations'
  declare readonly cycleMomentum: boolean
  declare readonly useBeta1: boolean
  declare readonly baseMomentums: number[]
  declare readonly maxMomentums: number[]
  declare protected _scaleFnCustom: ((x: number) => number) | null

  constructor(
    optimizer: AnyOptimizer,
    baseLr: PerGroup,
    maxLr: PerGroup,
    options: CyclicOptions = {},
  ) {
    const what = 'CyclicLR'
    const settings = withDefaults(what, options, defaults)
    checkOptimizer(what, optimizer)
    const { stepSizeUp, stepSizeDown, mode, scaleFn, cycleMomentum, lastEpoch } = settings
    checkSettings(what, settings)
    const gamma = numberOf(`${what}: gamma`, settings.gamma)
    const baseLrs = perGroup(`${what}: baseLr`, optimizer, baseLr)
    const maxLrs = perGroup(`${what}: maxLr`, optimizer, maxLr)
    const totalSize = stepSizeUp + (stepSizeDown ?? stepSizeUp)
    const scaleMode =
      scaleFn !== null ? settings.scaleMode : mode === 'exp_range' ? 'iterations' : 'cycle'
    const momenta = [settings.baseMomentum, settings.maxMomentum] as const
    const momentum = cycleMomentum
      ? beginMomentum(what, optimizer, momenta, lastEpoch === -1)
      : undefined
    if (lastEpoch === -1) {
      const groups = optimizer.paramGroups as unknown as Group[]
      groups.forEach((group, index) => setSetting(group, 'lr', baseLrs[index]!))
    }
    const cycle = { totalSize, stepRatio: stepSizeUp / totalSize, mode, gamma, scaleMode }
    const own = { maxLrs, ...cycle, cycleMomentum, ...momentum, _scaleFnCustom: scaleFn }
    super(optimizer, own, lastEpoch)
    this.baseLrs = baseLrs
  }

  /** How high a cycle is, of its number (from 1), or of the step. */
  scaleFn(x: number): number {
    if (this._scaleFnCustom !== null) return this._scaleFnCustom(x)
    if (this.mode === 'triangular2') return 1 / 2 ** (x - 1)
    return this.mode === 'exp_range' ? this.gamma ** x : 1
  }

  /** Sets the momentum too. */
  override getLr(): number[] {
    const { lastEpoch, totalSize, stepRatio } = this
    const cycle = Math.floor(1 + lastEpoch / totalSize)
    const x = 1 + lastEpoch / totalSize - cycle
    const position = x <= stepRatio ? x / stepRatio : (x - 1) / (stepRatio - 1)
    const height = position * this.scaleFn(this.scaleMode === 'cycle' ? cycle : lastEpoch)
    if (this.cycleMomentum) {
      this.groups.forEach((group, index) => {
        const [base, max] = [this.baseMomentums[index]!, this.maxMomentums[index]!]
        setMomentum(group, this.useBeta1, max - (max - base) * height)
      })
    }
    return this.baseLrs.map((base, index) => base + (this.maxLrs[index]! - base) * height)
  }

  /** A function is not part of a state. */
  protected override properties(): object {
    return { ...super.properties(), _scaleFnCustom: null }
  }

  override loadStateDict({ _scale_fn_custom: _, ...state }: SchedulerState): this {
    return super.loadStateDict(state)
  }
}

function checkSettings(what: string, settings: typeof defaults): void {
  const { stepSizeUp, stepSizeDown, mode, scaleFn, scaleMode, cycleMomentum } = settings
  for (const [name, size] of Object.entries({ stepSizeUp, stepSizeDown })) {
    if (size === null && name === 'stepSizeDown') continue
    if (typeof size === 'number' && size > 0) continue
    const found = describeValue(size)
    throw new OptionError(`${what}: ${name}: expected a number above 0, found ${found}`)
  }
  if (scaleFn === null) checkChoice(`${what}: mode`, mode, modes)
  else checkFunction(`${what}: scaleFn`, scaleFn)
  checkChoice(`${what}: scaleMode`, scaleMode, ['cycle', 'iterations'])
  checkBoolean(`${what}: cycleMomentum`, cycleMomentum)
}
