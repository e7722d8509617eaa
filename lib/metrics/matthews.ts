import { checkOptionNames } from '../base/check'
import { ConfusionMetric } from './confusion'
import { taskOptions, taskSettings, type TaskOptions } from './task'

/**
 * Correlation of predictions and targets, from −1 to 1; labels are counted as one.
 * torchmetrics: `MatthewsCorrCoef`.
 */
export class MatthewsCorrCoef extends ConfusionMetric<number> {
  constructor(options: TaskOptions = {}) {
    checkOptionNames('MatthewsCorrCoef', options, taskOptions)
    super(taskSettings('MatthewsCorrCoef', options, true))
  }

  compute(): number {
    const matrix = this.matrices().reduce((sum, next) =>
      sum.map((row, i) => row.map((cell, j) => cell + next[i]![j]!)),
    )
    const rows = matrix.map(row => row.reduce((a, b) => a + b, 0))
    const columns = matrix.map((_, column) => matrix.reduce((sum, row) => sum + row[column]!, 0))
    const all = rows.reduce((a, b) => a + b, 0)
    const right = matrix.reduce((sum, row, index) => sum + row[index]!, 0)
    const dot = (a: number[], b: number[]): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0)
    const covariance = right * all - dot(rows, columns)
    const spread = (all ** 2 - dot(columns, columns)) * (all ** 2 - dot(rows, rows))
    if (matrix.length === 2) return ofTwo(matrix as Two, covariance, spread)
    return spread === 0 ? 0 : covariance / Math.sqrt(spread)
  }
}

type Two = [[tn: number, fp: number], [fn: number, tp: number]]

/** float32's, which torchmetrics keeps from dividing by 0 with. */
const eps = 2 ** -23

function ofTwo([[tn, fp], [fn, tp]]: Two, covariance: number, spread: number): number {
  if (tp + tn !== 0 && fp + fn === 0) return 1
  if (tp + tn === 0 && fp + fn !== 0) return -1
  if (spread !== 0) return covariance / Math.sqrt(spread)
  const limit = limitOf(tn, fp, fn, tp)
  if (limit === null) return 0
  return limit / Math.sqrt((tp + fp + eps) * (tp + fn + eps) * (tn + fp + eps) * (tn + fn + eps))
}

/** The numerator where a row or a column is empty. */
function limitOf(tn: number, fp: number, fn: number, tp: number): number | null {
  if (fn === 0 && tn === 0) return Math.sqrt(eps) * (tp - fp)
  if (fp === 0 && tn === 0) return Math.sqrt(eps) * (tp - fn)
  if (tp === 0 && fn === 0) return Math.sqrt(eps) * (tn - fp)
  if (tp === 0 && fp === 0) return Math.sqrt(eps) * (tn - fn)
  if (tp === 0) return tn - fp * fn
  if (tn === 0) return tp - fp * fn
  return fp === 0 || fn === 0 ? tp * tn : null
}
