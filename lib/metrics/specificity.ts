import { AveragedMetric, averageSettings, averageOptions } from './average'
import type { Average, MultidimAverage, AverageOptions } from './average'
import type { Counts } from './confusion'
import type { Task } from './task'

/** The share of what is not of a class that is not taken for it. torchmetrics: `Specificity`. */
export class Specificity<
  A extends Average = 'micro',
  M extends MultidimAverage = 'global',
  T extends Task = 'multiclass',
> extends AveragedMetric<A, M, T> {
  constructor(options: AverageOptions<A, M, T> = {}) {
    super(averageSettings('Specificity', options, averageOptions, true))
  }

  protected score({ tn, fp }: Counts): number {
    return this.ratio(tn, tn + fp)
  }

  /** As torchmetrics has it, whatever `topK` is. */
  protected override get countsMisses(): boolean {
    return true
  }
}
