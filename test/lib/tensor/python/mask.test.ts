/** Dimensions and masks of torch.masked, at both ends, and the words with which they are refused. */
import torch, { TorchError } from '../../../../lib'
import {
  canonicalDim,
  canonicalDims,
  largest,
  smallest,
} from '../../../../lib/tensor/python/masked/mask'
import { test } from '../autograd/fixtures'

test('dimensions are sorted and count from the front; none given is all', () => {
  expect([
    canonicalDims('f', null, 3),
    canonicalDims('f', undefined, 2),
    canonicalDims('f', [], 2),
    canonicalDims('f', -1, 3),
    canonicalDims('f', [-1, 0], 3),
    canonicalDims('f', [2, -3], 3),
    canonicalDims('f', 0, 0),
    canonicalDims('f', null, 0),
  ]).toEqual([[0, 1, 2], [0, 1], [0, 1], [2], [0, 2], [0, 2], [0], []])
  expect([-3, -1, 0, 2].map(dim => canonicalDim('f', dim, 3))).toEqual([0, 2, 0, 2])
  const refused: [call: () => unknown, message: string][] = [
    [() => canonicalDim('f', 3, 3), 'f: expected dim in [-3, 2], found 3'],
    [() => canonicalDim('f', -4, 3), 'f: expected dim in [-3, 2], found -4'],
    [() => canonicalDim('f', 1, 0), 'f: expected dim in [-1, 0], found 1'],
    [() => canonicalDim('f', 0.5, 3), 'f: expected dim as an integer, found 0.5'],
    [() => canonicalDims('f', [0, -3], 3), 'f: expected each dim once, found [0, -3]'],
    [() => canonicalDims('f', 'x' as never, 3), "f: expected dim as integers, found 'x'"],
  ]
  for (const [call, message] of refused) expect(call).toThrow(message)
})

test('what changes no extremum, by dtype', () => {
  const dtypes = ['float32', 'bfloat16', 'int8', 'uint8', 'int64', 'bool', 'complex64'] as const
  expect(dtypes.map(smallest)).toEqual([-Infinity, -Infinity, -128, 0, -(2n ** 63n), undefined, undefined]) // prettier-ignore
  expect(dtypes.map(largest)).toEqual([Infinity, Infinity, 127, 255, 2n ** 63n - 1n, undefined, undefined]) // prettier-ignore
})

const x = torch.tensor([[1, 2, 4]])
const mask = torch.tensor([true, false, true])

test('masks broadcast, and what they leave out has no part in it', () => {
  const { amax, amin, mean, prod, sum, median, argmin, std } = torch.masked
  const one = { mask }
  expect(
    [
      sum(x, one),
      prod(x, one),
      amax(x, { mask: torch.tensor([[true], [true]]).narrow(0, 0, 1) }),
      amin(x, { mask: mask.bitwiseNot() }),
      mean(x, one),
      median(x, 1, one).squeeze(),
      argmin(x, { mask: torch.tensor([false, true, true]) }),
      std(x, { mask, correction: 0 }),
      sum(x, { mask: mask.float() }),
    ].map(found => found.item()),
  ).toEqual([5, 4, 4, 2, 2.5, 1, 1, 1.5, 5])
  expect(sum(x, 1, { mask, keepdim: true }).shape).toEqual([1, 1])
  expect(sum(x, 1, { mask, keepdim: null }).shape).toEqual([1])
})

test('dtypes of sums, and of the others', () => {
  const small = torch.tensor([1, 2], { dtype: 'int8' })
  const { amax, cumsum, mean, prod, sum, variances } = {
    ...torch.masked,
    variances: torch.masked.var,
  }
  expect([
    sum(small),
    sum(small.bool()),
    prod(small),
    sum(small, { dtype: 'int16' }),
    amax(small),
    cumsum(small, 0),
    mean(small, { dtype: 'float64' }),
    variances(small),
    sum(small.half()),
  ].map(({ dtype }) => dtype)).toEqual(['int64', 'int64', 'int64', 'int16', 'int8', 'int8', 'float64', 'float32', 'float16']) // prettier-ignore
})

test('normalize divides by the norm, eps at least', () => {
  const zero = torch.zeros([1, 2])
  expect(torch.masked.normalize(torch.tensor([[3, 4]]), 2, 1).toArray()).toEqual([
    [expect.closeTo(0.6), expect.closeTo(0.8)],
  ])
  expect(torch.masked.normalize(zero, 2, 1).toArray()).toEqual([[0, 0]])
  expect(torch.masked.normalize(torch.ones([1, 1]), 2, 1, { eps: 4 }).item()).toBe(0.25)
  expect(() => torch.masked.normalize(zero, 2, 1, { eps: '1' as never })).toThrow(
    "masked.normalize: expected eps as a number, found '1'",
  )
})

test('what is refused', () => {
  const { masked } = torch
  const wide = torch.ones([1, 1, 3])
  const cases: [call: () => unknown, message: string][] = [
    [() => masked.sum(1 as never), 'masked.sum: input: expected a tensor, found 1'],
    [() => masked.sum(x, { mask: 1 as never }), 'masked.sum: mask: expected a tensor, found 1'],
    [
      () => masked.sum(x, { keepdim: 1 as never }),
      'masked.sum: keepdim: expected true or false, found 1',
    ],
    [
      () => masked.sum(x, { mask: wide }),
      'masked.sum: expected a mask that broadcasts to [1,3], found [1,1,3]',
    ],
    [
      () => masked.sum(x.toSparse()),
      'masked.sum: input: expected a strided tensor, found layout sparse_coo; convert it by toDense()',
    ],
    [
      () => masked.amax(x.bool(), { mask }),
      'masked.amax: expected an input whose dtype has a value for what is masked out, found bool',
    ],
    [
      () => masked.mean(x.int()),
      "masked.mean: expected a dtype of floats or complex values, found int32; name one: { dtype: 'float32' }",
    ],
    [
      () => masked.std(x, 0, true, { correction: 1 }),
      'masked.std: expected either unbiased or correction, found both',
    ],
    [
      () => masked.var(x, { correction: '1' as never }),
      "masked.var: expected correction as a number, found '1'",
    ],
    [
      () => masked.logaddexp(x, x, { otherMask: 2 as never }),
      'masked.logaddexp: otherMask: expected a tensor, found 2',
    ],
    [
      () => masked.median(x.int(), 1, { mask: mask.bitwiseAnd(mask.bitwiseNot()) }),
      'masked.median: expected a value in every row, or an input of floats',
    ],
  ]
  for (const [call, message] of cases) {
    expect(call).toThrow(TorchError)
    expect(call).toThrow(message)
  }
})
