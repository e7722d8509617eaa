/** What classification metrics are given, and how they take it. */
import {
  checkBoolean,
  checkChoice,
  checkInteger,
  checkPositiveInteger,
  checkProbability,
  describeValue,
} from '../base/check'
import { isFloating } from '../base/dtype'
import { OptionError, TorchError } from '../base/errors'
import { Tensor, operators } from '../tensor'

/** Two classes, one of several, or several yes-or-no labels. */
export type Task = 'binary' | 'multiclass' | 'multilabel'

export interface TaskOptions<T extends Task = Task> {
  /** Default 'multiclass'. */
  task?: T
  /** Of 'multiclass'. */
  numClasses?: number
  /** Of 'multilabel'. */
  numLabels?: number
  /** The probability above which the answer is yes (default 0.5); 'binary' and 'multilabel'. */
  threshold?: number
  /** A target that does not count. */
  ignoreIndex?: number | null
  /** Refuse targets and predictions that are of no class (default true). */
  validate?: boolean
}

export const taskOptions = [
  'task',
  'numClasses',
  'numLabels',
  'threshold',
  'ignoreIndex',
  'validate',
]

export interface TaskSettings {
  task: Task
  /** Classes, or labels; 0 where they were not given. */
  count: number
  threshold: number
  ignoreIndex: number | null
  validate: boolean
}

/**
 * @param needsCount whether a multiclass metric must know its classes
 * @throws OptionError for what does not fit the task.
 */
export function taskSettings(
  what: string,
  options: TaskOptions,
  needsCount: boolean,
  tasks: readonly Task[] = ['binary', 'multiclass', 'multilabel'],
): TaskSettings {
  const { task = 'multiclass', numClasses, numLabels, threshold = 0.5, validate = true } = options
  const ignoreIndex = options.ignoreIndex ?? null
  checkChoice(`${what}: task`, task, tasks)
  checkProbability(`${what}: threshold`, threshold)
  if (ignoreIndex !== null) checkInteger(`${what}: ignoreIndex`, ignoreIndex)
  checkBoolean(`${what}: validate`, validate)
  for (const [name, count] of Object.entries({ numClasses, numLabels }))
    if (count !== undefined) checkPositiveInteger(`${what}: ${name}`, count)
  const [name, given] =
    task === 'multilabel'
      ? (['numLabels', numLabels] as const)
      : (['numClasses', numClasses] as const)
  if (task === 'binary') return { task, count: 1, threshold, ignoreIndex, validate }
  if (given === undefined && task === 'multiclass' && !needsCount)
    return { task, count: 0, threshold, ignoreIndex, validate }
  checkPositiveInteger(`${what}: ${name}`, given)
  if (given! < 2)
    throw new OptionError(`${what}: ${name}: expected an integer of at least 2, found ${given}`)
  return { task, count: given!, threshold, ignoreIndex, validate }
}

/** Scores and targets, one row a sample: [M] each, [M, K] and [M], or [M, L] each. */
export interface Flat {
  preds: Tensor
  target: Tensor
}

/** Throws TorchError for shapes and dtypes that do not fit the task. */
export function flatten(
  what: string,
  { task, count }: TaskSettings,
  givenPreds: unknown,
  givenTarget: unknown,
  needsScores = false,
): Flat {
  const [preds, target] = pair(what, givenPreds, givenTarget)
  const isAlike = String(preds.shape) === String(target.shape)
  const isScores = isFloating(preds.dtype)
  const refuse = (expected: string): never => {
    throw new TorchError(
      'VALUE',
      `${what}: expected ${expected}, found [${preds.shape.join(', ')}] and ` +
        `[${target.shape.join(', ')}]`,
    )
  }
  const checkIndices = (): void => {
    if (!isFloating(target.dtype)) return
    throw new TorchError(
      'TYPE',
      `${what}: expected class indices, found a target of ${target.dtype}; write target.long()`,
    )
  }
  if (needsScores && !isScores) refuse(`scores of a floating dtype, not ${preds.dtype},`)
  if (task === 'binary') {
    if (!isAlike) refuse('predictions and targets of one shape')
    checkIndices()
    return { preds: preds.reshape([-1]), target: target.reshape([-1]) }
  }
  if (task === 'multilabel') {
    if (!isAlike || preds.ndim < 2 || preds.size(1) !== count)
      refuse(`predictions and targets [N, ${count}, …]`)
    checkIndices()
    const rows = (tensor: Tensor): Tensor => tensor.movedim(1, -1).reshape([-1, count])
    return { preds: rows(preds), target: rows(target) }
  }
  if (isAlike && !isScores && !needsScores && !isFloating(target.dtype))
    return { preds: preds.reshape([-1]), target: target.reshape([-1]) }
  const classDim = preds.ndim === 1 ? 0 : 1
  const outer = preds.shape.filter((_, dim) => dim !== classDim)
  if (preds.ndim === 0 || !isScores || String(outer) !== String(target.shape))
    refuse('scores [N, K, …] and class indices [N, …]')
  const classes = preds.shape[classDim]!
  checkIndices()
  if (count !== 0 && classes !== count) refuse(`scores of ${count} classes`)
  return {
    preds: preds.movedim(classDim, -1).reshape([-1, classes]),
    target: target.reshape([-1]),
  }
}

function pair(what: string, preds: unknown, target: unknown): [Tensor, Tensor] {
  if (preds instanceof Tensor && target instanceof Tensor) return [preds, target]
  const found = [preds, target].map(describeValue).join(' and ')
  throw new TorchError('TYPE', `${what}: expected predictions and targets, found ${found}`)
}

/**
 * Probabilities: scores where all are from 0 to 1, else what sigmoid or softmax makes of them.
 * @param rows which of them are looked at: true for each that is; null for all
 */
export function probabilities(scores: Tensor, task: Task, rows: Tensor | null = null): Tensor {
  if (scores.numel() === 0) return scores
  const normalized = (): Tensor =>
    task === 'multiclass' ? operators.softmax(scores, -1) : scores.sigmoid()
  const strange = scores.lt(0).logicalOr(scores.gt(1))
  const seen = rows && (task === 'multiclass' ? rows.unsqueeze(1) : rows)
  const outside = (seen ? strange.logicalAnd(seen) : strange).any()
  if (scores.device === 'cpu') return outside.item() === true ? normalized() : scores
  return operators.where(outside, normalized(), scores)
}

/** How often each number below `length` is there: [length]; others are left out. */
export function histogram(values: Tensor, length: number): Tensor {
  const flat = values.reshape([-1])
  const zeros = operators.zeros([length + 1], { dtype: 'int64', device: flat.device })
  const inside = operators.where(flat.ge(0).logicalAnd(flat.lt(length)), flat, length)
  if (flat.device === 'cpu') return inside.bincount({ minlength: length + 1 }).narrow(0, 0, length)
  return zeros.scatterAdd_(0, inside, operators.onesLike(inside)).narrow(0, 0, length)
}
