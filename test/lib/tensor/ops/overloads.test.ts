import type { Tensor } from '../../../../lib/index'
import torch, { TorchError } from '../../../../lib/index'
import { test, values, x, y } from './scoped'

const { tensor } = torch

describe('overloads resolve as in Python', () => {
  test('max: of all, along a dimension, of two tensors', () => {
    expect(values(torch.max(x))).toBe(6)
    expect(values(torch.max(x, 1))).toEqual([
      [5, 6],
      [1, 2],
    ])
    expect(values(torch.max(x, -1, { keepdim: true }))).toEqual([
      [[5], [6]],
      [[1], [2]],
    ])
    expect(values(torch.max(x, y))).toEqual([
      [2, 5, 3],
      [5, 5, 6],
    ])
    expect(values(x.max(y))).toEqual(values(torch.maximum(x, y)))
  })

  test('sum: of all, along one or several dimensions, in a dtype', () => {
    expect(values(torch.sum(x))).toBe(21)
    expect(values(torch.sum(x, 0))).toEqual([5, 7, 9])
    expect(values(torch.sum(x, [0, 1]))).toBe(21)
    expect(values(torch.sum(x, null))).toBe(21)
    expect(values(torch.sum(x, 1, { keepdim: true }))).toEqual([[9], [12]])
    expect(torch.sum(x, { dtype: 'float64' }).dtype).toBe('float64')
    expect(torch.sum(x.gt(3)).dtype).toBe('int64')
  })

  test('where: with tensors, with numbers, and the indices alone', () => {
    const large = x.gt(3)
    expect(values(torch.where(large, x, y))).toEqual([
      [2, 5, 2],
      [4, 5, 6],
    ])
    expect(values(torch.where(large, x, 0))).toEqual([
      [0, 5, 0],
      [4, 0, 6],
    ])
    expect(values(torch.where(large, 1, y))).toEqual([
      [2, 1, 2],
      [1, 5, 1],
    ])
    expect(values(torch.where(large, 1, 0))).toEqual([
      [0, 1, 0],
      [1, 0, 1],
    ])
    expect(torch.where(large, 1, 0).dtype).toBe('int64')
    expect(values(torch.where(large))).toEqual([
      [0, 1, 1],
      [1, 0, 2],
    ])
  })

  test('clamp: bounds that are numbers or tensors, one or both', () => {
    expect(values(torch.clamp(x, { min: 3 }))).toEqual([
      [3, 5, 3],
      [4, 3, 6],
    ])
    expect(values(x.clamp({ min: 2, max: 4 }))).toEqual([
      [2, 4, 3],
      [4, 2, 4],
    ])
    expect(values(torch.clamp(x, { max: y }))).toEqual([
      [1, 2, 2],
      [4, 2, 5],
    ])
    expect(values(torch.clamp(x, { min: y, max: null }))).toEqual([
      [2, 5, 3],
      [5, 5, 6],
    ])
    expect(() => torch.clamp(x)).toThrow(/At least one of 'min' or 'max'/)
  })

  test('arange: end, start and end, step', () => {
    expect(values(torch.arange(3))).toEqual([0, 1, 2])
    expect(torch.arange(3).dtype).toBe('int64')
    expect(values(torch.arange(1, 4))).toEqual([1, 2, 3])
    expect(values(torch.arange(1, 2, { step: 0.5 }))).toEqual([1, 1.5])
    expect(torch.arange(0.5).dtype).toBe('float32')
    expect(torch.arange(3, { dtype: 'float64' }).dtype).toBe('float64')
    expect(values(torch.arange(5, 0, { step: -2 }))).toEqual([5, 3, 1])
  })

  test('split: one size, or all sizes', () => {
    expect(values(torch.split(x, 2, { dim: 1 }))).toEqual([
      [
        [1, 5],
        [4, 2],
      ],
      [[3], [6]],
    ])
    expect(values(torch.split(x, [1, 2], { dim: 1 }))).toEqual([
      [[1], [4]],
      [
        [5, 3],
        [2, 6],
      ],
    ])
    expect(torch.split(x, 1)).toHaveLength(2)
    expect(torch.tensorSplit(x, 2, { dim: 1 })).toHaveLength(2)
    expect(torch.tensorSplit(x, [1], { dim: 1 }).map(t => t.shape)).toEqual([
      [2, 1],
      [2, 2],
    ])
  })

  test('std and var: biased or not, corrected, along dimensions', () => {
    const z = tensor([1, 2, 3, 6])
    expect(torch.var(z).item()).toBeCloseTo(14 / 3, 5)
    expect(torch.var(z, { unbiased: false }).item()).toBeCloseTo(3.5, 5)
    expect(torch.var(z, { correction: 0 }).item()).toBeCloseTo(3.5, 5)
    expect(torch.std(z, { dim: 0, correction: 2 }).item()).toBeCloseTo(Math.sqrt(7), 5)
    expect(values(torch.std(x, { dim: 0, correction: 0 }))).toEqual([1.5, 1.5, 1.5])
    expect(torch.std(x, { dim: [0, 1], keepdim: true }).shape).toEqual([1, 1])
    expect(torch.varMean(z).map(t => t.item<number>())[1]).toBe(3)
  })

  test('pow: tensor or number on either side', () => {
    expect(values(torch.pow(x, 2))).toEqual([
      [1, 25, 9],
      [16, 4, 36],
    ])
    expect(values(torch.pow(2, x))).toEqual([
      [2, 32, 8],
      [16, 4, 64],
    ])
    expect(values(torch.pow(tensor([2, 3]), tensor([3, 2])))).toEqual([8, 9])
    expect(values(x.pow(0.5).select(0, 0).select(0, 0))).toBe(1)
  })

  test('add: a number, a tensor, and the dtype of the sum', () => {
    expect(values(torch.add(x, 1, { alpha: 10 }))).toEqual([
      [11, 15, 13],
      [14, 12, 16],
    ])
    expect(values(torch.add(x, y, { alpha: -1 }))).toEqual([
      [-1, 3, 1],
      [-1, -3, 1],
    ])
    const integers = torch.arange(2)
    expect(integers.add(1).dtype).toBe('int64')
    expect(integers.add(0.5).dtype).toBe('float32')
    expect(integers.add(true).dtype).toBe('int64')
    expect(integers.add({ real: 0, imag: 1 }).dtype).toBe('complex64')
    expect(tensor([true]).add(1).dtype).toBe('int64')
  })

  test('any, all, prod, norm, repeatInterleave, div with a rounding mode', () => {
    expect(values(torch.any(x.gt(5)))).toBe(true)
    expect(values(torch.any(x.gt(4), 1))).toEqual([true, true])
    expect(values(torch.all(x.gt(1), 0))).toEqual([false, true, true])
    expect(values(torch.prod(x))).toBe(720)
    expect(values(torch.prod(x, 1, { keepdim: true }))).toEqual([[15], [48]])
    expect(torch.norm(tensor([3, 4])).item()).toBe(5)
    expect(values(torch.repeatInterleave(tensor([1, 2]), 2))).toEqual([1, 1, 2, 2])
    expect(values(torch.repeatInterleave(tensor([1, 2]), tensor([1n, 2n])))).toEqual([1, 2, 2])
    expect(values(torch.div(x, 2, { roundingMode: 'floor' }))).toEqual([
      [0, 2, 1],
      [2, 1, 3],
    ])
    expect(values(torch.div(x, 2))).toEqual([
      [0.5, 2.5, 1.5],
      [2, 1, 3],
    ])
  })

  test('arguments that are required by name choose the overload that has them', () => {
    const index = tensor([[0n], [2n]])
    expect(values(torch.scatter(x, 1, index, 9))).toEqual([
      [9, 5, 3],
      [4, 2, 9],
    ])
    const added = torch.scatter(x, 1, index, 9, { reduce: 'add' })
    expect(values(added)).toEqual([
      [10, 5, 3],
      [4, 2, 15],
    ])
    expect(values(torch.div(x, 2, { roundingMode: null }))).toEqual(values(x.div(2)))
    expect(() => torch.ops.aten!.div!.Tensor_mode!(x, y)).toThrow(
      /expected torch\.ops\.aten\.div\.Tensor_mode\(self: Tensor, other: Tensor, { roundingMode }\)/,
    )
  })

  test('methods and functions are one', () => {
    expect(values(x.sum(0))).toEqual(values(torch.sum(x, 0)))
    expect(values(x.max(1))).toEqual(values(torch.max(x, 1)))
    expect(values(x.transpose(0, 1).matmul(y))).toEqual(values(torch.matmul(x.t(), y)))
  })
})

describe('options', () => {
  test('required arguments may be given by name', () => {
    const { sum, index_select: indexSelect } = torch.ops.aten!
    expect(values(sum!(x, { dim: 0 }) as Tensor)).toEqual([5, 7, 9])
    const column = indexSelect!(x, { index: tensor([0n]), dim: 1 }) as Tensor
    expect(values(column)).toEqual([[1], [4]])
    const self = x.clone()
    expect(torch.ops.aten!.mul_!({ self, other: 2 })).toBe(self)
  })

  test('that are undefined are as if left out', () => {
    expect(values(torch.sum(x, 0, { keepdim: undefined }))).toEqual([5, 7, 9])
    expect(torch.zeros([1], { dtype: undefined, device: undefined }).dtype).toBe('float32')
  })

  test('that are null are None', () => {
    expect(torch.zeros([1], { dtype: null }).dtype).toBe('float32')
    expect(values(torch.std(x, { dim: null, correction: 0 }))).toBeCloseTo(1.7078, 3)
  })

  test('that are unknown are named, with the nearest known one', () => {
    const misspelt = () => torch.sum(x, 0, { keepdimm: true } as never)
    expect(misspelt).toThrow(TorchError)
    expect(misspelt).toThrow(/^aten::sum: unknown option 'keepdimm' \(did you mean 'keepdim'\?\)/)
    expect(() => torch.zeros([1], { dtpye: 'int64' } as never)).toThrow(/did you mean 'dtype'\?/)
    expect(() => x.add(1, { aplha: 2 } as never)).toThrow(/unknown option 'aplha'/)
  })

  test('given twice are refused', () => {
    expect(() => torch.sum(x, 0, { dim: 1 } as never)).toThrow(/found \(Tensor, 0, \{dim: 1\}\)/)
  })

  test('of a wrong type are shown beside what is expected', () => {
    expect(() => torch.sum(x, 0, { keepdim: 1 } as never)).toThrow(
      /found \(Tensor, 0, \{keepdim: 1\}\), expected .*torch\.sum\(input: Tensor, dim: int \| int\[\] \| null, keepdim\?: boolean, { dtype\?, out\? }\)/,
    )
    expect(() => torch.zeros(['a'] as never)).toThrow(/found \(\['a', …\]\)/)
    const { add, neg } = torch.ops.aten!
    expect(() => add!()).toThrow(/found \(\), expected/)
    expect(() => neg!(x, x)).toThrow(/found \(Tensor, Tensor\)/)
  })
})

describe('out', () => {
  test('takes the result, in one tensor or several', () => {
    const out = torch.empty([2, 3])
    expect(torch.add(x, y, { alpha: 2, out })).toBe(out)
    expect(values(out)).toEqual([
      [5, 9, 7],
      [14, 12, 16],
    ])
    const [sorted, order] = [torch.empty([2, 3]), torch.empty([2, 3], { dtype: 'int64' })]
    const result = torch.sort(x, { dim: 1, out: [sorted, order] })
    expect(result[0]).toBe(sorted)
    expect(values([sorted, order])).toEqual([
      [
        [1, 3, 5],
        [2, 4, 6],
      ],
      [
        [0, 2, 1],
        [1, 0, 2],
      ],
    ])
  })

  test('must be the right number of tensors', () => {
    const one = torch.empty([2])
    expect(() => torch.max(x, 1, { out: one } as never)).toThrow(/aten::max: found/)
    expect(() => torch.max(x, 1, { out: [one] } as never)).toThrow(/aten::max: found/)
    expect(values(torch.neg(x, { out: null }))).toEqual(values(x.neg()))
    expect(() => torch.neg(x, { out: 'x' } as never)).toThrow(/aten::neg: found/)
  })
})
