/** Losses of small tensors, which are those of PyTorch 2.13. */
import torch, { nn, type Tensor } from '../../../../../lib'
import type * as Library from '../../../../../lib'

const F = nn.functional
type Words = 'none' | 'mean' | 'sum'
const words: Words[] = ['none', 'mean', 'sum']

function near(tensor: Tensor): unknown {
  return tensor.mul(1e4).round().div(1e4).double().mul(1e4).round().div(1e4).toArray()
}

const [a, b, weight] = [
  [1, 2, 4],
  [2, 2, 1],
  [1, 2, 3],
].map(values => torch.tensor(values)) as [Tensor, Tensor, Tensor]
const matrix = torch.tensor([
  [1, 2],
  [4, 0],
])
const other = torch.tensor([
  [2, 2],
  [1, 1],
])
const eye = torch.eye(2)

test('weighted losses: the mean is per weight, but that of huberLoss', () => {
  const each = (loss: (reduction: Words) => Tensor) => words.map(word => near(loss(word)))
  expect(each(reduction => F.l1Loss(a, b, { weight, reduction }))).toEqual([[1, 0, 9], 1.6667, 10])
  expect(each(reduction => F.mseLoss(a, b, { weight, reduction }))).toEqual([
    [1, 0, 27],
    4.6667,
    28,
  ])
  expect(each(reduction => F.huberLoss(a, b, { weight, reduction, delta: 2 }))).toEqual([
    [0.5, 0, 12],
    4.1667,
    12.5,
  ])
})

test('smoothL1Loss is absolute where beta is 0', () => {
  expect(near(F.smoothL1Loss(a, b, { beta: 0, reduction: 'none' }))).toEqual([1, 0, 3])
  expect(near(F.smoothL1Loss(a, b, { beta: 4, reduction: 'none' }))).toEqual([0.125, 0, 1.125])
})

test('gaussianNllLoss takes variances in several shapes', () => {
  const loss = (variance: Tensor | number, options: object = {}): unknown =>
    near(F.gaussianNllLoss(matrix, other, variance, { reduction: 'none', ...options }))
  const perRow = [
    [0.5, 0],
    [2.5966, 0.5966],
  ]
  expect(loss(torch.tensor([1, 2]))).toEqual(perRow)
  expect(loss(torch.tensor([[1], [2]]))).toEqual(perRow)
  expect(loss(torch.tensor([[1, 2]]))).toEqual([
    [0.5, 0.3466],
    [4.5, 0.5966],
  ])
  const each = torch.tensor([
    [1, 2],
    [3, 4],
  ])
  expect(loss(each, { full: true })).toEqual([
    [1.4189, 1.2655],
    [2.9682, 1.7371],
  ])
  expect(loss(2, { reduction: 'sum' })).toBe(4.1363)
  expect(loss(0, { eps: 0.5 })).toEqual([
    [0.6534, -0.3466],
    [8.6534, 0.6534],
  ])
  expect(each.toArray()).toEqual([
    [1, 2],
    [3, 4],
  ])
})

test.each<[unknown, string]>([
  [torch.ones([3, 1]), 'expected var of shape [2, 2], or with one size of 1, found [3, 1]'],
  [torch.ones([1, 1]), 'expected var of shape [2, 2], or with one size of 1, found [1, 1]'],
  [torch.ones([1]), 'expected var of shape [2, 2], or with one size of 1, found [1]'],
  ['one', "expected var as a tensor or a number, found 'one'"],
  [torch.tensor([[1, -1], [1, 1]]), 'expected variances of 0 or more, found negative ones'], // prettier-ignore
])('gaussianNllLoss refuses %p', (variance, problem) => {
  expect(() => F.gaussianNllLoss(matrix, other, variance as number)).toThrow(
    new Error(`nn.functional.gaussianNllLoss: ${problem}`),
  )
})

test('multilabelSoftMarginLoss is the mean over classes', () => {
  const loss = (options: object): unknown => near(F.multilabelSoftMarginLoss(matrix, eye, options))
  expect(loss({ reduction: 'none' })).toEqual([1.2201, 2.3556])
  const weighted = words.map(reduction => loss({ reduction, weight: torch.tensor([1, 3]) }))
  expect(weighted).toEqual([[3.347, 3.0488], 3.1979, 6.3958])
})

test('klDiv has a reduction of its own', () => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined)
  const p = torch.tensor([
    [0.5, 0.5],
    [0.2, 0.8],
  ])
  const q = torch.tensor([
    [0.25, 0.75],
    [0.5, 0.5],
  ])
  const loss = (reduction: 'batchmean' | Words): unknown => near(F.klDiv(p.log(), q, { reduction }))
  expect(loss('none')).toEqual([
    [-0.1733, 0.3041],
    [0.4581, -0.235],
  ])
  expect([loss('batchmean'), loss('sum'), loss('mean')]).toEqual([0.177, 0.354, 0.0885])
  expect(near(F.klDiv(p.log(), q.log(), { logTarget: true, reduction: 'sum' }))).toBe(0.354)
  const one = torch.tensor(0.5)
  expect(near(F.klDiv(one.log(), one.mul(2), { reduction: 'batchmean' }))).toBe(0.6931)
  jest.restoreAllMocks()
})

test('klDiv tells once what its mean is', () => {
  jest.isolateModules(() => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- a library that has told nothing yet
    const fresh = (require('../../../../../lib') as typeof Library).default
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined)
    const [x, y] = [fresh.ones([1]), fresh.ones([1])]
    fresh.nn.functional.klDiv(x, y, { reduction: 'sum' })
    fresh.nn.functional.klDiv(x, y, { reduction: 'batchmean' })
    expect(warn).not.toHaveBeenCalled()
    fresh.nn.functional.klDiv(x, y)
    fresh.nn.functional.klDiv(x, y)
    expect(warn.mock.calls.map(([message]) => message)).toEqual([
      expect.stringMatching(/^klDiv: reduction: 'mean' divides the loss by the batch size and the/),
    ])
    warn.mockRestore()
  })
})

test('triplets of any distance', () => {
  const loss = (swap: boolean, reduction: Words): unknown =>
    near(F.tripletMarginWithDistanceLoss(matrix, other, matrix.flip(1), null, 3, swap, reduction))
  expect(words.map(word => loss(false, word))).toEqual([[2.5858, 0.5054], 1.5456, 3.0912])
  expect(words.map(word => loss(true, word))).toEqual([[3, 3], 3, 6])
  const largest = (x: Tensor, y: Tensor): Tensor => x.sub(y).abs().amax(1)
  const given = { distanceFunction: largest, reduction: 'none' } as const
  expect(near(F.tripletMarginWithDistanceLoss(matrix, other, matrix.flip(1), given))).toEqual([
    1, 0,
  ])
})

test.each<[string, () => unknown, string]>([
  [
    'tripletMarginLoss',
    () => F.tripletMarginLoss(a, a, a, { margin: 0 }),
    'expected a margin above 0, found 0',
  ],
  [
    'tripletMarginWithDistanceLoss',
    () => F.tripletMarginWithDistanceLoss(a, a, a, { margin: -1 }),
    'expected a margin above 0, found -1',
  ],
  [
    'tripletMarginWithDistanceLoss',
    () => F.tripletMarginWithDistanceLoss(a, a, matrix),
    'expected anchor, positive and negative of as many dimensions, found 1, 1, 2',
  ],
  [
    'marginRankingLoss',
    () => F.marginRankingLoss(a, matrix, a),
    'expected input1, input2 and target of as many dimensions, found 1, 2, 1',
  ],
  [
    'mseLoss',
    () => F.mseLoss(matrix, other, { weight: a }),
    "expected a weight of the input's shape [2, 2], found [3]",
  ],
  [
    'l1Loss',
    () => F.l1Loss(matrix, other, { weight: a }),
    "expected a weight of the input's shape [2, 2], found [3]",
  ],
  [
    'huberLoss',
    () => F.huberLoss(matrix, other, { weight: a }),
    "expected a weight of the input's shape [2, 2], found [3]",
  ],
  [
    'binaryCrossEntropy',
    () => F.binaryCrossEntropy(matrix, a),
    "expected a target of the input's shape [2, 2], found [3]",
  ],
  [
    'binaryCrossEntropyWithLogits',
    () => F.binaryCrossEntropyWithLogits(matrix, a),
    "expected a target of the input's shape [2, 2], found [3]",
  ],
])('%s refuses %#', (name, call, problem) => {
  expect(call).toThrow(new Error(`nn.functional.${name}: ${problem}`))
})

test.each(['l1Loss', 'mseLoss', 'smoothL1Loss', 'huberLoss'] as const)(
  '%s tells of sizes that differ, once',
  name => {
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined)
    F[name](a, a)
    expect(warn).not.toHaveBeenCalled()
    const column = a.unsqueeze(1)
    expect(F[name](a, column, { reduction: 'none' }).shape).toEqual([3, 3])
    F[name](a, column)
    expect(warn.mock.calls.map(([message]) => message)).toEqual([
      `${name}: using a target of size [3, 1] that is different to the input of size [3]: this will ` +
        'likely lead to incorrect results due to broadcasting; give both the same size',
    ])
    warn.mockRestore()
  },
)

test('a reduction may be a number of libtorch, and older arguments come before it', () => {
  const loss = (options: object): unknown => near(F.mseLoss(a, b, options))
  const [each, mean, sum] = [[1, 0, 9], 3.3333, 10]
  expect([0, 1, 2].map(reduction => loss({ reduction }))).toEqual([each, mean, sum])
  expect(near(F.klDiv(a, b, { reduction: 3 as never }))).toBe(near(F.klDiv(a, b, { reduction: 'batchmean' }))) // prettier-ignore
  expect(loss({ sizeAverage: false })).toBe(sum)
  expect(loss({ sizeAverage: true, reduction: 'sum' })).toBe(mean)
  expect(loss({ reduce: false, sizeAverage: false })).toEqual(each)
  expect(loss({ reduce: true, reduction: 'none' })).toBe(mean)
  expect(loss({ reduce: true, sizeAverage: false })).toBe(sum)
  expect(near(F.mseLoss(a, b, 'sum' as never))).toBe(sum)
})

test.each<[object, RegExp]>([
  [{ reduction: 3 }, /^nn\.functional\.mseLoss: reduction: expected none, mean, sum, found 3/],
  [{ reduction: 'batchmean' }, /reduction: expected none, mean, sum, found 'batchmean'/],
  [{ sizeAverage: 1 }, /: expected a boolean as sizeAverage, found 1; a reduction comes by name/],
  [{ reduce: 'sum' }, /: expected a boolean as reduce, found 'sum'; a reduction comes by name: \{/],
])('refuses %j', (options, message) => {
  expect(() => F.mseLoss(a, b, options)).toThrow(message)
})
