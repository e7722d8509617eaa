import { describeValue } from '../base/check'
import { OptionError } from '../base/errors'
import { AveragedMetric, averageOptions, averageSettings, ratio } from './average'
import type { Average, AverageOptions } from './average'
import type { Counts } from './confusion'

export interface FBetaOptions<A extends Average> extends AverageOptions<A> {
  /** How many times more recall counts than precision (default 1). */
  beta?: number
}

/** The harmonic mean of precision and recall, weighted. torchmetrics: `FBetaScore`. */
export class FBetaScore<A extends Average = 'micro'> extends AveragedMetric<A> {
  readonly beta: number

  constructor(options: FBetaOptions<A> = {}) {
    super(averageSettings(new.target.name, options, [...averageOptions, 'beta'], true))
    const { beta = 1 } = options
    if (!(typeof beta === 'number' && beta > 0)) {
      const found = describeValue(beta)
      throw new OptionError(`${new.target.name}: beta: expected a number above 0, found ${found}`)
    }
    this.beta = beta
  }

  protected score({ tp, fp, fn }: Counts): number {
    const square = this.beta ** 2
    return ratio((1 + square) * tp, (1 + square) * tp + square * fn + fp)
  }
}

/** The harmonic mean of precision and recall. torchmetrics: `F1Score`. */
export class F1Score<A extends Average = 'micro'> extends FBetaScore<A> {
  constructor(options: AverageOptions<A> = {}) {
    averageSettings('F1Score', options, averageOptions, true)
    super(options)
  }
}
