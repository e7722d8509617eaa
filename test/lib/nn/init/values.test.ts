/** Initial values: which are set, from which distribution, as PyTorch 2.13 does with the same seed. */
import torch, { nn, type Tensor } from '../../../../lib'

const { init } = nn

function drawn(fill: (tensor: Tensor) => Tensor, ...shape: number[]): Tensor {
  torch.manualSeed(1)
  return fill(torch.empty(shape))
}

const near = (tensor: Tensor): unknown =>
  tensor.toArray<number[][]>().map(row => row.map(value => Math.round(value * 1e4) / 1e4))

test('orthogonal matrices, square, wide and tall', () => {
  expect(near(drawn(x => init.orthogonal_(x, { gain: 2 }), 3, 3))).toEqual([
    [0.7462, 1.578, -0.9764],
    [0.701, -1.2141, -1.4264],
    [-1.7181, 0.19, -1.006],
  ])
  expect(near(drawn(x => init.orthogonal_(x), 2, 3))).toEqual([
    [0.9239, 0.3729, 0.0862],
    [0.3812, -0.8768, -0.2931],
  ])
  expect(near(drawn(x => init.orthogonal_(x), 3, 2))).toEqual([
    [0.8232, -0.0507],
    [0.0768, 0.9968],
    [-0.5625, 0.0619],
  ])
  const kernel = drawn(x => init.orthogonal_(x), 4, 2, 3).reshape([4, 6])
  expect(torch.allclose(kernel.matmul(kernel.t()), torch.eye(4), { atol: 1e-5 })).toBe(true)
  expect(init.orthogonal_(torch.empty([0, 3])).shape).toEqual([0, 3])
})

test.each<[shape: number[], groups: number | undefined, places: number[][]]>([
  [[4, 3, 3], 2, [[0, 0, 1], [1, 1, 1], [2, 0, 1], [3, 1, 1]]],
  [[4, 1, 2, 3], undefined, [[0, 0, 1, 1]]],
  [[2, 3, 3, 2, 4], 1, [[0, 0, 1, 1, 2], [1, 1, 1, 1, 2]]],
  [[6, 2, 1], 3, [[0, 0, 0], [1, 1, 0], [2, 0, 0], [3, 1, 0], [4, 0, 0], [5, 1, 0]]],
])('dirac_ sets ones in %j, groups %p', (shape, groups, places) => {
  const kernel = init.dirac_(torch.full(shape, 7), groups)
  expect(kernel.nonzero().toArray()).toEqual(places)
  expect(kernel.sum().item()).toBe(places.length)
}) // prettier-ignore

test('identities and constants', () => {
  expect(init.eye_(torch.full([2, 3], 7)).toArray()).toEqual([[1, 0, 0], [0, 1, 0]]) // prettier-ignore
  expect(init.constant_(torch.empty([2]), 0.5).toArray()).toEqual([0.5, 0.5])
  expect(init.ones_(torch.empty([2])).toArray()).toEqual([1, 1])
  expect(init.zeros_(torch.ones([2])).toArray()).toEqual([0, 0])
})

test.each([
  [0, 0],
  [0.5, 3],
  [0.4, 2],
  [0.41, 3],
  [1, 5],
])('sparse_ zeroes a share of %d, of 5 rows %d', (sparsity, zeros) => {
  const matrix = drawn(x => init.sparse_(x, sparsity), 5, 3)
  expect(matrix.eq(0).sum(0).toArray()).toEqual([zeros, zeros, zeros])
  expect(matrix.abs().max().itemNumber()).toBeLessThan(0.05)
  const wide = drawn(x => init.sparse_(x, 0, 100), 5, 3)
  expect(wide.abs().max().itemNumber()).toBeGreaterThan(50)
})

describe('bounds and deviations', () => {
  const count = 40_000
  /** Of a weight [100, 40, 10]: fanIn 400, fanOut 1000. */
  const figures = (fill: (tensor: Tensor) => Tensor): [deviation: number, most: number] => {
    const tensor = drawn(fill, 100, 40, 10)
    expect([tensor.numel(), Math.abs(tensor.mean().itemNumber()) < 0.02]).toEqual([count, true])
    return [tensor.std().itemNumber(), tensor.abs().max().itemNumber()]
  }

  test.each<[string, (tensor: Tensor) => Tensor, number]>([
    ['xavierUniform_', x => init.xavierUniform_(x), Math.sqrt(6 / 1400)],
    ['xavierUniform_ with a gain', x => init.xavierUniform_(x, 2), 2 * Math.sqrt(6 / 1400)],
    ['kaimingUniform_', x => init.kaimingUniform_(x), Math.sqrt(6 / 400)],
    ['kaimingUniform_ with a slope', x => init.kaimingUniform_(x, 1), Math.sqrt(3 / 400)],
    [
      'kaimingUniform_ of what goes out',
      x => init.kaimingUniform_(x, { mode: 'fan_out', nonlinearity: 'tanh' }),
      (5 / 3) * Math.sqrt(3 / 1000),
    ],
  ])('%s', (_, fill, bound) => {
    const [deviation, most] = figures(fill)
    expect(most).toBeLessThanOrEqual(bound)
    expect(most / bound).toBeGreaterThan(0.999)
    expect((deviation * Math.sqrt(3)) / bound).toBeCloseTo(1, 1)
  })

  test.each<[string, (tensor: Tensor) => Tensor, number]>([
    ['xavierNormal_', x => init.xavierNormal_(x), Math.sqrt(2 / 1400)],
    ['xavierNormal_ with a gain', x => init.xavierNormal_(x, 3), 3 * Math.sqrt(2 / 1400)],
    ['kaimingNormal_', x => init.kaimingNormal_(x), Math.sqrt(2 / 400)],
    [
      'kaimingNormal_ of what goes out',
      x => init.kaimingNormal_(x, { mode: 'fanOut', nonlinearity: 'relu' }),
      Math.sqrt(2 / 1000),
    ],
  ])('%s', (_, fill, expected) => {
    const [deviation, most] = figures(fill)
    expect(deviation / expected).toBeCloseTo(1, 1)
    expect(most / expected).toBeGreaterThan(3)
  })

  test('truncNormal_ stays within its bounds, near to the mean or far from it', () => {
    const bounded = (options: object): number[] => {
      const tensor = drawn(x => init.truncNormal_(x, options), 20_000)
      return [tensor.min(), tensor.mean(), tensor.max(), tensor.std()].map(
        x => Math.round(x.itemNumber() * 10) / 10 + 0,
      )
    }
    expect(bounded({})).toEqual([-2, 0, 2, 0.9])
    expect(bounded({ mean: 1, std: 2, a: 0, b: 3 })).toEqual([0, 1.4, 3, 0.8])
    // Of N(0, 1) above 2 the mean is 2.37 and the deviation 0.34.
    expect(bounded({ a: 2, b: 6 }).slice(0, 2)).toEqual([2, 2.4])
    expect(bounded({ a: -6, b: -2 }).slice(1)).toEqual([-2.4, -2, 0.3])
    expect(bounded({ a: -0.1, b: 0.1 })).toEqual([-0.1, 0, 0.1, 0.1])
  })
})

test.each<[string, number | null | undefined, number]>([
  ['linear', undefined, 1],
  ['conv1d', undefined, 1],
  ['conv3d', undefined, 1],
  ['conv_transpose2d', undefined, 1],
  ['sigmoid', undefined, 1],
  ['tanh', undefined, 5 / 3],
  ['relu', undefined, Math.sqrt(2)],
  ['selu', undefined, 0.75],
  ['leaky_relu', undefined, Math.sqrt(2 / 1.0001)],
  ['leakyRelu', null, Math.sqrt(2 / 1.0001)],
  ['leaky_relu', 2, Math.sqrt(2 / 5)],
  ['leaky_relu', 0, Math.sqrt(2)],
])('the gain of %s %p', (name, param, gain) => {
  expect(init.calculateGain(name as 'relu', param)).toBeCloseTo(gain, 12)
})

test.each<[() => unknown, string]>([
  [() => init.eye_(torch.empty([2, 2, 2])), 'eye_: expected 2 dimensions, found [2, 2, 2]'],
  [() => init.dirac_(torch.empty([2, 2])), 'dirac_: expected 3, 4 or 5 dimensions, found [2, 2]'],
  [
    () => init.dirac_(torch.empty([2, 1, 1, 1, 1, 1])),
    'dirac_: expected 3, 4 or 5 dimensions, found [2, 1, 1, 1, 1, 1]',
  ],
  [
    () => init.dirac_(torch.empty([4, 2, 1]), 3),
    'dirac_: expected outputs that 3 groups divide, found [4, 2, 1]',
  ],
  [() => init.dirac_(torch.empty([4, 2, 1]), 0), 'dirac_: groups: expected a positive integer, found 0'], // prettier-ignore
  [() => init.orthogonal_(torch.empty([3])), 'orthogonal_: expected 2 or more dimensions, found [3]'], // prettier-ignore
  [() => init.sparse_(torch.empty([3]), 0.5), 'sparse_: expected 2 dimensions, found [3]'],
  [
    () => init.sparse_(torch.empty([3, 3]), 1.5),
    'sparse_: sparsity: expected a probability from 0 to 1, found 1.5',
  ],
  [
    () => init.xavierUniform_(torch.empty([3])),
    'xavierUniform_: expected a tensor of 2 or more dimensions, found [3]',
  ],
  [
    () => init.kaimingNormal_(torch.empty([3])),
    'kaimingNormal_: expected a tensor of 2 or more dimensions, found [3]',
  ],
  [
    () => init.kaimingUniform_(torch.empty([3, 3]), { mode: 'in' as never }),
    "kaimingUniform_: mode: expected fan_in, fan_out, found 'in'",
  ],
  [
    () => init.truncNormal_(torch.empty([3]), { a: 1, b: 1 }),
    'truncNormal_: expected a below b and std above 0, found 1, 1 and 1',
  ],
  [
    () => init.truncNormal_(torch.empty([3]), 0, 0),
    'truncNormal_: expected a below b and std above 0, found -2, 2 and 0',
  ],
  [() => init.normal_(torch.empty([3]), null as never), 'normal_: mean: expected a number, found null'], // prettier-ignore
  [() => init.constant_(3 as never, 1), 'constant_: tensor: expected a Tensor, found 3'],
  [
    () => init.calculateGain('x' as never),
    "calculateGain: expected linear, conv1d, conv2d, conv3d, conv_transpose1d, conv_transpose2d, conv_transpose3d, sigmoid, tanh, relu, selu, leaky_relu, found 'x'",
  ],
  [
    () => init.calculateGain('leaky_relu', 'x' as never),
    "calculateGain: param: expected a number, found 'x'",
  ],
])('refuses %#', (call, problem) => {
  expect(call).toThrow(new Error(`nn.init.${problem}`))
})

test('values are not recorded, nothing is left behind, and meta stays as it is', () => {
  const weight = torch.empty([3, 3]).requiresGrad_()
  const before = torch.memory().tensors
  const filled = [
    init.orthogonal_(weight),
    init.eye_(weight),
    init.xavierNormal_(weight),
    init.truncNormal_(weight),
  ]
  expect(filled.every(one => one === weight)).toBe(true)
  expect([weight.isLeaf, weight.requiresGrad, torch.memory().tensors]).toEqual([true, true, before])
  const meta = torch.empty([3, 3, 1], { device: 'meta' })
  expect(init.dirac_(meta)).toBe(meta)
  expect(init.orthogonal_(meta)).toBe(meta)
  expect(init.truncNormal_(meta)).toBe(meta)
  const none = torch.empty([0, 3])
  expect([init.kaimingNormal_(none), init.kaimingUniform_(none)]).toEqual([none, none])
})
