/** Figures of each class, and one figure of all of them. */
import { checkChoice, checkOptionNames, checkPositiveInteger, describeValue } from '../base/check'
import { OptionError } from '../base/errors'
import type { Tensor } from '../tensor'
import { ConfusionMetric, type Counts } from './confusion'
import type { MetricState } from './metric'
import { checkSamples, countSamples, readSamples } from './samplewise'
import type { StateShapes } from './stateCheck'
import { taskOptions, taskSettings, type Task, type TaskOptions, type TaskSettings } from './task'

/**
 * 'micro' counts all classes as one, 'macro' is the mean over classes, 'weighted' that by how often
 * they are targets, and 'none' is a figure for each.
 */
export type Average = 'micro' | 'macro' | 'weighted' | 'none'

/** Dimensions beside samples and classes count as samples, or make a figure for each sample. */
export type MultidimAverage = 'global' | 'samplewise'

type OfClasses<A extends Average, T extends Task> = T extends 'binary'
  ? number
  : A extends 'none'
    ? number[]
    : number

/**
 * An array of a figure for each class with 'none', but of two classes a number; one of these for
 * each sample with 'samplewise'.
 */
export type Averaged<
  A extends Average,
  M extends MultidimAverage = 'global',
  T extends Task = 'multiclass',
> = M extends 'global' ? OfClasses<A, T> : OfClasses<A, T>[]

export interface AverageOptions<
  A extends Average,
  M extends MultidimAverage = 'global',
  T extends Task = Task,
> extends TaskOptions<T> {
  /** Default 'micro'. */
  average?: A
  /** How many of the best scores may hold the target (default 1); 'multiclass'. */
  topK?: number
  /** Default 'global'. */
  multidimAverage?: M
}

export interface RatioOptions<
  A extends Average,
  M extends MultidimAverage = 'global',
  T extends Task = Task,
> extends AverageOptions<A, M, T> {
  /** The figure of a class where there is nothing to divide by (default 0). */
  zeroDivision?: 0 | 1
}

export const averageOptions = [...taskOptions, 'average', 'topK', 'multidimAverage']
export const ratioOptions = [...averageOptions, 'zeroDivision']
export const averages = ['micro', 'macro', 'weighted', 'none']

export interface AverageSettings extends TaskSettings {
  average: Average
  topK: number
  isSamplewise: boolean
  zeroDivision: number
}

export function averageSettings(
  what: string,
  options: RatioOptions<Average, MultidimAverage>,
  known: readonly string[],
  needsCount: boolean,
): AverageSettings {
  checkOptionNames(what, options, known)
  const { average = 'micro', topK = 1, multidimAverage = 'global', zeroDivision = 0 } = options
  checkChoice(`${what}: average`, average, averages)
  checkChoice(`${what}: multidimAverage`, multidimAverage, ['global', 'samplewise'])
  if (![0, 1].includes(zeroDivision)) {
    const found = describeValue(zeroDivision)
    throw new OptionError(`${what}: zeroDivision: expected 0 or 1, found ${found}`)
  }
  checkPositiveInteger(`${what}: topK`, topK)
  const isSamplewise = multidimAverage === 'samplewise'
  const needsClasses = needsCount || isSamplewise || average !== 'micro'
  const settings = taskSettings(what, options, needsClasses)
  if (settings.task !== 'multiclass' && topK !== 1)
    throw new OptionError(`${what}: topK: expected 1 for the task ${settings.task}, found ${topK}`)
  if (settings.count > 1 && topK > settings.count)
    throw new OptionError(
      `${what}: topK: expected at most the ${settings.count} classes, found ${topK}`,
    )
  return { ...settings, average, topK, isSamplewise, zeroDivision }
}

/** a / b, and 0 where there is nothing to divide by. */
export function ratio(a: number, b: number): number {
  return b === 0 ? 0 : a / b
}

/** Says in `score` what is made of the counts of a class. */
export abstract class AveragedMetric<
  A extends Average,
  M extends MultidimAverage = 'global',
  T extends Task = 'multiclass',
> extends ConfusionMetric<Averaged<A, M, T>> {
  protected readonly average: Average
  protected readonly isSamplewise: boolean
  readonly #zeroDivision: number

  constructor(settings: AverageSettings) {
    super(settings, settings.topK)
    this.average = settings.average
    this.isSamplewise = settings.isSamplewise
    this.#zeroDivision = settings.zeroDivision
  }

  protected abstract score(counts: Counts): number

  /** From 0 to 1. */
  compute(): Averaged<A, M, T> {
    const figures = this.isSamplewise
      ? readSamples(this.tensor('samples')).map(counts => this.averaged(counts))
      : this.averaged(this.counts())
    return figures as Averaged<A, M, T>
  }

  protected override get lists(): readonly string[] {
    return this.isSamplewise ? ['samples'] : []
  }

  protected override get stateShapes(): StateShapes | null {
    return this.isSamplewise ? { samples: ['samples', this.settings.count, 4] } : super.stateShapes
  }

  protected override accumulate(preds: Tensor, target: Tensor): MetricState {
    if (!this.isSamplewise) return super.accumulate(preds, target)
    const flat = this.rows(preds, target)
    checkSamples(this.constructor.name, target, this.settings)
    return { samples: countSamples(flat, target.size(0), this.settings, this.topK) }
  }

  /** All, as torchmetrics has it where hits and misses are counted. */
  protected override judged(): null {
    return null
  }

  /** a / b, and `zeroDivision` where there is nothing to divide by. */
  protected ratio(a: number, b: number): number {
    return b === 0 ? this.#zeroDivision : a / b
  }

  protected averaged(counts: readonly Counts[]): number | number[] {
    if (this.settings.task === 'binary') return this.score(counts[0]!)
    if (this.average === 'micro') return this.score(counts.reduce(sum))
    const scores = counts.map(count => this.score(count))
    if (this.average === 'none') return scores
    const weights = counts.map(count => this.#weight(count))
    const total = weights.reduce((a, b) => a + b, 0)
    return scores.reduce((all, score, index) => all + ratio(weights[index]! * score, total), 0)
  }

  /** A class that is neither a target nor predicted does not count. */
  #weight({ tp, fp, fn }: Counts): number {
    if (this.average === 'weighted') return tp + fn
    if (this.settings.task === 'multilabel') return 1
    return tp + fn + (this.countsMisses ? fp : 0) === 0 ? 0 : 1
  }

  /** Whether a class that is predicted but no target counts among classes. */
  protected get countsMisses(): boolean {
    return this.topK === 1
  }
}

function sum(a: Counts, b: Counts): Counts {
  return { tp: a.tp + b.tp, fp: a.fp + b.fp, tn: a.tn + b.tn, fn: a.fn + b.fn }
}
