/** torch.nested.nested_tensor and torch.sparse.sum, with PyTorch's values. */
import torch, { OptionError, TorchError } from '../../../../lib'
import { leaf, test } from '../autograd/fixtures'

const { nestedTensor } = torch.nested

beforeAll(() => jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined))
afterAll(() => jest.restoreAllMocks())

test('a nested tensor of tensors and arrays, padded', () => {
  const nested = nestedTensor([torch.ones([2, 3]), [[1, 2]]])
  expect(String(nested)).toBe(
    'nested_tensor([\n  tensor([[1., 1., 1.],\n          [1., 1., 1.]]),\n  tensor([[1., 2.]])\n])',
  )
  const padded = [
    [
      [1, 1, 1],
      [1, 1, 1],
    ],
    [
      [1, 2, 9],
      [9, 9, 9],
    ],
  ]
  expect(torch.nested.toPaddedTensor(nested, 9).toArray()).toEqual(padded)
  expect(nested.toPaddedTensor(9).toArray()).toEqual(padded)
  expect(torch.nested.toPaddedTensor(nested, 0, [2, 3, 3]).shape).toEqual([2, 3, 3])
  expect(() => torch.nested.toPaddedTensor(nested, 0, [2, 2, 2])).toThrow(
    /less than NestedTensor padded size/,
  )
})

test('it is a leaf of the first dtype, or the one asked for', () => {
  const x = leaf([1, 2])
  const nested = nestedTensor([x.mul(2), torch.ones([1])], { requiresGrad: true })
  expect([nested.dtype, nested.isLeaf, nested.requiresGrad]).toEqual(['float64', true, true])
  torch.nested.toPaddedTensor(nested, 0).sum().backward()
  expect([x.grad, nested.grad!.unbind().length]).toEqual([null, 2])
  expect(nestedTensor([[1], [2, 3]], { dtype: 'int64', layout: 'strided' }).dtype).toBe('int64')
  expect(nestedTensor([]).isNested).toBe(true)
})

test('what nestedTensor refuses', () => {
  expect(() => nestedTensor(1 as never)).toThrow(TorchError)
  expect(() => nestedTensor([torch.ones([1]), torch.ones([1, 1])])).toThrow(TorchError)
  expect(() => nestedTensor([[1]], { layout: 'jagged' as never })).toThrow(OptionError)
  expect(() => nestedTensor([[1]], { requiresGrad: 1 as never })).toThrow(OptionError)
  expect(() => nestedTensor([[1]], { grad: true } as never)).toThrow(/unknown option/)
})

test('the sum of a sparse tensor is sparse, or dense over all sparse dimensions', () => {
  const indices = [
    [0, 1, 1],
    [2, 0, 2],
  ]
  const x = torch.sparseCooTensor(indices, [3, 4, 5], [2, 3])
  const found = [
    torch.sparse.sum(x),
    torch.sparse.sum(x, 0),
    torch.sparse.sum(x, 1, 'float64'),
    torch.sparse.sum(x, { dim: [0, 1] }),
    torch.sparse.sum({ input: x, dtype: 'float64' }),
  ]
  expect(found.map(({ isSparse, dtype }) => [isSparse, dtype])).toEqual([
    [false, 'float32'],
    [true, 'float32'],
    [true, 'float64'],
    [false, 'float32'],
    [false, 'float64'],
  ])
  expect(found.map(sum => sum.toDense().toArray())).toEqual([12, [4, 0, 8], [3, 9], 12, 12])
})

test('its gradient goes to the values that are there', () => {
  const values = leaf([3, 4])
  const x = torch.sparseCooTensor([[0, 2]], values, [3])
  torch.sparse.sum(x).backward()
  expect(values.grad!.toArray()).toEqual([1, 1])
  expect(() => torch.sparse.sum(1 as never)).toThrow(TorchError)
  expect(() => torch.sparse.sum(x, { dims: 0 } as never)).toThrow(/did you mean 'dim'/)
})
