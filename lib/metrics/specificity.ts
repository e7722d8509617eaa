import { AveragedMetric, averageOptions, averageSettings, ratio } from './average'
import type { Average, AverageOptions } from './average'
import type { Counts } from './confusion'

/** The share of what is not of a class that is not taken for it. torchmetrics: `Specificity`. */
export class Specificity<A extends Average = 'micro'> extends AveragedMetric<A> {
  constructor(options: AverageOptions<A> = {}) {
    super(averageSettings('Specificity', options, averageOptions, true))
  }

  protected score({ tn, fp }: Counts): number {
    return ratio(tn, tn + fp)
  }
}
