import { describeValue } from '../base/check'
import { OptionError } from '../base/errors'
import { AveragedMetric, averageSettings, ratioOptions } from './average'
import type { Average, MultidimAverage, RatioOptions } from './average'
import type { Counts } from './confusion'
import type { Task } from './task'

export interface FBetaOptions<
  A extends Average,
  M extends MultidimAverage = 'global',
  T extends Task = Task,
> extends RatioOptions<A, M, T> {
  /** How many times more recall counts than precision (default 1). */
  beta?: number
}

/** The harmonic mean of precision and recall, weighted. torchmetrics: `FBetaScore`. */
export class FBetaScore<
  A extends Average = 'micro',
  M extends MultidimAverage = 'global',
  T extends Task = 'multiclass',
> extends AveragedMetric<A, M, T> {
  readonly beta: number

  constructor(options: FBetaOptions<A, M, T> = {}) {
    super(averageSettings(new.target.name, options, [...ratioOptions, 'beta'], true))
    const { beta = 1 } = options
    if (!(typeof beta === 'number' && beta > 0)) {
      const found = describeValue(beta)
      throw new OptionError(`${new.target.name}: beta: expected a number above 0, found ${found}`)
    }
    this.beta = beta
  }

  protected score({ tp, fp, fn }: Counts): number {
    const square = this.beta ** 2
    return this.ratio((1 + square) * tp, (1 + square) * tp + square * fn + fp)
  }

  /** As torchmetrics has it, whatever `topK` is. */
  protected override get countsMisses(): boolean {
    return true
  }
}

/** The harmonic mean of precision and recall. torchmetrics: `F1Score`. */
export class F1Score<
  A extends Average = 'micro',
  M extends MultidimAverage = 'global',
  T extends Task = 'multiclass',
> extends FBetaScore<A, M, T> {
  constructor(options: RatioOptions<A, M, T> = {}) {
    averageSettings('F1Score', options, ratioOptions, true)
    super(options)
  }
}
