/**
 * The ISBE operators by their definitions, in plain float64 arithmetic and one sample at a time: no
 * operator of libtorch and no formula of the kernels. The oracle of the tests of this folder.
 */
import type { isbe } from '../../../lib'
import { argmax, classesOf, placesOf, scaled, sumOf, total, zero, type Term } from './terms'

// Jest looks every global up through its sandbox: in the loops below that would be most of the time.
const { abs, exp, log, log1p, max, min, sqrt, tanh } = Math

export type PlainOptions = Omit<isbe.IsbeOptions, 'weight' | 'dilation' | 'relocation'> & {
  weight?: readonly number[]
  dilation?: readonly number[]
  relocation?: readonly number[]
}

/** Row-major: indices of the logits' shape without its classes, distributions of its shape. */
export type PlainTarget = { indices: readonly number[] } | { distributions: readonly number[] }

export interface PlainSoftError {
  /** Row-major, of the logits' shape. */
  error: Term[]
  /** One term, or one a sample. */
  value: Term[]
  correct: number
}

const defaults = {
  normalization: 'softmax',
  reduction: 'mean',
  labelSmoothing: 0,
  ignoreIndex: -100,
  slope: 0.25,
  dilatedGradient: false,
  report: 'mse',
} as const
type Settings = PlainOptions & Required<Pick<PlainOptions, keyof typeof defaults>>

interface Sample {
  logits: number[]
  /** The target as a distribution over the classes, before smoothing. */
  shares: number[]
  /** The class of the target: its index, or the first greatest share. */
  label: number
  counts: boolean
  isDense: boolean
}

interface Row {
  error: Term[]
  squares: Term
  potential: Term
  isHit: boolean
}

/** z = d⊙x − c. */
function dilated(logits: readonly number[], { dilation, relocation }: PlainOptions): number[] {
  return logits.map((x, k) => x * (dilation?.[k] ?? 1) - (relocation?.[k] ?? 0))
}

/** Every score with the size of the terms that it's computed from. */
function scores(z: readonly number[], { normalization, slope }: Settings): Term[] {
  const plain = (value: number): Term => ({ value, size: abs(value) })
  switch (normalization) {
    case 'softmax': {
      const top = max(...z.filter(x => x === x))
      const sum = total(z.map(x => exp(x - top)))
      return z.map(x => plain(exp(x - top) / sum))
    }
    case 'sigmoid':
      return z.map(x => plain(1 / (1 + exp(-x))))
    case 'hardsigmoid':
      return z.map(x => ({
        value: min(max(slope * x + 0.5, 0), 1),
        size: min(abs(slope * x) + 0.5, 1),
      }))
    case 'tanh':
      return z.map(x => plain(tanh(x)))
    case 'hardtanh':
      return z.map(x => plain(min(max(x, -1), 1)))
    case 'normalize': {
      const norm = max(sqrt(total(z.map(x => x * x))), 1e-12)
      return z.map(x => plain(x / norm))
    }
  }
}

/** A with A' = F, for the normalisations of one logit at a time. */
function antiderivative(x: number, { normalization, slope }: Settings): number {
  const size = abs(x)
  switch (normalization) {
    case 'sigmoid':
      return max(x, 0) + log1p(exp(-size))
    case 'hardsigmoid':
      if (x < -0.5 / slope) return 0
      return x > 0.5 / slope ? x : (slope * x * x) / 2 + x / 2 + 1 / (8 * slope)
    case 'tanh':
      return size + log1p(exp(-2 * size)) - Math.LN2
    case 'hardtanh':
      return size < 1 ? (x * x) / 2 : size - 0.5
    case 'softmax':
    case 'normalize':
      throw new Error(`${normalization} is no function of one logit`)
  }
}

/** The loss of one sample whose gradient gain⊙F(z) − subtracted is. */
function potential(
  z: readonly number[],
  gain: readonly number[],
  subtracted: readonly number[],
  o: Settings,
): Term {
  // A class without a share has no part in the sum, also where its logit is infinite.
  const linear = z.map((x, k): Term => {
    const value = subtracted[k] === 0 ? 0 : -subtracted[k]! * x
    return { value, size: abs(value) }
  })
  if (o.normalization === 'softmax') {
    const top = max(...z)
    const logSum = log(total(z.map(x => exp(x - top))))
    return sumOf([
      ...linear,
      { value: gain[0]! * (top + logSum), size: gain[0]! * (abs(top) + abs(logSum)) },
    ])
  }
  const positive =
    o.normalization === 'normalize'
      ? [gain[0]! * sqrt(total(z.map(x => x * x)))]
      : z.map((x, k) => gain[k]! * antiderivative(x, o))
  // The terms of an antiderivative cancel near 0: they are as large as 1 and the logit.
  const sizes = z.map((x, k) => gain[k]! * (1 + abs(x)))
  return sumOf([...linear, { value: total(positive), size: total(sizes) }])
}

/** Smoothed targets in the range of the scores. */
function targetsOf({ shares }: Sample, { labelSmoothing, normalization }: Settings): number[] {
  const isBipolar = normalization === 'tanh' || normalization === 'hardtanh'
  return shares
    .map(share => share * (1 - labelSmoothing) + labelSmoothing / shares.length)
    .map(share => (isBipolar ? 2 * share - 1 : share))
}

/** What multiplies the scores and what is subtracted from them. */
function coefficients(sample: Sample, o: Settings): { gain: number[]; subtracted: number[] } {
  const weight = o.weight ?? sample.logits.map(() => 1)
  const target = targetsOf(sample, o)
  if (o.normalization === 'softmax') {
    const subtracted = target.map((share, k) => weight[k]! * share)
    const gain = total(subtracted)
    return { gain: target.map(() => gain), subtracted }
  }
  const gain = sample.isDense ? [...weight] : target.map(() => weight[sample.label]!)
  return { gain, subtracted: target.map((share, k) => gain[k]! * share) }
}

function rowOf(sample: Sample, o: Settings): Row {
  if (!sample.counts) {
    return { error: sample.logits.map(() => zero), squares: zero, potential: zero, isHit: false }
  }
  const z = dilated(sample.logits, o)
  const { gain, subtracted } = coefficients(sample, o)
  const error = scores(z, o).map((score, k): Term => ({
    value: gain[k]! * score.value - subtracted[k]!,
    size: max(gain[k]! * score.size, abs(subtracted[k]!)),
  }))
  return {
    error: o.dilatedGradient ? error.map((e, k) => scaled(e, o.dilation![k]!)) : error,
    squares: sumOf(
      error.map(({ value: e, size }) => ({ value: e * e, size: e * e + 2 * abs(e) * size })),
    ),
    potential: o.report === 'potential' ? potential(z, gain, subtracted, o) : zero,
    isHit: argmax(z) === sample.label && !error.some(e => Number.isNaN(e.value)),
  }
}

function sampleOf(
  logits: number[],
  target: PlainTarget,
  index: number,
  places: number[],
  o: Settings,
): Sample {
  if ('distributions' in target) {
    const shares = places.map(place => target.distributions[place]!)
    return { logits, shares, label: argmax(shares), counts: true, isDense: true }
  }
  const label = target.indices[index]!
  const shares = logits.map((_, k) => (k === label ? 1 : 0))
  return { logits, shares, label, counts: label !== o.ignoreIndex, isDense: false }
}

function valuesOf(
  rows: readonly Row[],
  classes: number,
  o: Settings,
  weight: number,
  count: number,
): Term[] {
  if (o.report === 'none') return o.reduction === 'none' ? rows.map(() => zero) : [zero]
  if (o.report === 'potential') {
    if (o.reduction === 'none') return rows.map(row => row.potential)
    return [scaled(sumOf(rows.map(row => row.potential)), o.reduction === 'mean' ? 1 / weight : 1)]
  }
  const each = rows.map(row => scaled(row.squares, o.report === 'mse' ? 1 / classes : 1))
  return o.reduction === 'none' ? each : [scaled(sumOf(each), 1 / count)]
}

/** What soft_error returns for logits of `shape`, [C], [N, C] or [N, C, d1, …], row-major. */
export function reference(
  shape: readonly number[],
  logits: readonly number[],
  target: PlainTarget,
  options: PlainOptions = {},
): PlainSoftError {
  const o: Settings = { ...defaults, ...options }
  const places = placesOf(shape)
  const samples = places.map((at, index) =>
    sampleOf(
      at.map(place => logits[place]!),
      target,
      index,
      at,
      o,
    ),
  )
  const rows = samples.map(sample => rowOf(sample, o))
  const counted = samples.filter(sample => sample.counts)
  const weight = total(counted.map(s => (s.isDense ? 1 : (o.weight?.[s.label] ?? 1))))
  const scale = o.reduction === 'mean' ? 1 / weight : 1
  const error = new Array<Term>(logits.length)
  rows.forEach((row, index) =>
    row.error.forEach((e, k) => {
      error[places[index]![k]!] = samples[index]!.counts ? scaled(e, scale) : zero
    }),
  )
  return {
    error,
    value: valuesOf(rows, classesOf(shape), o, weight, counted.length),
    correct: rows.filter(row => row.isHit).length,
  }
}

/** What soft_scores returns. */
export function referenceScores(
  shape: readonly number[],
  logits: readonly number[],
  options: PlainOptions = {},
): Term[] {
  const o: Settings = { ...defaults, ...options }
  const result = new Array<Term>(logits.length)
  for (const at of placesOf(shape)) {
    const row = scores(
      dilated(
        at.map(place => logits[place]!),
        o,
      ),
      o,
    )
    row.forEach((score, k) => {
      result[at[k]!] = score
    })
  }
  return result
}
