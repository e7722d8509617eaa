/** Metrics that are figures of a confusion matrix. */
import { operator, operators, tidy, type Tensor } from '../tensor'
import type { MetricState } from './metric'
import type { StateShapes } from './stateCheck'
import { histogram, probabilities, type Flat, type TaskSettings } from './task'
import { TaskMetric } from './taskMetric'

const topClass = operator('isbe::_top_class')

/** Of one class or label: hits, false alarms, right refusals, misses. */
export interface Counts {
  tp: number
  fp: number
  tn: number
  fn: number
}

/**
 * Holds `confusion`: rows are targets, columns predictions. [2, 2], [K, K], or [L, 2, 2].
 * torchmetrics: `ConfusionMatrix`.
 */
export abstract class ConfusionMetric<Value> extends TaskMetric<Value> {
  constructor(
    settings: TaskSettings,
    protected readonly topK = 1,
  ) {
    super(settings)
  }

  protected override get stateShapes(): StateShapes | null {
    const { task, count } = this.settings
    const size = task === 'multiclass' ? count : 2
    return { confusion: task === 'multilabel' ? [count, 2, 2] : [size, size] }
  }

  /** Scores (probabilities or logits) or predictions, against targets. */
  protected accumulate(preds: Tensor, target: Tensor): MetricState {
    const { settings } = this
    const flat = this.rows(preds, target)
    const { task, count, ignoreIndex } = settings
    const size = task === 'multiclass' ? count : 2
    const answers = answersOf(flat, settings, this.topK, this.judged(flat)).to('int64')
    let cells = flat.target.to('int64').mul(size).add(answers)
    if (ignoreIndex !== null) cells = cells.maskedFill(flat.target.eq(ignoreIndex), -1)
    if (task !== 'multilabel')
      return { confusion: histogram(cells, size * size).view([size, size]) }
    const labels = operators.arange(count, { dtype: 'int64', device: cells.device }).mul(4)
    const placed = operators.where(cells.lt(0), cells, cells.add(labels))
    return { confusion: histogram(placed, count * 4).view([count, 2, 2]) }
  }

  /**
   * The rows that say whether scores are logits; null is all. torchmetrics drops what is ignored
   * before it looks for two classes, and after it for labels.
   */
  protected judged({ target }: Flat): Tensor | null {
    const { task, ignoreIndex } = this.settings
    return task === 'binary' && ignoreIndex !== null ? target.ne(ignoreIndex) : null
  }

  /** The matrices: one, or one a label; zeros before the first batch. */
  protected matrices(): number[][][] {
    const { task, count } = this.settings
    const sum = this.tensor('confusion')
    const [matrices, size] = task === 'multilabel' ? [count, 2] : [1, task === 'binary' ? 2 : count]
    if (!sum) return zeros(matrices, size)
    return tidy(() => sum.view([matrices, size, size]).toArray<number[][][]>())
  }

  /** Of each class, or of each label; of the positive class alone for two. */
  protected counts(): Counts[] {
    const matrices = this.matrices()
    if (this.settings.task !== 'multiclass') return matrices.map(ofYes)
    return ofClasses(matrices[0]!)
  }
}

/** The predicted class, or 1 for yes. `judged`: the rows that say whether scores are logits. */
export function answersOf(
  { preds, target }: Flat,
  settings: TaskSettings,
  topK: number,
  judged: Tensor | null = null,
): Tensor {
  const { task, threshold } = settings
  if (preds.dtype === 'bool') return preds
  if (!preds.dtype.includes('float')) return preds
  if (task !== 'multiclass') return probabilities(preds, task, judged).gt(threshold)
  if (preds.shape.includes(0)) return target
  if (topK === 1) return topClass(preds) as Tensor
  const best = preds.topk(topK, 1).indices
  const isHit = best.eq(target.unsqueeze(1)).any(1)
  return operators.where(isHit, target, best.select(1, 0))
}

function zeros(matrices: number, size: number): number[][][] {
  const row = (): number[] => new Array<number>(size).fill(0)
  return Array.from({ length: matrices }, () => Array.from({ length: size }, row))
}

function ofYes(matrix: number[][]): Counts {
  const [[tn, fp], [fn, tp]] = matrix as [[number, number], [number, number]]
  return { tp, fp, tn, fn }
}

function ofClasses(matrix: number[][]): Counts[] {
  const rows = matrix.map(row => row.reduce((a, b) => a + b, 0))
  const columns = matrix.map((_, column) => matrix.reduce((sum, row) => sum + row[column]!, 0))
  const all = rows.reduce((a, b) => a + b, 0)
  return matrix.map((row, index) => {
    const tp = row[index]!
    const [fp, fn] = [columns[index]! - tp, rows[index]! - tp]
    return { tp, fp, fn, tn: all - tp - fp - fn }
  })
}
