import { AveragedMetric, averageSettings, ratioOptions } from './average'
import type { Average, MultidimAverage, RatioOptions } from './average'
import type { Counts } from './confusion'
import type { Task } from './task'

/** The share of predictions of a class that are right. torchmetrics: `Precision`. */
export class Precision<
  A extends Average = 'micro',
  M extends MultidimAverage = 'global',
  T extends Task = 'multiclass',
> extends AveragedMetric<A, M, T> {
  constructor(options: RatioOptions<A, M, T> = {}) {
    super(averageSettings('Precision', options, ratioOptions, true))
  }

  protected score({ tp, fp }: Counts): number {
    return this.ratio(tp, tp + fp)
  }
}
