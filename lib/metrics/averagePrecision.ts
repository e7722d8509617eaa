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

export interface AveragePrecisionOptions<A extends CurveAverage> extends CurveOptions {
  /** Default 'macro'; 'micro' of labels alone. */
  average?: A
}

/** Precision, averaged over the recall that each threshold adds. torchmetrics: `AveragePrecision`. */
export class AveragePrecision<A extends CurveAverage = 'macro'> extends CurveMetric<
  CurveFigure<A>
> {
  readonly average: CurveAverage

  constructor(options: AveragePrecisionOptions<A> = {}) {
    super(options, [...curveOptions, 'average'])
    const { average = 'macro' } = options
    checkCurveAverage('AveragePrecision', average, this.settings.task)
    this.average = average
  }

  /** From 0 to 1; 0 before the first batch. */
  compute(): CurveFigure<A> {
    return this.averaged(this.average, curve => this.#figure(curve))
  }

  #figure(curve: Curve): number {
    const { precision, recall } = prLine(curve, this.isExact, this.recallOfNone)
    const isList = this.isExact && this.settings.task === 'multiclass'
    const known = (line: Tensor): Tensor => (isList ? line : operators.nanToNum(line, 0))
    const steps = known(recall).diff()
    const heights = known(precision).narrow(0, 0, steps.numel())
    return -Number(steps.mul(heights).sum().item())
  }
}
