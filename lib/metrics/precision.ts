import { AveragedMetric, averageOptions, averageSettings, ratio } from './average'
import type { Average, AverageOptions } from './average'
import type { Counts } from './confusion'

/** The share of predictions of a class that are right. torchmetrics: `Precision`. */
export class Precision<A extends Average = 'micro'> extends AveragedMetric<A> {
  constructor(options: AverageOptions<A> = {}) {
    super(averageSettings('Precision', options, averageOptions, true))
  }

  protected score({ tp, fp }: Counts): number {
    return ratio(tp, tp + fp)
  }
}
