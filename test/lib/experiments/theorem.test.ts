/** The theorems in numbers: to as many digits as do not depend on the machine. */
import { gradients } from '../../../lib/experiments/beyond/gradients'
import { operations } from '../../../lib/experiments/beyond/operations'
import type { Exhibit } from '../../../lib/experiments/exhibit'
import { dilatedSoftmax, normalizationFunctions } from '../../../lib/experiments/theorem/functions'
import { distance, jacobian } from '../../../lib/experiments/theorem/jacobian'
import { lipschitz } from '../../../lib/experiments/theorem/lipschitz'
import { oneHot, Sampler } from '../../../lib/experiments/theorem/sample'
import { theorem1 } from '../../../lib/experiments/theorem/theorem1'
import { theoremA1 } from '../../../lib/experiments/theorem/theoremA1'
import { tensor, tidy } from '../../../lib'

const columnsOf = ({ columns }: Exhibit): string =>
  columns.map(({ key, title, digits = '' }) => `${key}=${title} ${digits}`.trim()).join(', ')

const headOf = ({ id, label, text, notes }: Exhibit): unknown[] => [
  ...[id, label, text.length, notes.length],
]

/** Rounding is not said. */
const findingsOf = ({ findings }: Exhibit): unknown[] =>
  findings.map(({ holds, text }) => [holds, text.replace(/\d\.\de-\d+/, '#')])

test('Theorem 1', () => {
  const made = theorem1()
  const rows = made.rows as { statement: string; found: number; expected: string; holds: boolean }[]
  expect(rows.map(({ statement, expected, holds }) => [statement, expected, holds])).toEqual([
    ['1, 2: ∂CE/∂y = −y° ÷ y (relative)', 'below 1e-12', true],
    ['1, 2 as printed, without the minus sign (relative)', 'below 1e-12', false],
    ['3: CE is positive: the least found', 'at least 0', true],
    ['3: CE has no upper bound: the greatest found', 'above 1000', true],
    ['4(a): Jacobian of softmax = diag(y) − y yᵀ', 'below 1e-12', true],
    ['4(b), 4(c): gradient of SoftCE = y − y°', 'below 1e-12', true],
    ['ISBE sends y − y°', 'below 1e-12', true],
    ['4(d): components of the gradient lie in [−1, 1]: the greatest', 'at most 1', true],
  ])
  const found = rows.map(row => row.found)
  const expected = [0, 2, 0, 3810.351275826508, 0, 0, 0, 1]
  found.forEach((each, i) => expect(each).toBeCloseTo(expected[i]!, 6))
  expect(columnsOf(made)).toBe('statement=statement, found=found 3, expected=expected, holds=holds')
  expect(findingsOf(made)).toEqual([
    [
      true,
      'The gradient of cross-entropy after softmax is Y − Y° within #, and so is what ISBE sends, ' +
        'in all 121 cases.',
    ],
    [
      true,
      'Softmax and cross-entropy one after the other give a gradient that is not finite in 28 of ' +
        '121 cases, where a score is 0; Y − Y° always is.',
    ],
  ])
  expect(headOf(made)).toEqual(['theorem-1', 'Theorem 1', 1, 1])
})

test('Theorem A1', () => {
  const made = theoremA1()
  const expected = {
    ...{ softmax: 0, 'softmax(d⊙x − c), random d and c': 0 },
    ...{ sigmoid: 0.958324, hardsigmoid: 0.977807, tanh: 0.986967, hardtanh: 0.99584 },
    ...{ 'softmax, perturbed by 0.001': 0.000885576, 'softmax, perturbed by 0.01': 0.00841465 },
    ...{ 'softmax, perturbed by 0.1': 0.0868985, 'softmax, perturbed by 1': 0.555103 },
  }
  const rows = made.rows as { function: string; residual: number; hasTrick: boolean }[]
  expect(rows.map(row => row.function)).toEqual(Object.keys(expected))
  rows.forEach(({ residual, hasTrick }, i) => {
    expect(Math.abs(residual - Object.values(expected)[i]!)).toBeLessThan(1e-6)
    expect(hasTrick).toBe(i < 2)
  })
  expect(columnsOf(made)).toBe('function=F, residual=left over 4, hasTrick=has the trick')
  expect(findingsOf(made)).toEqual([
    [
      true,
      'For softmax(d⊙x − c) the Jacobian (A2) and the trick (A3) hold for random d and c within #.',
    ],
    [
      true,
      'Sigmoid, tanh, their hard variants and perturbed softmax do not have it: at best 0.089 % of ' +
        'the gradient is left over, at worst 100 %.',
    ],
  ])
  expect(headOf(made)).toEqual(['theorem-a1', 'Theorem A1', 2, 2])
})

test('the Lipschitz condition', () => {
  const made = lipschitz()
  // Slopes at zero are 1/K, 1/4 and 1; x/‖x‖ turns 2r into 2.
  const expected = {
    softmax: [0.12785, 0.10015, 0.1, 0.1, true],
    sigmoid: [0.24794, 0.25, 0.25, 0.25, true],
    hardsigmoid: [0.25, 0.25, 0.25, 0.25, true],
    tanh: [0.96761, 1, 1, 1, true],
    hardtanh: [1, 1, 1, 1, true],
    normalize: [1, 100, 1e4, 1e6, false],
  }
  const rows = made.rows.map(({ normalization, one, hundredth, small, tiny, bounded }) => [
    normalization,
    [one, hundredth, small, tiny].map(each => Number((each as number).toPrecision(5))),
    bounded,
  ])
  expect(rows).toEqual(
    Object.entries(expected).map(([name, values]) => [name, values.slice(0, 4), values[4]]),
  )
  expect(columnsOf(made)).toBe(
    'normalization=F, one=within 1 3, hundredth=within 0.01 3, small=within 1e-4 3, ' +
      'tiny=within 1e-6 3, bounded=bounded',
  )
  expect(made.findings).toEqual([
    {
      holds: true,
      text: 'The five normalisations that work are Lipschitz near zero: none stretches by more than 1.00.',
    },
    {
      holds: true,
      text: 'normalize is not: within 1e-6 of zero it moves vectors 1.0e+6 times as far apart.',
    },
  ])
  expect(headOf(made)).toEqual(['lipschitz', 'Lipschitz condition', 1, 1])
})

test('operations are counted', () => {
  const made = operations()
  const counted = made.rows.map(({ loss, way, arithmetic, functions, total }) =>
    [loss, way, arithmetic, functions, total].join(', '),
  )
  const isbe = [
    ['ISBE hardsigmoid', '4K + 1, 0, 41'],
    ['ISBE hardtanh', '3K + 1, 0, 31'],
    ['ISBE sigmoid', '3K + 1, K, 41'],
    ['ISBE softmax', '4K − 1, K, 49'],
    ['ISBE tanh', 'K + 1, K, 21'],
  ]
  expect(counted).toEqual([
    'CE mean, autograd, 7K − 2, 2K + 1, 89',
    'CE none, autograd, 7K − 3, 2K + 1, 88',
    'CE sum, autograd, 7K − 2, 2K + 1, 89',
    ...isbe.map(([loss, rest]) => `${loss}, direct, ${rest}`),
    ...isbe.map(([loss, rest]) => `${loss}, autograd, ${rest}`),
  ])
  const ofIsbe = made.rows.slice(3)
  expect(new Set(ofIsbe.map(({ forward }) => forward))).toEqual(new Set([1]))
  const most = (way: string): number =>
    Math.max(...ofIsbe.filter(row => row.way === way).map(row => row.backward as number))
  expect(most('direct')).toBeLessThan(most('autograd'))
  const ce = made.rows.slice(0, 3).map(row => (row.forward as number) + (row.backward as number))
  expect(made.findings).toEqual([
    {
      holds: true,
      text:
        `ISBE, directly, dispatches at most ${1 + most('direct')} operators forward and backward, ` +
        `cross-entropy at least ${Math.min(...ce)}.`,
    },
    {
      holds: true,
      text: 'By hand, for 10 classes: at most 49 operations a sample against at least 88.',
    },
  ])
  expect(columnsOf(made)).toBe(
    'loss=loss, way=way, forward=operators forward 0, backward=backward 0, arithmetic=arithmetic, ' +
      'functions=functions, total=in all, K = 10 0',
  )
  expect(headOf(made)).toEqual(['operations', 'Operations', 1, 1])
})

test('gradients of fewer bits are near to those of float64', () => {
  const made = gradients()
  const rows = made.rows as Record<string, number>[]
  expect(
    made.rows.map(({ classes, dtype, smoothing }) => `${classes} ${dtype} ${smoothing}`),
  ).toEqual(
    [10, 1000, 65537].flatMap(classes =>
      ['float32', 'bfloat16', 'float16'].flatMap(dtype =>
        ['0', '0.1'].map(smoothing => `${classes} ${dtype} ${smoothing}`),
      ),
    ),
  )
  // Rounding of scores below 1, to 24, 8 and 11 bits.
  const eps = { float32: 2 ** -24, bfloat16: 2 ** -8, float16: 2 ** -11 }
  for (const row of rows) {
    const { libtorch, isbe, ratio } = row as { libtorch: number; isbe: number; ratio: number }
    expect(ratio).toBe(libtorch / isbe)
    expect(isbe).toBeGreaterThan(0)
    expect(isbe).toBeLessThan(3 * eps[row.dtype as unknown as keyof typeof eps])
  }
  const best = rows.reduce((a, b) => (b.ratio! > a.ratio! ? b : a))
  expect(made.findings).toEqual([
    {
      holds: true,
      text:
        "ISBE's gradient is as near to float64 as libtorch's (within a factor of two) or nearer in " +
        `18 of 18 cases, at best ${best.ratio!.toFixed(0)} times: ${best.classes} classes, ` +
        `${best.dtype}, smoothing ${best.smoothing}.`,
    },
  ])
  expect(best).toMatchObject({ classes: 65537, dtype: 'float32', smoothing: 0.1 })
  expect(columnsOf(made)).toBe(
    'classes=classes 0, dtype=dtype, smoothing=smoothing 1, libtorch=cross-entropy 9, ' +
      'isbe=ISBE 9, ratio=times nearer 1',
  )
  expect(headOf(made)).toEqual(['gradients', 'Accuracy of the gradient', 1, 0])
})

test('the functions, and their Jacobians', () => {
  tidy(() => {
    const x = tensor([-3, 0, 1, 2.5], { dtype: 'float64' })
    const of = (name: string): number[] => normalizationFunctions[name]!(x).toArray<number[]>()
    // Of slope ¼, cut off at 0 and 1.
    expect(of('hardsigmoid')).toEqual([0, 0.5, 0.75, 1])
    expect(of('hardtanh')).toEqual([-1, 0, 1, 1])
    of('sigmoid').forEach((y, i) =>
      expect(y).toBeCloseTo(1 / (1 + Math.exp(-x.toArray<number[]>()[i]!)), 12),
    )
    of('tanh').forEach((y, i) => expect(y).toBeCloseTo(Math.tanh(x.toArray<number[]>()[i]!), 12))
    const norm = Math.hypot(3, 1, 2.5)
    of('normalize').forEach((y, i) => expect(y).toBeCloseTo([-3, 0, 1, 2.5][i]! / norm, 12))
    const [d, c] = [tensor([1, 2], { dtype: 'float64' }), tensor([3, 0], { dtype: 'float64' })]
    const two = tensor([1, -1], { dtype: 'float64' })
    // Softmax of 1 − 3 and −2 − 0.
    expect(dilatedSoftmax(d, c)(two).toArray()).toEqual([0.5, 0.5])
    // ∂y_i/∂x_j in row i: x₀x₁, and a constant.
    const f = (v: typeof x): typeof x => v.select(0, 0).mul(v.select(0, 1)).view([1])
    expect(jacobian(f, tensor([2, 5], { dtype: 'float64' })).toArray()).toEqual([[5, 2]])
    expect(distance(tensor([1, -4]), tensor([0.5, 1]))).toBe(5)
    expect(oneHot(1, 3).toArray()).toEqual([0, 1, 0])
  })
})

test('samples are the same for the same seed, and within their ranges', () => {
  tidy(() => {
    using a = new Sampler(5)
    using b = new Sampler(5)
    expect(a.normal(3, 2).toArray()).toEqual(b.normal(3).mul(2).toArray())
    const uniform = a.uniform(1000, -2, 6).toArray<number[]>()
    expect(Math.min(...uniform)).toBeGreaterThanOrEqual(-2)
    expect(Math.min(...uniform)).toBeLessThan(-1.9)
    expect(Math.max(...uniform)).toBeLessThan(6)
    expect(Math.max(...uniform)).toBeGreaterThan(5.9)
    const shares = a.distribution(7)
    expect(shares.dtype).toBe('float64')
    expect(shares.sum().item()).toBeCloseTo(1, 12)
    expect(shares.min().item<number>()).toBeGreaterThan(0)
  })
})
