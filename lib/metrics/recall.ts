import { AveragedMetric, averageSettings, ratioOptions } from './average'
import type { Average, MultidimAverage, RatioOptions } from './average'
import type { Counts } from './confusion'
import type { Task } from './task'

/** The share of targets of a class that are found. torchmetrics: `Recall`. */
export class Recall<
  A extends Average = 'micro',
  M extends MultidimAverage = 'global',
  T extends Task = 'multiclass',
> extends AveragedMetric<A, M, T> {
  constructor(options: RatioOptions<A, M, T> = {}) {
    super(averageSettings('Recall', options, ratioOptions, true))
  }

  protected score({ tp, fn }: Counts): number {
    return this.ratio(tp, tp + fn)
  }
}
