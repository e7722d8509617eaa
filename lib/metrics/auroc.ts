import { operators } from '../tensor'
import { checkNumber } from '../base/check'
import { OptionError } from '../base/errors'
import {
  CurveMetric,
  checkCurveAverage,
  curveOptions,
  type Curve,
  type CurveAverage,
  type CurveFigure,
  type CurveOptions,
} from './curve'
import { rocLine } from './roc'
import type { Task } from './task'

export interface AurocOptions<
  A extends CurveAverage,
  T extends Task = Task,
> extends CurveOptions<T> {
  /** Default 'macro'; 'micro' of labels alone. */
  average?: A
  /** The part of the curve up to a false positive rate, standardised; 'binary'. */
  maxFpr?: number | null
}

/** The area under the ROC curve. torchmetrics: `AUROC`. */
export class AUROC<
  A extends CurveAverage = 'macro',
  T extends Task = 'multiclass',
> extends CurveMetric<CurveFigure<A, T>> {
  readonly average: CurveAverage
  readonly maxFpr: number | null

  constructor(options: AurocOptions<A, T> = {}) {
    super(options, [...curveOptions, 'average', 'maxFpr'])
    const { average = 'macro', maxFpr = null } = options
    checkCurveAverage('AUROC', average, this.settings.task)
    if (maxFpr !== null) {
      checkNumber('AUROC: maxFpr', maxFpr)
      if (maxFpr <= 0 || maxFpr > 1 || this.settings.task !== 'binary')
        throw new OptionError(
          `AUROC: maxFpr: expected a number above 0, to 1, of the task binary, found ${maxFpr}`,
        )
    }
    this.average = average
    this.maxFpr = maxFpr
  }

  /** From 0 to 1; 0 before the first batch. */
  compute(): CurveFigure<A, T> {
    return this.averaged(this.average, curve => this.#area(curve)) as CurveFigure<A, T>
  }

  #area(curve: Curve): number {
    const { fpr, tpr } = rocLine(curve, this.isExact)
    const { maxFpr } = this
    if (maxFpr === null || maxFpr === 1 || curve.positives === 0 || curve.negatives === 0)
      return Number(operators.trapz(tpr, fpr).item())
    return partialArea(fpr.toArray<number[]>(), tpr.toArray<number[]>(), maxFpr)
  }
}

/** McClish 1989: 0.5 for chance, 1 for the best. */
function partialArea(fpr: readonly number[], tpr: readonly number[], limit: number): number {
  const stop = fpr.findIndex(rate => rate > limit)
  const share = (limit - fpr[stop - 1]!) / (fpr[stop]! - fpr[stop - 1]!)
  const end = tpr[stop - 1]! + share * (tpr[stop]! - tpr[stop - 1]!)
  const xs = [...fpr.slice(0, stop), limit]
  const ys = [...tpr.slice(0, stop), end]
  const area = xs
    .slice(1)
    .reduce((sum, x, i) => sum + ((x - xs[i]!) * (ys[i]! + ys[i + 1]!)) / 2, 0)
  const least = limit ** 2 / 2
  return 0.5 * (1 + (area - least) / (limit - least))
}
