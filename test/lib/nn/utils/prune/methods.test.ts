/** How much the pruning methods prune, and which values or channels. */
import torch, { nn, type Tensor } from '../../../../../lib'

const { prune } = nn.utils
const ones = (...shape: number[]): Tensor => torch.ones(shape)
const values = torch.tensor([
  [4, -1.5, 0.5, 3],
  [-2, 5, -6, 0.1],
])

const maskOf = (method: { computeMask(t: Tensor, mask: Tensor): Tensor }, t = values): unknown =>
  method.computeMask(t, torch.onesLike(t)).toArray()

test.each<[amount: number, left: number]>([
  [0, 8],
  [1, 7],
  [8, 0],
  [1.0, 7],
  [0.99, 0],
  [0.5, 4],
  [0.3, 6],
  [0.0625, 8], // half of one value goes to the even neighbour, as Python rounds
  [0.1875, 6],
  [0.3125, 6],
])('%d of 8 values leaves %d', (amount, left) => {
  for (const Method of [prune.L1Unstructured, prune.RandomUnstructured]) {
    const mask = new Method(amount).computeMask(values, ones(2, 4))
    expect(mask.sum().item()).toBe(left)
  }
})

test('the values nearest to 0 go', () => {
  expect(maskOf(new prune.L1Unstructured({ amount: 3 }))).toEqual([
    [1, 0, 0, 1],
    [1, 1, 1, 0],
  ])
  expect(maskOf(new prune.L1Unstructured(0))).toEqual(ones(2, 4).toArray())
  expect(maskOf(new prune.Identity())).toEqual(ones(2, 4).toArray())
  const before = ones(2, 4)
  expect(new prune.L1Unstructured(1).computeMask(values, before)).not.toBe(before)
  expect(before.all().item()).toBe(true)
})

test.each<[nn.utils.prune.LnStructuredArgs, unknown]>([
  [[1, 1, 0], [[0, 0, 0, 0], [1, 1, 1, 1]]],
  [[2, 1], [[0, 1, 1, 0], [0, 1, 1, 0]]],
  [[0.25, { n: Infinity, dim: -1 }], [[1, 1, 1, 0], [1, 1, 1, 0]]],
  [[0.25, 2, 1], [[1, 1, 1, 0], [1, 1, 1, 0]]],
  [[{ amount: 0, n: 2, dim: 0 }], [[1, 1, 1, 1], [1, 1, 1, 1]]],
])('channels of the smallest norms go: %j', (args, mask) => {
  expect(maskOf(new prune.LnStructured(...args))).toEqual(mask)
}) // prettier-ignore

test('whole channels go at random, along the last dimension unless another is named', () => {
  torch.manualSeed(2)
  const sums = (method: nn.utils.prune.RandomStructured, dim: number): unknown[] =>
    method.computeMask(values, ones(2, 4)).sum(dim).toArray<number[]>().sort()
  expect(sums(new prune.RandomStructured(1), 0)).toEqual([0, 2, 2, 2])
  expect(sums(new prune.RandomStructured(0.5, { dim: -2 }), 1)).toEqual([0, 4])
  expect(sums(new prune.RandomStructured({ amount: 3, dim: 1 }), 0)).toEqual([0, 0, 0, 2])
  const mask = ones(2, 4)
  expect(new prune.RandomStructured(0).computeMask(values, mask)).toBe(mask)
  expect(new prune.LnStructured(0, 2).computeMask(values, mask)).toBe(mask)
})

test('settings are kept, with the last dimension as the default', () => {
  const random = new prune.RandomStructured(0.5)
  expect([random.amount, random.dim, random.pruningType]).toEqual([0.5, -1, 'structured'])
  const norms = new prune.LnStructured(2, 'fro')
  expect([norms.amount, norms.n, norms.dim]).toEqual([2, 'fro', -1])
  expect([norms.pruningType, new prune.L1Unstructured(1).pruningType]).toEqual(['structured', 'unstructured']) // prettier-ignore
  expect(new prune.CustomFromMask(values).pruningType).toBe('global')
})

test('a mask that is given counts besides the one before', () => {
  const mask = torch.tensor([[true, false, true, true]]).expand([2, 4])
  const before = torch.tensor([[1, 1, 0, 1]]).expand([2, 4])
  const method = new prune.CustomFromMask({ mask })
  expect(method.computeMask(values, before).toArray()).toEqual([[1, 0, 0, 1], [1, 0, 0, 1]]) // prettier-ignore
  expect(() => method.computeMask(values, ones(2, 3))).toThrow(
    new Error('CustomFromMask: mask: expected the shape [2, 3], found [2, 4]'),
  )
})

const amount = 'amount: expected an integer of at least 0 or a share from 0 to 1, found'
test.each<[() => unknown, string]>([
  [() => new prune.L1Unstructured(-1), `L1Unstructured: ${amount} -1`],
  [() => new prune.L1Unstructured(1.5), `L1Unstructured: ${amount} 1.5`],
  [() => new prune.L1Unstructured(-0.5), `L1Unstructured: ${amount} -0.5`],
  [() => new prune.RandomUnstructured('x' as never), `RandomUnstructured: ${amount} 'x'`],
  [() => new prune.RandomStructured(NaN), `RandomStructured: ${amount} NaN`],
  [() => new prune.LnStructured(-2, 1), `LnStructured: ${amount} -2`],
  [
    () => new prune.L1Unstructured(9).computeMask(values, values),
    'L1Unstructured: amount: expected at most the 8 that are there, found 9',
  ],
  [
    () => new prune.LnStructured(5, 2).computeMask(values, values),
    'LnStructured: amount: expected at most the 4 that are there, found 5',
  ],
  [
    () => new prune.RandomStructured(3, 0).computeMask(values, values),
    'RandomStructured: amount: expected at most the 2 that are there, found 3',
  ],
  [
    () => new prune.LnStructured(1, 2).computeMask(ones(3), ones(3)),
    'LnStructured: expected a tensor of 2 or more dimensions, found [3]',
  ],
  [
    () => new prune.LnStructured(1, 2, 2).computeMask(values, values),
    'LnStructured: dim: expected one of -2 to 1 for [2, 4], found 2',
  ],
  [
    () => new prune.RandomStructured(1, -3).computeMask(values, values),
    'RandomStructured: dim: expected one of -2 to 1 for [2, 4], found -3',
  ],
  [() => new prune.LnStructured(1, 'max' as never), "LnStructured: n: expected fro, nuc, found 'max'"], // prettier-ignore
  [() => new prune.LnStructured(1, null as never), 'LnStructured: n: expected a number, found null'], // prettier-ignore
  [() => new prune.LnStructured(1, 2, 0.5), 'LnStructured: dim: expected an integer, found 0.5'],
  [() => new prune.RandomStructured(1, 0.5), 'RandomStructured: dim: expected an integer, found 0.5'], // prettier-ignore
  [() => new prune.CustomFromMask(3 as never), 'CustomFromMask: mask: expected a Tensor, found 3'],
  [
    () => new prune.L1Unstructured(1).computeMask(3 as never, values),
    'L1Unstructured: t: expected a Tensor, found 3',
  ],
  [
    () => new prune.RandomStructured(1).computeMask(values, 3 as never),
    'RandomStructured: defaultMask: expected a Tensor, found 3',
  ],
  [
    () => new prune.LnStructured(1, 2).computeMask(3 as never, values),
    'LnStructured: t: expected a Tensor, found 3',
  ],
  [
    () => new prune.CustomFromMask(values).computeMask(values, 3 as never),
    'CustomFromMask: defaultMask: expected a Tensor, found 3',
  ],
])('refuses %#', (call, problem) => {
  expect(call).toThrow(new Error(problem))
})

test('what is pruned is not written to', () => {
  const layer = new nn.Linear(2, 2)
  prune.identity(layer, 'weight')
  expect(() => (layer.weight = new nn.Parameter(ones(2, 2)))).toThrow(
    new Error(
      "Linear: 'weight' is pruned, it is computed of 'weightOrig' and 'weightMask': write into those, " +
        'or call nn.utils.prune.remove first',
    ),
  )
  expect(() => prune.remove(layer, 'bias')).toThrow(
    new Error(
      "nn.utils.prune.remove: expected a parameter that is pruned, 'bias' of Linear is not",
    ),
  )
  expect(() => prune.identity(layer, 'bais')).toThrow(/no parameter or buffer 'bais' \(did you mean 'bias'/) // prettier-ignore
  expect(() => prune.identity(new nn.BatchNorm1d(2), 'running_mean')).toThrow(
    /expected a parameter, found the buffer 'runningMean'/,
  )
})
