import { AveragedMetric, averageSettings, ratioOptions } from './average'
import type { Average, MultidimAverage, RatioOptions } from './average'
import type { Counts } from './confusion'

/** The share of predictions of a class that are right. torchmetrics: `Precision`. */
export class Precision<
  A extends Average = 'micro',
  M extends MultidimAverage = 'global',
> extends AveragedMetric<A, M> {
  constructor(options: RatioOptions<A, M> = {}) {
    super(averageSettings('Precision', options, ratioOptions, true))
  }

  protected score({ tp, fp }: Counts): number {
    return this.ratio(tp, tp + fp)
  }
}
