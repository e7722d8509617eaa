import { operators, type Tensor } from '../tensor'
import { CurveMetric } from './curve'
import type { Curve, CurveOptions, Points, Thresholds, ThresholdsOf } from './curve'
import type { Task } from './task'

export interface PrCurve<T extends Task = Task, H extends Thresholds = Thresholds> {
  precision: Points<T>
  /** Descending. */
  recall: Points<T>
  /** Ascending, one less than there are points. */
  thresholds: ThresholdsOf<T, H>
}

/** Precision and recall over all thresholds. torchmetrics: `PrecisionRecallCurve`. */
export class PrecisionRecallCurve<
  T extends Task = 'multiclass',
  H extends Thresholds = null,
> extends CurveMetric<PrCurve<T, H>> {
  constructor(options: CurveOptions<T, H> = {}) {
    super(options)
  }

  compute(): PrCurve<T, H> {
    return this.#curve()
  }

  #curve(): PrCurve {
    const all =
      this.withCurves(curves =>
        curves.map(curve => {
          const { precision, recall, thresholds } = prLine(curve, this.isExact)
          return {
            precision: precision.toArray<number[]>(),
            recall: recall.toArray<number[]>(),
            thresholds: thresholds.toArray<number[]>(),
          }
        }),
      ) ?? []
    if (this.settings.task === 'binary')
      return all[0] ?? { precision: [], recall: [], thresholds: [] }
    return {
      precision: all.map(line => line.precision),
      recall: all.map(line => line.recall),
      thresholds: this.isExact ? all.map(line => line.thresholds) : (all[0]?.thresholds ?? []),
    }
  }
}

interface PrLine {
  precision: Tensor
  recall: Tensor
  thresholds: Tensor
}

/** Ends at precision 1 and recall 0. */
export function prLine(curve: Curve, isExact: boolean): PrLine {
  const { tps, fps, thresholds, positives, fixedRecall } = curve
  const precision = tps.div(tps.add(fps))
  const recall = fixedRecall === null ? tps.div(positives) : operators.fullLike(tps, fixedRecall)
  const ended = (line: Tensor, value: number): Tensor =>
    operators.cat([isExact ? line.flip([0]) : line, line.newFull([1], value)])
  return {
    precision: ended(precision, 1),
    recall: ended(recall, 0),
    thresholds: isExact ? thresholds.flip([0]) : thresholds,
  }
}
