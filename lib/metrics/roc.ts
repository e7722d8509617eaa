import { operators, tidy, type Tensor } from '../tensor'
import { CurveMetric } from './curve'
import type { Curve, CurveOptions, Points, Thresholds, ThresholdsOf } from './curve'
import type { Task } from './task'

export interface RocCurve<T extends Task = Task, H extends Thresholds = Thresholds> {
  /** False positive rates, ascending. */
  fpr: Points<T>
  /** True positive rates. */
  tpr: Points<T>
  thresholds: ThresholdsOf<T, H>
}

/** False and true positive rates over all thresholds. torchmetrics: `ROC`. */
export class ROC<T extends Task = 'multiclass', H extends Thresholds = null> extends CurveMetric<
  RocCurve<T, H>
> {
  constructor(options: CurveOptions<T, H> = {}) {
    super(options)
  }

  compute(): RocCurve<T, H> {
    return tidy(() => this.#curve())
  }

  #curve(): RocCurve {
    const lines = this.withCurves(curves => curves.map(curve => rocLine(curve, this.isExact))) ?? []
    if (this.settings.task === 'binary')
      return lines[0] ? lists(lines[0]) : { fpr: [], tpr: [], thresholds: [] }
    const all = lines.map(lists)
    return {
      fpr: all.map(line => line.fpr),
      tpr: all.map(line => line.tpr),
      thresholds: this.isExact ? all.map(line => line.thresholds) : (all[0]?.thresholds ?? []),
    }
  }
}

interface RocLine {
  fpr: Tensor
  tpr: Tensor
  thresholds: Tensor
}

function lists({ fpr, tpr, thresholds }: RocLine) {
  return {
    fpr: fpr.toArray<number[]>(),
    tpr: tpr.toArray<number[]>(),
    thresholds: thresholds.toArray<number[]>(),
  }
}

/** From no answer that is yes to all of them; rates of what is not there are 0. */
export function rocLine(curve: Curve, isExact: boolean): RocLine {
  const { tps, fps, thresholds, positives, negatives } = curve
  const share = (counts: Tensor, all: number): Tensor =>
    all === 0 ? operators.zerosLike(counts) : counts.div(all)
  const [fpr, tpr] = [share(fps, negatives), share(tps, positives)]
  if (!isExact) return { fpr: fpr.flip([0]), tpr: tpr.flip([0]), thresholds: thresholds.flip([0]) }
  const before = (line: Tensor, value: number): Tensor =>
    operators.cat([line.newFull([1], value), line])
  return { fpr: before(fpr, 0), tpr: before(tpr, 0), thresholds: before(thresholds, 1) }
}
