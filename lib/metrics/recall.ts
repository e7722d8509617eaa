import { AveragedMetric, averageOptions, averageSettings, ratio } from './average'
import type { Average, AverageOptions } from './average'
import type { Counts } from './confusion'

/** The share of targets of a class that are found. torchmetrics: `Recall`. */
export class Recall<A extends Average = 'micro'> extends AveragedMetric<A> {
  constructor(options: AverageOptions<A> = {}) {
    super(averageSettings('Recall', options, averageOptions, true))
  }

  protected score({ tp, fn }: Counts): number {
    return ratio(tp, tp + fn)
  }
}
