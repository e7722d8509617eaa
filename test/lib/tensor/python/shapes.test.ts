/** Shapes, positions, different values, distances: what each default, choice and refusal is. */
import torch, { OptionError, TorchError, type Tensor } from '../../../../lib'
import { test } from '../autograd/fixtures'

const arrays = (tensors: readonly Tensor[]) => tensors.map(tensor => tensor.toArray())
const ints = (values: unknown) => torch.tensor(values as number[], { dtype: 'int64' })

describe('meshgrid', () => {
  const rows = [
    [1, 1],
    [2, 2],
    [3, 3],
  ]
  const columns = [
    [8, 9],
    [8, 9],
    [8, 9],
  ]
  const transposed = (matrix: number[][]) => matrix[0]!.map((_, i) => matrix.map(row => row[i]))

  test('lets the first vector run down, or along with xy', () => {
    const [x, y] = [torch.tensor([1, 2, 3]), torch.tensor([8, 9])]
    expect(arrays(torch.meshgrid(x, y))).toEqual([rows, columns])
    expect(arrays(torch.meshgrid([x, y]))).toEqual([rows, columns])
    expect(arrays(torch.meshgrid(x, y, { indexing: 'ij' }))).toEqual([rows, columns])
    expect(arrays(torch.meshgrid(x, y, { indexing: undefined }))).toEqual([rows, columns])
    expect(arrays(torch.meshgrid([x, y], { indexing: 'xy' }))).toEqual([
      transposed(rows),
      transposed(columns),
    ])
  })

  test('refuses what it does not know', () => {
    const x = torch.ones([2])
    expect(() => torch.meshgrid(x, { indexing: 'yx' as never })).toThrow(
      "meshgrid: indexing: expected ij, xy, found 'yx'",
    )
    expect(() => torch.meshgrid(x, null as never)).toThrow(
      'meshgrid: expected tensors, found null at position 1',
    )
    expect(() => torch.meshgrid(x, { index: 'xy' } as never)).toThrow(TorchError)
  })
})

test('tensors of one shape, and along a diagonal', () => {
  const [a, b] = [torch.tensor([[1], [2]]), torch.tensor([3, 4])]
  const both = [
    [
      [1, 1],
      [2, 2],
    ],
    [
      [3, 4],
      [3, 4],
    ],
  ]
  expect(arrays(torch.broadcastTensors(a, b))).toEqual(both)
  expect(arrays(torch.broadcastTensors([a, b]))).toEqual(both)
  const diagonal = [
    [1, 0, 0],
    [2, 0, 0],
    [0, 3, 4],
  ]
  expect(torch.blockDiag(a, b).toArray()).toEqual(diagonal)
  expect(torch.blockDiag([a, b]).toArray()).toEqual(diagonal)
  const found = 'expected tensors, found 1 at position 0'
  expect(() => torch.broadcastTensors(1 as never)).toThrow(`broadcastTensors: ${found}`)
  expect(() => torch.blockDiag(1 as never)).toThrow(`blockDiag: ${found}`)
  expect(() => torch.atleast2d(1 as never)).toThrow(`atleast2d: ${found}`)
})

test('dimensions are added to one tensor, or to each of several', () => {
  const x = torch.tensor(2)
  const calls = [torch.atleast1d, torch.atleast2d, torch.atleast3d]
  expect(calls.map(call => call(x).shape)).toEqual([[1], [1, 1], [1, 1, 1]])
  const shapes = (found: Tensor[]) => found.map(({ shape }) => shape)
  expect(shapes(torch.atleast2d(x, torch.ones([3])))).toEqual([[1, 1], [1, 3]]) // prettier-ignore
  expect(shapes(torch.atleast2d([x]))).toEqual([[1, 1]])
  expect(shapes(torch.atleast3d([x, torch.ones([2, 3])]))).toEqual([[1, 1, 1], [2, 3, 1]]) // prettier-ignore
})

test('shapes that broadcast, and those that do not', () => {
  const { broadcastShapes } = torch
  expect([
    broadcastShapes(),
    broadcastShapes(3),
    broadcastShapes([2, 1], 3),
    broadcastShapes([2, 3], [3], []),
    broadcastShapes([1, 4], [5, 1, 1]),
    broadcastShapes([0], [1]),
    broadcastShapes([1], [1, 1]),
  ]).toEqual([[], [3], [2, 3], [2, 3], [5, 1, 4], [0], [1, 1]])
  const expected = 'broadcastShapes: expected shapes that broadcast, found'
  expect(() => broadcastShapes([2, 3], [2])).toThrow(`${expected} [[2, 3], [2]]`)
  expect(() => broadcastShapes([0], [2])).toThrow(`${expected} [[0], [2]]`)
  expect(() => broadcastShapes([-1], 1)).toThrow(`${expected} [[-1], [1]]`)
  expect(() => broadcastShapes(1.5)).toThrow(`${expected} [[1.5]]`)
  expect(() => broadcastShapes('2' as never)).toThrow(
    "broadcastShapes: expected a size or an array of sizes, found '2'",
  )
})

describe('unravelIndex', () => {
  test('gives a tensor for each dimension, slowest first', () => {
    const flat = ints([0, 1, 4, 23])
    expect(arrays(torch.unravelIndex(flat, [2, 3, 4]))).toEqual([
      [0, 0, 0, 1],
      [0, 0, 1, 2],
      [0, 1, 0, 3],
    ])
    expect(arrays(torch.unravelIndex(flat, 24))).toEqual([[0, 1, 4, 23]])
    expect(torch.unravelIndex(flat, [])).toEqual([])
    // PyTorch 2.13 counts from the end for them too.
    expect(arrays(torch.unravelIndex(ints([-1]), [2, 3]))).toEqual([[1], [2]])
  })

  test('refuses what counts nothing', () => {
    const flat = ints([1])
    const expected = 'unravelIndex: expected sizes of 0 or more, found'
    expect(() => torch.unravelIndex(flat, [2, -1])).toThrow(`${expected} an array of 2`)
    expect(() => torch.unravelIndex(flat, 1.5)).toThrow(`${expected} 1.5`)
    expect(() => torch.unravelIndex(flat, '2' as never)).toThrow(`${expected} '2'`)
    expect(() => torch.unravelIndex([1] as never, 2)).toThrow(
      'unravelIndex: expected a tensor, found an array of 1',
    )
    for (const dtype of ['float32', 'bool', 'complex64'] as const)
      expect(() => torch.unravelIndex(torch.ones([1]).to(dtype), 2)).toThrow(
        `unravelIndex: expected integers, found ${dtype}`,
      )
  })
})

describe('different values', () => {
  const values = () => ints([3, 1, 1, 3, 2])

  test('come alone, or with what is asked for', () => {
    const x = values()
    expect(torch.unique(x).toArray()).toEqual([1, 2, 3])
    const [inverse, counts] = [
      [2, 0, 0, 2, 1],
      [2, 1, 2],
    ]
    const options = { returnInverse: true, returnCounts: true } as const
    expect(arrays(torch.unique(x, options))).toEqual([[1, 2, 3], inverse, counts])
    expect(arrays(torch.unique(x, { returnInverse: true }))).toEqual([[1, 2, 3], inverse])
    expect(arrays(torch.unique(x, { returnCounts: true }))).toEqual([[1, 2, 3], counts])
    expect(arrays(torch.unique(x, true, false, true) as Tensor[])).toEqual([[1, 2, 3], counts])
    expect(() => torch.unique(3 as never)).toThrow('unique: expected a tensor, found 3')
  })

  test('of runs are the first of each', () => {
    const x = values()
    expect(torch.uniqueConsecutive(x).toArray()).toEqual([3, 1, 3, 2])
    const options = { returnInverse: true, returnCounts: true } as const
    const [inverse, counts] = [
      [0, 1, 1, 2, 3],
      [1, 2, 1, 1],
    ]
    const all = [[3, 1, 3, 2], inverse, counts]
    expect(arrays(torch.uniqueConsecutive(x, options))).toEqual(all)
    expect(arrays(torch.uniqueConsecutive(x, { returnCounts: true }))).toEqual([all[0], counts])
    expect(() => torch.uniqueConsecutive(3 as never)).toThrow(
      'uniqueConsecutive: expected a tensor, found 3',
    )
  })

  test('of slices are rows or columns', () => {
    const x = ints([[1, 1, 2], [1, 1, 2], [0, 0, 3]]) // prettier-ignore
    const [rows, counts] = torch.unique(x, { dim: 0, returnCounts: true })
    expect([rows.toArray(), counts.toArray()]).toEqual([[[0, 0, 3], [1, 1, 2]], [1, 2]]) // prettier-ignore
    const columns = torch.uniqueConsecutive(x, { dim: 1 })
    expect(columns.toArray()).toEqual([[1, 2], [1, 2], [0, 3]]) // prettier-ignore
  })

  it('leave nothing behind that was not asked for', () => {
    const x = values()
    const before = torch.memory().tensors
    const results = [
      torch.unique(x),
      torch.uniqueConsecutive(x),
      ...torch.unique(x, { returnCounts: true }),
    ]
    expect(torch.memory().tensors - before).toBe(4)
    for (const tensor of [...results, x]) tensor.dispose()
  })
})

test('positions into out, or by dimension, not both', () => {
  const x = ints([[0, 2], [0, 0], [3, 0]]) // prettier-ignore
  const out = torch.empty([0], { dtype: 'int64' })
  expect(torch.nonzero(x, { out })).toBe(out)
  expect(out.toArray()).toEqual([[0, 1], [2, 0]]) // prettier-ignore
  expect(torch.nonzero(x, { out: null }).toArray()).toEqual(out.toArray())
  expect(arrays(torch.nonzero(x, { asTuple: true }))).toEqual([[0, 2], [1, 0]]) // prettier-ignore
  expect(() => torch.nonzero({ input: x, asTuple: true, out })).toThrow(
    'nonzero: expected no out with asTuple, found one',
  )
  expect(() => torch.nonzero(1 as never)).toThrow('nonzero: expected a tensor, found 1')
})

test('distances are Euclidean unless p says otherwise', () => {
  const [x, y] = [torch.tensor([[0, 0]]), torch.tensor([[3, 4], [0, 1]])] // prettier-ignore
  expect(torch.cdist(x, y).toArray()).toEqual([[5, 1]])
  expect(torch.cdist(x, y, 1).toArray()).toEqual([[7, 1]])
  expect(torch.cdist(x, y, { p: Infinity }).toArray()).toEqual([[4, 1]])
  // Products of matrices lose the small difference of large values, sums of squares do not.
  const [far, near] = [torch.full([1, 1], 4097), torch.full([1, 1], 4096)]
  const found = (mode: 'use_mm_for_euclid_dist' | 'donot_use_mm_for_euclid_dist') =>
    torch.cdist(far, near, 2, mode).item<number>()
  expect(found('donot_use_mm_for_euclid_dist')).toBe(1)
  expect(found('use_mm_for_euclid_dist')).not.toBe(1)
  const many = torch.arange(30).add(4096).float().view(30, 1)
  // By default products are used from 26 vectors on.
  expect(
    torch
      .cdist(many, many)
      .sub(torch.cdist(many, many, 1))
      .abs()
      .max()
      .item(),
  ).not.toBe(0)
  expect(() => torch.cdist(x, y, 2, 'mm' as never)).toThrow(OptionError)
  expect(() => torch.cdist(1 as never, y)).toThrow('cdist: expected a tensor, found 1')
  expect(() => torch.cdist(x, 2 as never)).toThrow('cdist: expected a tensor, found 2')
})
