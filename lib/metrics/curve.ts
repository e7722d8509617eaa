/** Metrics over all thresholds at once: exact, from all scores, or of some thresholds, from counts. */
import type { DType } from '../base/dtype'
import { checkChoice, checkOptionNames, describeValue } from '../base/check'
import { OptionError } from '../base/errors'
import { operators, tensor, tidy, type Tensor } from '../tensor'
import type { MetricState } from './metric'
import type { StateShapes } from './stateCheck'
import {
  histogram,
  probabilities,
  taskOptions,
  taskSettings,
  type Flat,
  type Task,
  type TaskOptions,
  type TaskSettings,
} from './task'
import { TaskMetric } from './taskMetric'

/** See `CurveOptions`. */
export type Thresholds = number | readonly number[] | null

/** Figures by threshold: of several classes or labels one list for each. */
export type Points<T extends Task> = T extends 'binary' ? number[] : number[][]

/** Of several classes or labels one list for each where scores are the thresholds. */
export type ThresholdsOf<T extends Task, H extends Thresholds> = T extends 'binary'
  ? number[]
  : H extends null
    ? number[][]
    : number[]

export interface CurveOptions<
  T extends Task = Task,
  H extends Thresholds = Thresholds,
> extends Omit<TaskOptions<T>, 'threshold'> {
  /**
   * So many from 0 to 1, or those that are given, in ascending order: counts instead of all scores
   * are kept. Default null: exact.
   */
  thresholds?: H
}

export const curveOptions = [...taskOptions.filter(name => name !== 'threshold'), 'thresholds']

/** Hits and false alarms of those at least as large as each threshold, which ascend where binned. */
export interface Curve {
  tps: Tensor
  fps: Tensor
  thresholds: Tensor
  /** How many targets there are of the class, and of others. */
  positives: number
  negatives: number
  /** The recall of all thresholds, where it is no share of the targets: 1 or NaN. */
  fixedRecall: number | null
}

/** Keeps `preds` and `target`, or `bins` [C, 2, T + 1]: targets (no, yes) between two thresholds. */
export abstract class CurveMetric<Value> extends TaskMetric<Value> {
  protected readonly thresholds: readonly number[] | null

  constructor(options: CurveOptions, known: readonly string[] = curveOptions) {
    const what = new.target.name
    checkOptionNames(what, options, known)
    super(taskSettings(what, options, true))
    this.thresholds = thresholdsOf(what, options.thresholds ?? null)
  }

  protected override get lists(): readonly string[] {
    return ['preds', 'target']
  }

  protected override get stateShapes(): StateShapes | null {
    const { task, count } = this.settings
    if (this.thresholds) return { bins: [count, 2, this.thresholds.length + 1] }
    const ofAll = ['samples', count]
    return {
      preds: task === 'binary' ? ['samples'] : ofAll,
      target: task === 'multilabel' ? ofAll : ['samples'],
    }
  }

  /** Scores (probabilities or logits) against targets. */
  protected accumulate(preds: Tensor, target: Tensor): MetricState {
    const { settings, thresholds } = this
    const { task, ignoreIndex, count } = settings
    const flat = this.rows(preds, target, true)
    const given = task === 'multilabel' || ignoreIndex === null ? flat : without(flat, ignoreIndex)
    const scores = probabilities(given.preds, task)
    if (thresholds === null) return { preds: scores, target: given.target }
    const classes = operators.arange(count, { dtype: 'int64', device: scores.device })
    const columns = scores.reshape([-1, count])
    const yes =
      task === 'multiclass'
        ? given.target.unsqueeze(1).eq(classes).to('int64')
        : given.target.reshape([-1, count]).to('int64')
    const levels = levelsOf(thresholds, columns)
    const size = thresholds.length + 1
    const level = operators.bucketize(columns.contiguous(), levels, { right: true })
    let cells = classes.mul(2).add(yes).mul(size).add(level)
    if (task === 'multilabel' && ignoreIndex !== null)
      cells = cells.maskedFill(yes.eq(ignoreIndex), -1)
    return { bins: histogram(cells, count * 2 * size).view([count, 2, size]) }
  }

  /** A curve for each class or label; null before the first batch. */
  protected curves(): Curve[] | null {
    const { thresholds } = this
    if (thresholds === null) return this.#exact()
    const bins = this.tensor('bins')
    if (!bins) return null
    return bins.unbind(0).map(ofClass => binnedCurve(ofClass, thresholds))
  }

  /** The same of all labels as one. */
  protected pooled(): Curve | null {
    const [preds, target, bins] = ['preds', 'target', 'bins'].map(name => this.tensor(name))
    const { thresholds, settings } = this
    if (preds && target)
      return exactCurve(...kept(preds.reshape([-1]), target.reshape([-1]), settings))
    if (!bins || thresholds === null) return null
    return binnedCurve(bins.sum(0), thresholds)
  }

  /** The average of what `figureOf` makes of each curve; 0 before the first batch. */
  protected averaged(average: CurveAverage, figureOf: (curve: Curve) => number): number | number[] {
    return tidy(() => {
      const isPooled = average === 'micro'
      const pooled = isPooled ? this.pooled() : null
      const curves = isPooled ? pooled && [pooled] : this.curves()
      if (!curves) return 0
      const figures = curves.map(figureOf)
      if (this.settings.task === 'binary' || isPooled) return figures[0]!
      return averageOf(figures, curves, average)
    })
  }

  /** What `fn` makes of the curves, or null before the first batch. */
  protected withCurves<T>(fn: (curves: Curve[]) => T): T | null {
    return tidy(() => {
      const curves = this.curves()
      return curves && fn(curves)
    })
  }

  protected get isExact(): boolean {
    return this.thresholds === null
  }

  #exact(): Curve[] | null {
    const [preds, target] = [this.tensor('preds'), this.tensor('target')]
    if (!preds || !target) return null
    const { task, count } = this.settings
    if (task === 'binary') return [exactCurve(preds, target)]
    const indices = Array.from({ length: count }, (_, index) => index)
    if (task === 'multiclass')
      return ofClasses(indices.map(index => exactCurve(preds.select(1, index), target.eq(index))))
    return indices.map(index =>
      exactCurve(...kept(preds.select(1, index), target.select(1, index), this.settings)),
    )
  }
}

/** torchmetrics takes targets that are all of class 0 for no targets, and their recall for 1. */
function ofClasses(curves: readonly Curve[]): Curve[] {
  const isNone = curves[0]!.negatives === 0
  return curves.map(curve => ({
    ...curve,
    fixedRecall: isNone ? 1 : curve.positives === 0 ? NaN : null,
  }))
}

function without({ preds, target }: Flat, ignoreIndex: number): Flat {
  const rows = target.ne(ignoreIndex).nonzero().squeeze(1)
  return { preds: preds.indexSelect(0, rows), target: target.indexSelect(0, rows) }
}

function kept(preds: Tensor, target: Tensor, { ignoreIndex }: TaskSettings): [Tensor, Tensor] {
  if (ignoreIndex === null) return [preds, target]
  const flat = without({ preds, target }, ignoreIndex)
  return [flat.preds, flat.target]
}

const bitsOf: Partial<Record<DType, DType>> = { float32: 'int32', float64: 'int64' }

/**
 * Scores from 0 to 1, the largest first, and where they were. Read as integers, the bits of such
 * numbers have the same order, and libtorch sorts integers in half the time.
 */
function descending(scores: Tensor): [sorted: Tensor, order: Tensor] {
  const bits = bitsOf[scores.dtype]
  if (bits === undefined || scores.device !== 'cpu') return scores.sort(0, true)
  const order = scores.add(0).view(bits).sort(0)[1].flip([0]) // 0 is added since −0 is negative
  return [scores.indexSelect(0, order), order]
}

/** Thresholds descend; there is one for each score that differs. */
function exactCurve(preds: Tensor, target: Tensor): Curve {
  const [scores, order] = descending(preds)
  const yes = target.to('float64').indexSelect(0, order)
  const count = scores.numel()
  if (count === 0) return { tps: yes, fps: yes, thresholds: scores, ...countsOf(0, 0, 1) }
  const differs = scores.narrow(0, 1, count - 1).ne(scores.narrow(0, 0, count - 1))
  const last = operators.full([1], count - 1, { dtype: 'int64', device: order.device })
  const ends = operators.cat([differs.nonzero().squeeze(1), last])
  const tps = yes.cumsum(0).indexSelect(0, ends)
  const fps = ends.add(1).sub(tps)
  const positives = Number(tps.narrow(0, -1, 1).item())
  return {
    tps,
    fps,
    thresholds: scores.indexSelect(0, ends),
    ...countsOf(positives, count - positives, 1),
  }
}

function binnedCurve(bins: Tensor, thresholds: readonly number[]): Curve {
  const above = bins.flip([1]).cumsum(1).flip([1]).narrow(1, 1, thresholds.length)
  const [fps, tps] = above.unbind(0) as [Tensor, Tensor]
  const [negatives, positives] = bins.sum(1).toArray<[number, number]>()
  const levels = levelsOf(thresholds, bins)
  return { tps, fps, thresholds: levels, ...countsOf(positives, negatives, NaN) }
}

function countsOf(
  positives: number,
  negatives: number,
  recallOfNone: number,
): Pick<Curve, 'positives' | 'negatives' | 'fixedRecall'> {
  return { positives, negatives, fixedRecall: positives === 0 ? recallOfNone : null }
}

function thresholdsOf(what: string, given: unknown): readonly number[] | null {
  if (given === null) return null
  if (typeof given === 'number' && Number.isSafeInteger(given) && given >= 2)
    return Array.from({ length: given }, (_, index) => index / (given - 1))
  const isAscending = (list: unknown[]): boolean =>
    list.every(
      (value, index) =>
        typeof value === 'number' &&
        value >= 0 &&
        value <= 1 &&
        (index === 0 || value > (list[index - 1] as number)),
    )
  if (Array.isArray(given) && given.length > 0 && isAscending(given)) return given as number[]
  throw new OptionError(
    `${what}: thresholds: expected an integer of at least 2, or ascending numbers from 0 to 1, ` +
      `found ${describeValue(given)}`,
  )
}

/** How figures of classes become one. */
export type CurveAverage = 'macro' | 'weighted' | 'none' | 'micro'

/** A figure for each class with 'none', but of two classes a number. */
export type CurveFigure<A extends CurveAverage, T extends Task = 'multiclass'> = T extends 'binary'
  ? number
  : A extends 'none'
    ? number[]
    : number

export function checkCurveAverage(what: string, average: unknown, task: string): void {
  const known = ['macro', 'weighted', 'none', ...(task === 'multilabel' ? ['micro'] : [])]
  checkChoice(`${what}: average`, average, known)
}

/** Classes without a figure are left out. */
function averageOf(
  figures: readonly number[],
  curves: readonly Curve[],
  average: CurveAverage,
): number | number[] {
  if (average === 'none') return [...figures]
  const known = figures
    .map((figure, index) => ({ figure, weight: curves[index]!.positives }))
    .filter(({ figure }) => !Number.isNaN(figure))
  if (average === 'macro') return known.reduce((sum, { figure }) => sum + figure, 0) / known.length
  const total = known.reduce((sum, { weight }) => sum + weight, 0)
  return known.reduce(
    (sum, { figure, weight }) => sum + (total === 0 ? 0 : (figure * weight) / total),
    0,
  )
}

function levelsOf(thresholds: readonly number[], like: Tensor): Tensor {
  return tensor([...thresholds], { dtype: like.dtype, device: like.device })
}
