import { operators, type Tensor } from '../tensor'
import {
  CurveMetric,
  checkCurveAverage,
  curveOptions,
  type Curve,
  type CurveAverage,
  type CurveFigure,
  type CurveOptions,
} from './curve'
import { prLine } from './precisionRecallCurve'
import type { Task } from './task'

export interface AveragePrecisionOptions<
  A extends CurveAverage,
  T extends Task = Task,
> extends CurveOptions<T> {
  /** Default 'macro'; 'micro' of labels alone. */
  average?: A
}

/** Precision, averaged over the recall that each threshold adds. torchmetrics: `AveragePrecision`. */
export class AveragePrecision<
  A extends CurveAverage = 'macro',
  T extends Task = 'multiclass',
> extends CurveMetric<CurveFigure<A, T>> {
  readonly average: CurveAverage

  constructor(options: AveragePrecisionOptions<A, T> = {}) {
    super(options, [...curveOptions, 'average'])
    const { average = 'macro' } = options
    checkCurveAverage('AveragePrecision', average, this.settings.task)
    this.average = average
  }

  /** From 0 to 1; 0 before the first batch. */
  compute(): CurveFigure<A, T> {
    return this.averaged(this.average, curve => this.#figure(curve)) as CurveFigure<A, T>
  }

  #figure(curve: Curve): number {
    const { precision, recall } = prLine(curve, this.isExact)
    const isList = this.isExact && this.settings.task === 'multiclass'
    const known = (line: Tensor): Tensor => (isList ? line : operators.nanToNum(line, 0))
    const steps = known(recall).diff()
    const heights = known(precision).narrow(0, 0, steps.numel())
    return -Number(steps.mul(heights).sum().item())
  }
}
