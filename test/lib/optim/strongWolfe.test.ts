/** Where the line search of L-BFGS evaluates, step by step, and what it chooses. */
import torch from '../../../lib'
import { interpolate, strongWolfe, type Point } from '../../../lib/optim/strongWolfe'

type Line = readonly [loss: (t: number) => number, slope: (t: number) => number]

const lines: Record<string, Line> = {
  parabola: [t => (t - 3) ** 2 / 2, t => t - 3],
  quartic: [t => (t - 1) ** 4 - 0.5 * t, t => 4 * (t - 1) ** 3 - 0.5],
  waves: [
    t => Math.cos(5 * t) + 0.1 * (t - 4) ** 2 - 0.5 * t,
    t => -5 * Math.sin(5 * t) + 0.2 * (t - 4) - 0.5,
  ],
  slide: [t => -t, () => -1],
  growth: [t => Math.exp(t) - 20 * t, t => Math.exp(t) - 20],
  cliff: [t => -t + Math.exp(30 * (t - 1)), t => -1 + 30 * Math.exp(30 * (t - 1))],
  kink: [t => Math.abs(t - 1) * 2 + 0.01 * (t - 1) ** 2, t => (t >= 1 ? 2 : -2) + 0.02 * (t - 1)],
}

const gradient = torch.ones([1])

function at([loss, slope]: Line, t: number): Point {
  return { t, loss: loss(t), gradient, slope: slope(t) }
}

type Case = [line: string, first: number, size: number, toleranceChange: number, most: number]

// PyTorch 2.13, _strong_wolfe: what it evaluates, in order, and the step that it chooses.
test.each<[...Case, seen: number[], chosen: number]>([
  ['kink', 0.5, 0.5, 0.2, 5, [0.5, 5, 1.26401970665, 1.0316990338, 0.949535345567], 1.0316990338],
  ['waves', 0.9, 1, 1e-9, 2, [0.9, 0.760306635028, 0.701360547488], 0.701360547488],
  ['quartic', 0.01, 1, 1e-9, 2, [0.01, 0.05505], 0.05505],
  ['parabola', 0.01, 1, 1e-9, 0, [0.01], 0.01],
  [
    'quartic',
    40,
    1,
    0.01,
    25,
    [40, 13.9838675412, 5.28416920772, 2.32335485303, 1.2439583891],
    1.2439583891,
  ],
  ['quartic', 40, 1, 1e-9, 3, [40, 13.9838675412, 5.28416920772, 2.32335485303], 0],
  [
    'waves',
    40,
    1,
    1e-9,
    5,
    [40, 13.8534732514, 5.2663534429, 7.64962167317, 5.85448325475, 5.69106125683],
    5.69106125683,
  ],
  [
    'waves',
    1.5,
    1,
    0.01,
    25,
    [1.5, 8.2575, 4.8532666548, 7.74044783522, 8.17253522875],
    8.17253522875,
  ],
  ['waves', 0.1, 1, 0.01, 3, [0.1, 1, 0.791377574164, 0.710885068021], 0.710885068021],
  ['slide', 2.5, 1, 0.01, 5, [2.5, 25, 250, 2500, 25000, 250000], 250000],
  ['slide', 0.9, 0.5, 0.2, 3, [0.9, 9, 90, 900], 900],
  [
    'growth',
    40,
    1,
    1e-9,
    5,
    [40, 25.9649122807, 16.5876379593, 10.3003699706, 6.04460452962, 3.30178146821],
    3.30178146821,
  ],
  ['growth', 0.01, 1, 0.01, 25, [0.01, 0.1, 1, 4.19322428713, 2.92279781639], 2.92279781639],
  [
    'cliff',
    0.5,
    1,
    1e-9,
    25,
    [
      0.5, 5, 3.47744360902, 2.46223121952, 1.78515037254, 1.3333288526, 1.03139868437,
      0.833055399902,
    ],
    0.833055399902,
  ],
  ['cliff', 0.5, 1, 0.01, 3, [0.5, 5, 3.47744360902, 2.46223121952], 0.5],
  [
    'kink',
    0.9,
    1,
    0.01,
    25,
    [
      0.9, 9, 2.04056417878, 1.08550577656, 1.00347506553, 0.98819344142, 1.0001184246,
      0.998426061131,
    ],
    1.0001184246,
  ],
  [
    'kink',
    40,
    1,
    1e-9,
    5,
    [40, 5.52460179838, 1.08781315257, 0.913175995623, 0.999752982154, 1.01210283634],
    0.999752982154,
  ],
  ['kink', 0.9, 0.5, 0.2, 5, [0.9, 9, 2.04056417878, 1.08550577656], 1.08550577656],
])(
  'of the %s from %p on, size %p, tolerance %p, at most %p',
  (name, t, size, change, most, ...of) => {
    const [expected, chosen] = of
    const line = lines[name]!
    const seen: number[] = []
    const evaluate = (step: number): Point => {
      seen.push(step)
      return at(line, step)
    }
    const limits = { size, toleranceChange: change, mostEvaluations: most }
    const found = strongWolfe({ evaluate, start: at(line, 0), t, ...limits })
    expect(seen).toHaveLength(expected.length)
    seen.forEach((step, i) => expect(step / expected[i]!).toBeCloseTo(1, 9))
    expect(found.evaluations).toBe(expected.length)
    expect(found.point.t).toBeCloseTo(chosen, 6)
    const { loss, slope } = at(line, found.point.t)
    expect([found.point.loss, found.point.slope]).toEqual([loss, slope])
  },
)

type Numbers = [t: number, loss: number, slope: number]

function point([t, loss, slope]: Numbers): Point {
  return { t, loss, gradient, slope }
}

// PyTorch 2.13, _cubic_interpolate: between the points, and within other bounds.
test.each<[Numbers, Numbers, between: number, within: [[number, number], number][]]>([
  [
    [0, 1, -2],
    [2, 0.5, 1],
    1.0851457844873238,
    [
      [[1.01, 10], 1.0851457844873238],
      [[5, 8], 5],
    ],
  ],
  [[2, 0.5, 1], [0, 1, -2], 1.0851457844873238, [[[0.2, 0.3], 0.3]]],
  [[0, 1, -2], [2, 5, 3], 0.3182745860377729, [[[1.01, 10], 1.01]]],
  [[1, 3, -1], [4, 2.5, 0.5], 2.757359312880715, [[[5, 8], 5]]],
  [[4, 2.5, 0.5], [1, 3, -1], 2.757359312880715, [[[1.01, 10], 2.757359312880715]]],
  [[0, 0, 2], [1, 0, 2.5], 0.7707499879965427, [[[1.01, 10], 1.01]]],
  [[3, 0, 2.5], [1, 0, 2], 2.5414999759930854, [[[0.2, 0.3], 0.3]]],
  [[0, 1, -1], [1, 0.2, -0.5], 1, [[[1.01, 10], 1.52258812094334]]],
  [[0, 0, -1], [1, -2, -3], 1, [[[1.01, 10], 10]]],
  // No minimum: the middle.
  [[0, 1, -1], [1, 0.4, -1], 0.5, [[[2, 10], 6]]],
])('the minimum of a cubic through %j and %j', (a, b, between, within) => {
  expect(interpolate(point(a), point(b))).toBeCloseTo(between, 12)
  for (const [bounds, expected] of within)
    expect(interpolate(point(a), point(b), bounds)).toBeCloseTo(expected, 12)
})
