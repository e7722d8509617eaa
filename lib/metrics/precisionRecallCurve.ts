import { operators, type Tensor } from '../tensor'
import { CurveMetric, type Curve, type CurveOptions } from './curve'

export interface PrCurve {
  precision: number[] | number[][]
  /** Descending. */
  recall: number[] | number[][]
  /** Ascending, one less than there are points. */
  thresholds: number[] | number[][]
}

/** Precision and recall over all thresholds. torchmetrics: `PrecisionRecallCurve`. */
export class PrecisionRecallCurve extends CurveMetric<PrCurve> {
  constructor(options: CurveOptions = {}) {
    super(options)
  }

  compute(): PrCurve {
    const all =
      this.withCurves(curves =>
        curves.map(curve => {
          const { precision, recall, thresholds } = prLine(curve, this.isExact, this.recallOfNone)
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
export function prLine(
  { tps, fps, thresholds, positives }: Curve,
  isExact: boolean,
  recallOfNone: number,
): PrLine {
  const precision = tps.div(tps.add(fps))
  const recall = positives > 0 ? tps.div(positives) : operators.fullLike(tps, recallOfNone)
  const ended = (line: Tensor, value: number): Tensor =>
    operators.cat([isExact ? line.flip([0]) : line, line.newFull([1], value)])
  return {
    precision: ended(precision, 1),
    recall: ended(recall, 0),
    thresholds: isExact ? thresholds.flip([0]) : thresholds,
  }
}
