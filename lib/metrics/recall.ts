import { AveragedMetric, averageSettings, ratioOptions } from './average'
import type { Average, MultidimAverage, RatioOptions } from './average'
import type { Counts } from './confusion'

/** The share of targets of a class that are found. torchmetrics: `Recall`. */
export class Recall<
  A extends Average = 'micro',
  M extends MultidimAverage = 'global',
> extends AveragedMetric<A, M> {
  constructor(options: RatioOptions<A, M> = {}) {
    super(averageSettings('Recall', options, ratioOptions, true))
  }

  protected score({ tp, fn }: Counts): number {
    return this.ratio(tp, tp + fn)
  }
}
