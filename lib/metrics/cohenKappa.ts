import { checkChoice, checkOptionNames } from '../base/check'
import { ConfusionMetric } from './confusion'
import { taskOptions, taskSettings, type TaskOptions } from './task'

export interface CohenKappaOptions extends TaskOptions {
  /** How much worse a mistake is that is further off (default 'none': not). */
  weights?: 'linear' | 'quadratic' | 'none' | null
}

/** Agreement beyond what chance gives, from −1 to 1. torchmetrics: `CohenKappa`. */
export class CohenKappa extends ConfusionMetric<number> {
  readonly weights: 'linear' | 'quadratic' | 'none'

  constructor(options: CohenKappaOptions = {}) {
    checkOptionNames('CohenKappa', options, [...taskOptions, 'weights'])
    const weights = options.weights ?? 'none'
    checkChoice('CohenKappa: weights', weights, ['linear', 'quadratic', 'none'])
    super(taskSettings('CohenKappa', options, true, ['binary', 'multiclass']))
    this.weights = weights
  }

  compute(): number {
    const matrix = this.matrices()[0]!
    const rows = matrix.map(row => row.reduce((a, b) => a + b, 0))
    const columns = matrix.map((_, column) => matrix.reduce((sum, row) => sum + row[column]!, 0))
    const all = rows.reduce((a, b) => a + b, 0)
    let [seen, expected] = [0, 0]
    matrix.forEach((row, i) =>
      row.forEach((cell, j) => {
        const weight = this.#weight(i, j)
        seen += weight * cell
        expected += (weight * rows[i]! * columns[j]!) / all
      }),
    )
    return 1 - seen / expected
  }

  #weight(i: number, j: number): number {
    if (this.weights === 'none') return i === j ? 0 : 1
    return this.weights === 'linear' ? Math.abs(i - j) : (i - j) ** 2
  }
}
