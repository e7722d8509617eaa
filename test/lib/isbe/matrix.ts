/**
 * Every combination of normalisation, dtype, target kind and option, on shapes that reach every
 * path through the kernels. Free of Jest, so that other processes can run it too.
 */
import torch, { isbe } from '../../../lib'
import {
  differences,
  distributionsOf,
  indicesOf,
  integers,
  logitsOf,
  optionsOf,
  plainTarget,
  spread,
  type Float,
  type Held,
  type Integer,
} from './fixtures'
import { reference, type PlainOptions } from './reference'
import { classesOf } from './terms'

/** Numbers a class that every dtype holds exactly. */
function perClass(classes: number, low: number, high: number): number[] {
  return spread(classes, low, high, classes).map(x => Math.round(x * 32) / 32)
}

/** The normalisations and what changes them, for a number of classes. */
export const normalizations: Record<string, (classes: number) => PlainOptions> = {
  softmax: () => ({}),
  'softmax(d⊙x)': k => ({ dilation: perClass(k, 0.5, 1.5) }),
  'softmax(x − c)': k => ({ relocation: perClass(k, -0.5, 0.5) }),
  'softmax(d⊙x − c), sending d⊙E': k => ({
    dilation: perClass(k, 0.5, 1.5),
    relocation: perClass(k, -0.5, 0.5),
    dilatedGradient: true,
  }),
  sigmoid: () => ({ normalization: 'sigmoid' }),
  hardsigmoid: () => ({ normalization: 'hardsigmoid' }),
  'hardsigmoid of slope 1/6': () => ({ normalization: 'hardsigmoid', slope: 1 / 6 }),
  tanh: () => ({ normalization: 'tanh' }),
  hardtanh: () => ({ normalization: 'hardtanh' }),
  normalize: () => ({ normalization: 'normalize' }),
}

/** One sample; tiles of few classes with a rest; rows with a tail; classes that lie apart. */
export const shapes: readonly (readonly number[])[] = [[5], [19, 10], [5, 37], [2, 5, 3, 3]]

export const weightOf = (classes: number) => perClass(classes, 0.25, 2)

const extras: ((classes: number) => PlainOptions)[] = [
  () => ({}),
  k => ({ weight: weightOf(k) }),
  () => ({ labelSmoothing: 0.1 }),
  k => ({ weight: weightOf(k), labelSmoothing: 0.1 }),
]

interface Targets {
  target: Held
  options: PlainOptions
}

/** An index to ignore: the default, an integer that is no class, and one that is. */
function indexTargets(shape: readonly number[], dtype: Integer): Targets[] {
  const outside = { int64: -100, int32: -7, uint8: 255 }[dtype]
  return [
    { target: indicesOf(shape, dtype), options: {} },
    {
      target: indicesOf(shape, dtype, outside),
      options: dtype === 'int64' ? {} : { ignoreIndex: outside },
    },
    { target: indicesOf(shape, dtype), options: { ignoreIndex: 1 } },
  ]
}

/** Distributions of the logits' dtype, of a wider and of a narrower one. */
function distributionTargets(shape: readonly number[], dtype: Float): Targets[] {
  const kinds = [...new Set<Float>([dtype, 'float32', 'bfloat16'])]
  return kinds.map(kind => ({ target: distributionsOf(shape, kind), options: {} }))
}

export function targetsOf(shape: readonly number[], dtype: Float): Targets[] {
  return [
    ...integers.flatMap(kind => indexTargets(shape, kind)),
    ...distributionTargets(shape, dtype),
  ]
}

const reductions = ['mean', 'sum', 'none'] as const

/** The one combination that the operators refuse: it's no gradient of anything. */
function hasPotential(normalization: string, { target }: Targets, options: PlainOptions): boolean {
  const isDense = target.tensor.dtype.includes('float')
  return !(normalization === 'normalize' && isDense && options.weight)
}

/** All options for one normalisation, shape and target; the reports take turns. */
export function* combinations(name: string, shape: readonly number[], targets: Targets) {
  const classes = classesOf(shape)
  let turn = 0
  for (const extra of extras) {
    for (const reduction of reductions) {
      const report = isbe.reports[turn++ % isbe.reports.length]!
      const options: PlainOptions = {
        ...normalizations[name]!(classes),
        ...targets.options,
        ...extra(classes),
        reduction,
        report,
      }
      if (report === 'potential' && !hasPotential(name, targets, options)) options.report = 'mse'
      yield options
    }
  }
}

function describe(shape: readonly number[], { target }: Targets, options: PlainOptions): string {
  const { weight, dilation, relocation, ...rest } = options
  const given = Object.entries({ weight, dilation, relocation })
    .filter(([, v]) => v)
    .map(([k]) => k)
  return `[${shape.join(', ')}], ${target.tensor.dtype} targets, ${given.join(' ')} ${JSON.stringify(rest)}`
}

export interface Outcome {
  compared: number
  /** A line for each result that differs from the reference. */
  failures: string[]
}

/** Compares all combinations of a normalisation (a key of `normalizations`) and a dtype. */
export function compareAll(name: string, dtype: Float): Outcome {
  const outcome: Outcome = { compared: 0, failures: [] }
  for (const shape of shapes) {
    torch.tidy(() => {
      const logits = logitsOf(shape, dtype)
      for (const targets of targetsOf(shape, dtype)) {
        for (const options of combinations(name, shape, targets)) {
          torch.tidy(() => compareOne(shape, logits, targets, options, outcome))
        }
      }
    })
  }
  return outcome
}

function compareOne(
  shape: readonly number[],
  logits: Held,
  targets: Targets,
  options: PlainOptions,
  outcome: Outcome,
): void {
  const dtype = logits.tensor.dtype as Float
  const found = isbe.softError(logits.tensor, targets.target.tensor, optionsOf(options, dtype))
  const expected = reference(shape, logits.numbers, plainTarget(targets.target), options)
  const lines = differences(found, expected, dtype)
  ++outcome.compared
  if (lines.length > 0)
    outcome.failures.push(`${describe(shape, targets, options)}: ${lines.join('; ')}`)
}
