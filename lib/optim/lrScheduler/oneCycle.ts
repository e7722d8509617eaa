import { checkBoolean, checkChoice, checkPositiveInteger, checkProbability } from '../../base/check'
import { OptionError } from '../../base/errors'
import type { Tensor } from '../../tensor'
import { camelCase } from '../naming'
import { withDefaults } from '../group'
import type { AnyOptimizer } from '../optimizer'
import { numberOf, scalarOf } from '../settings'
import type { ScheduleOptions } from './lambda'
import { beginMomentum, setMomentum } from './momentum'
import { LRScheduler, checkOptimizer, perGroup, type Group, type PerGroup } from './scheduler'

export interface OneCycleOptions extends ScheduleOptions {
  /** Steps of the cycle; or epochs and steps of each. */
  totalSteps?: number | null
  epochs?: number | null
  stepsPerEpoch?: number | null
  /** The share of the steps in which the rate rises (default 0.3). */
  pctStart?: number
  annealStrategy?: 'cos' | 'linear'
  /** Move momentum against the rate (default true), within */
  cycleMomentum?: boolean
  /** default 0.85, */
  baseMomentum?: PerGroup
  /** default 0.95. */
  maxMomentum?: PerGroup
  /** The first rate is maxLr / divFactor (default 25). */
  divFactor?: number | Tensor
  /** The last rate is the first / finalDivFactor (default 1e4). */
  finalDivFactor?: number | Tensor
  /** Back to the first rate as it came, and then down to the last. */
  threePhase?: boolean
}

const defaults = {
  totalSteps: null as number | null,
  epochs: null as number | null,
  stepsPerEpoch: null as number | null,
  pctStart: 0.3,
  annealStrategy: 'cos' as 'cos' | 'linear',
  cycleMomentum: true,
  baseMomentum: 0.85 as PerGroup,
  maxMomentum: 0.95 as PerGroup,
  divFactor: 25 as number | Tensor,
  finalDivFactor: 1e4 as number | Tensor,
  threePhase: false,
  lastEpoch: -1,
}

/** As PyTorch writes it: names of settings of the group. */
interface Phase {
  end_step: number
  start_lr: string
  end_lr: string
  start_momentum: string
  end_momentum: string
}

/** Up once and down to almost nothing, Smith 2017; to be stepped after each batch. PyTorch: `OneCycleLR`. */
export class OneCycleLR extends LRScheduler {
  declare readonly totalSteps: number
  declare readonly cycleMomentum: boolean
  declare readonly useBeta1: boolean
  declare protected readonly _schedulePhases: readonly Phase[]
  declare protected readonly _annealFuncType: 'cos' | 'linear'

  constructor(optimizer: AnyOptimizer, maxLr: PerGroup, options: OneCycleOptions = {}) {
    const what = 'OneCycleLR'
    const settings = withDefaults(what, options, defaults)
    checkOptimizer(what, optimizer)
    checkSettings(what, settings)
    const { annealStrategy, cycleMomentum, lastEpoch } = settings
    const divFactor = numberOf(`${what}: divFactor`, settings.divFactor)
    const finalDivFactor = numberOf(`${what}: finalDivFactor`, settings.finalDivFactor)
    const totalSteps = stepsOf(what, settings)
    const maxLrs = perGroup(`${what}: maxLr`, optimizer, maxLr)
    const momenta = [settings.baseMomentum, settings.maxMomentum] as const
    const isNew = lastEpoch === -1
    const momentum = cycleMomentum
      ? { useBeta1: beginMomentum(what, optimizer, momenta, isNew).useBeta1 }
      : {}
    if (isNew) {
      const groups = optimizer.paramGroups as unknown as Group[]
      groups.forEach((group, index) => {
        const initialLr = maxLrs[index]! / divFactor
        const minLr = initialLr / finalDivFactor
        Object.assign(group, { initialLr, maxLr: maxLrs[index], minLr })
      })
    }
    const phases = phasesOf(settings, totalSteps)
    const own = { totalSteps, cycleMomentum, ...momentum }
    super(
      optimizer,
      { ...own, _schedulePhases: phases, _annealFuncType: annealStrategy },
      lastEpoch,
    )
  }

  /** Sets the momentum too. */
  override getLr(): number[] {
    const { lastEpoch, totalSteps, _schedulePhases: phases } = this
    if (lastEpoch > totalSteps) {
      throw new OptionError(
        `OneCycleLR: tried to step ${lastEpoch} times; the specified number of total steps is ` +
          `${totalSteps}`,
      )
    }
    const found = phases.findIndex(phase => lastEpoch <= phase.end_step)
    const index = found < 0 ? phases.length - 1 : found
    const phase = phases[index]!
    const start = index === 0 ? 0 : phases[index - 1]!.end_step
    const length = phase.end_step - start
    const done = length === 0 ? 1 : (lastEpoch - start) / length
    return this.groups.map(group => {
      const between = (from: string, to: string): number =>
        anneal(
          this._annealFuncType,
          scalarOf(group[camelCase(from)] as number | Tensor),
          scalarOf(group[camelCase(to)] as number | Tensor),
          done,
        )
      if (this.cycleMomentum) {
        setMomentum(group, this.useBeta1, between(phase.start_momentum, phase.end_momentum))
      }
      return between(phase.start_lr, phase.end_lr)
    })
  }
}

function anneal(strategy: 'cos' | 'linear', start: number, end: number, done: number): number {
  return strategy === 'linear'
    ? (end - start) * done + start
    : end + ((start - end) / 2) * (Math.cos(Math.PI * done) + 1)
}

function phasesOf({ pctStart, threePhase }: typeof defaults, totalSteps: number): Phase[] {
  const phase = (end_step: number, lrs: string, momenta: string): Phase => {
    const [start_lr, end_lr] = lrs.split(' ') as [string, string]
    const [start_momentum, end_momentum] = momenta.split(' ') as [string, string]
    return { end_step, start_lr, end_lr, start_momentum, end_momentum }
  }
  const rise = phase(pctStart * totalSteps - 1, 'initial_lr max_lr', 'max_momentum base_momentum')
  if (!threePhase) {
    return [rise, phase(totalSteps - 1, 'max_lr min_lr', 'base_momentum max_momentum')]
  }
  return [
    rise,
    phase(2 * pctStart * totalSteps - 2, 'max_lr initial_lr', 'base_momentum max_momentum'),
    phase(totalSteps - 1, 'initial_lr min_lr', 'max_momentum max_momentum'),
  ]
}

function stepsOf(what: string, { totalSteps, epochs, stepsPerEpoch }: typeof defaults): number {
  if (totalSteps !== null) {
    checkPositiveInteger(`${what}: totalSteps`, totalSteps)
    return totalSteps
  }
  if (epochs === null || stepsPerEpoch === null) {
    throw new OptionError(
      `${what}: you must define either totalSteps or both epochs and stepsPerEpoch`,
    )
  }
  checkPositiveInteger(`${what}: epochs`, epochs)
  checkPositiveInteger(`${what}: stepsPerEpoch`, stepsPerEpoch)
  return epochs * stepsPerEpoch
}

function checkSettings(what: string, settings: typeof defaults): void {
  checkProbability(`${what}: pctStart`, settings.pctStart)
  checkChoice(`${what}: annealStrategy`, settings.annealStrategy, ['cos', 'linear'])
  checkBoolean(`${what}: cycleMomentum`, settings.cycleMomentum)
  checkBoolean(`${what}: threePhase`, settings.threePhase)
}
