import { checkChoice, checkOptionNames } from '../base/check'
import { ratio } from './average'
import { ConfusionMetric } from './confusion'
import { taskOptions, taskSettings, type Task, type TaskOptions } from './task'

/** By the sum of a row, of a column, or of all. */
export type Normalize = 'true' | 'pred' | 'all' | 'none'

/** A matrix for each label; else one. */
export type MatrixOf<T extends Task> = T extends 'multilabel' ? number[][][] : number[][]

export interface ConfusionMatrixOptions<T extends Task = Task> extends TaskOptions<T> {
  /** What cells are divided by (default 'none'). */
  normalize?: Normalize | null
}

/**
 * How often each class (row) was taken for each (column): [2, 2] for two classes, [K, K], and a
 * matrix [2, 2] for each label. torchmetrics: `ConfusionMatrix`.
 */
export class ConfusionMatrix<T extends Task = 'multiclass'> extends ConfusionMetric<MatrixOf<T>> {
  readonly normalize: Normalize

  constructor(options: ConfusionMatrixOptions<T> = {}) {
    checkOptionNames('ConfusionMatrix', options, [...taskOptions, 'normalize'])
    const normalize = options.normalize ?? 'none'
    checkChoice('ConfusionMatrix: normalize', normalize, ['true', 'pred', 'all', 'none'])
    super(taskSettings('ConfusionMatrix', options, true))
    this.normalize = normalize
  }

  compute(): MatrixOf<T> {
    const matrices = this.matrices().map(matrix => this.#normalized(matrix))
    return (this.settings.task === 'multilabel' ? matrices : matrices[0]!) as MatrixOf<T>
  }

  #normalized(matrix: number[][]): number[][] {
    const { normalize } = this
    if (normalize === 'none') return matrix
    const rows = matrix.map(row => row.reduce((a, b) => a + b, 0))
    const columns = matrix.map((_, column) => matrix.reduce((sum, row) => sum + row[column]!, 0))
    const all = rows.reduce((a, b) => a + b, 0)
    return matrix.map((row, i) =>
      row.map((cell, j) =>
        ratio(cell, normalize === 'true' ? rows[i]! : normalize === 'pred' ? columns[j]! : all),
      ),
    )
  }
}
