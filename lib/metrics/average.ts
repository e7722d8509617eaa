/** Figures of each class, and one figure of all of them. */
import { checkChoice, checkOptionNames, checkPositiveInteger } from '../base/check'
import { OptionError } from '../base/errors'
import { ConfusionMetric, type Counts } from './confusion'
import { taskOptions, taskSettings, type TaskOptions, type TaskSettings } from './task'

/**
 * 'micro' counts all classes as one, 'macro' is the mean over classes, 'weighted' that by how often
 * they are targets, and 'none' is a figure for each.
 */
export type Average = 'micro' | 'macro' | 'weighted' | 'none'

/** An array of a figure for each class with 'none'. */
export type Averaged<A extends Average> = A extends 'none' ? number[] : number

export interface AverageOptions<A extends Average> extends TaskOptions {
  /** Default 'micro'. */
  average?: A
  /** How many of the best scores may hold the target (default 1); 'multiclass'. */
  topK?: number
}

export const averageOptions = [...taskOptions, 'average', 'topK']
export const averages = ['micro', 'macro', 'weighted', 'none']

export interface AverageSettings extends TaskSettings {
  average: Average
  topK: number
}

export function averageSettings(
  what: string,
  options: AverageOptions<Average>,
  known: readonly string[],
  needsCount: boolean,
): AverageSettings {
  checkOptionNames(what, options, known)
  const { average = 'micro', topK = 1 } = options
  checkChoice(`${what}: average`, average, averages)
  checkPositiveInteger(`${what}: topK`, topK)
  const settings = taskSettings(what, options, needsCount || average !== 'micro')
  if (settings.task !== 'multiclass' && topK !== 1)
    throw new OptionError(`${what}: topK: expected 1 for the task ${settings.task}, found ${topK}`)
  if (settings.count > 1 && topK > settings.count)
    throw new OptionError(
      `${what}: topK: expected at most the ${settings.count} classes, found ${topK}`,
    )
  return { ...settings, average, topK }
}

/** a / b, and 0 where there is nothing to divide by. */
export function ratio(a: number, b: number): number {
  return b === 0 ? 0 : a / b
}

/** Says in `score` what is made of the counts of a class. */
export abstract class AveragedMetric<A extends Average> extends ConfusionMetric<Averaged<A>> {
  protected readonly average: Average

  constructor(settings: AverageSettings) {
    super(settings, settings.topK)
    this.average = settings.average
  }

  protected abstract score(counts: Counts): number

  /** From 0 to 1. */
  compute(): Averaged<A> {
    return this.averaged(this.counts()) as Averaged<A>
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
    return tp + fn + (this.topK === 1 ? fp : 0) === 0 ? 0 : 1
  }
}

function sum(a: Counts, b: Counts): Counts {
  return { tp: a.tp + b.tp, fp: a.fp + b.fp, tn: a.tn + b.tn, fn: a.fn + b.fn }
}
