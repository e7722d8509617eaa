/** Calls as PyTorch users write them; what must not compile is marked so. */
import torch, { nn, type Tensor } from '../../../../lib/index'

const { tidy, tensor } = torch

function test(name: string, run: () => void): void {
  it(name, () => {
    tidy(run)
  })
}

const x = tensor([
  [1, 5, 3],
  [4, 2, 6],
])

describe('by position', () => {
  test('what has a default too', () => {
    expect(x.argmax(1).toArray()).toEqual([1, 2])
    expect(x.sum(1, true).shape).toEqual([2, 1])
    expect(torch.cat([x, x], 1).shape).toEqual([2, 6])
    expect(x.reshape(1, 2, 3).flatten(1).shape).toEqual([1, 6])
    expect(x.clamp(2, 4).toArray()).toEqual([
      [2, 4, 3],
      [4, 2, 4],
    ])
    expect(x.clamp(null, 4).max().item()).toBe(4)
    expect(torch.arange(0, 1, 0.25).shape).toEqual([4])
    expect(torch.std(x, [0, 1], false).item()).toBeCloseTo(1.7078, 3)
  })

  test('sizes spread', () => {
    expect(x.view(-1, 2).shape).toEqual([3, 2])
    expect(x.permute(1, 0).shape).toEqual([3, 2])
    expect(x.repeat(2, 3).shape).toEqual([4, 9])
    expect(x.select(0, 0).expand(4, -1).shape).toEqual([4, 3])
    expect(x.flip(0, 1).select(0, 0).toArray()).toEqual([6, 2, 4])
    expect(x.tile(2).shape).toEqual([2, 6])
    expect(torch.zeros(2, 3).shape).toEqual([2, 3])
    expect(torch.randn(2, 3, { dtype: 'float64' }).dtype).toBe('float64')
    expect(torch.ones([2, 3]).shape).toEqual([2, 3])
    expect(x.newZeros(4, 1).shape).toEqual([4, 1])
    expect(x.squeeze(0).shape).toEqual([2, 3])
  })

  test('what is undefined is left out, what is null is None', () => {
    expect(x.sum(undefined as never, undefined, { dtype: 'float64' }).dtype).toBe('float64')
    expect(x.argmax(undefined, true).shape).toEqual([1, 1])
    expect(x.argmax(null).item()).toBe(5)
    expect(() => torch.matmul(x, undefined as never)).toThrow(/^aten::matmul: found \(Tensor\)/)
  })
})

describe('by name', () => {
  test('what is required too, with the tensor as input', () => {
    expect(torch.sum({ input: x, dim: 0 }).toArray()).toEqual([5, 7, 9])
    expect(torch.sum(x, { dim: 0, keepdim: true }).shape).toEqual([1, 3])
    expect(x.transpose(0, { dim1: 1 }).shape).toEqual([3, 2])
    expect(torch.zeros({ size: [2] }).shape).toEqual([2])
  })

  test('requiresGrad where a tensor is made', () => {
    expect(torch.zeros(2, { requiresGrad: true }).requiresGrad).toBe(true)
    expect(torch.randnLike(x, { requiresGrad: true }).requiresGrad).toBe(true)
    expect(torch.ones([2], { requiresGrad: false }).requiresGrad).toBe(false)
  })

  test('words for enumerations, and their numbers', () => {
    expect(nn.functional.mseLoss(x, x.add(2), { reduction: 'sum' }).item()).toBe(24)
    expect(nn.functional.mseLoss(x, x.add(2), 'none').shape).toEqual([2, 3])
    expect(nn.functional.mseLoss(x, x.add(2), 1).item()).toBe(4)
    // @ts-expect-error -- no such reduction
    expect(() => nn.functional.mseLoss(x, x, { reduction: 'total' })).toThrow(
      /reduction: expected none, mean, sum, found 'total'/,
    )
    const image = torch.ones(1, 1, 2, 2)
    const grid = torch.zeros(1, 2, 2, 2)
    expect(torch.gridSampler(image, grid, 'nearest', 'border', false).sum().item()).toBe(4)
  })
})

describe('numbers and tensors', () => {
  test('a number where arithmetic takes a tensor, on either side', () => {
    expect(torch.sub(1, tensor([2, 3])).toArray()).toEqual([-1, -2])
    expect(torch.mul(2, torch.arange(3)).dtype).toBe('int64')
    expect(torch.div(1, tensor([4], { dtype: 'float64' })).dtype).toBe('float64')
    expect(torch.add(2, 3).item()).toBe(5)
    expect(torch.add(2, tensor([1]), { alpha: 3 }).toArray()).toEqual([5])
    expect(torch.zeros(2).copy_(3).toArray()).toEqual([3, 3])
    // @ts-expect-error -- PyTorch takes no number here
    expect(() => torch.maximum(x, 2)).toThrow(/^aten::maximum: found \(Tensor, 2\)/)
  })

  test('a tensor without dimensions where a number is expected', () => {
    const one = torch.arange(2).select(0, 1)
    expect(x.sum(one).toArray()).toEqual([9, 12])
    expect(x.addcmul(x, x, { value: one }).select(0, 0).toArray()).toEqual([2, 30, 12])
    expect(torch.zeros([one, 2]).shape).toEqual([1, 2])
    expect(() => x.select(0, tensor(1))).toThrow(/found \(0, Tensor\)/)
    const learned = tensor(1, { requiresGrad: true })
    expect(() => x.addcmul(x, x, { value: learned })).toThrow(/aten::addcmul: found/)
  })
})

describe('results', () => {
  test('of several tensors have names, and destructure', () => {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- a tensor; arrays have a method of that name
    const { values, indices } = x.max(1)
    const [sameValues, sameIndices] = x.max(1)
    expect([values.toArray(), indices.toArray()]).toEqual([
      [5, 6],
      [1, 2],
    ])
    expect([sameValues.toArray(), sameIndices.toArray()]).toEqual([
      [5, 6],
      [1, 2],
    ])
    expect(torch.linalg.svd(x).Vh.shape).toEqual([3, 3])
    expect(torch.linalg.slogdet(torch.eye(2)).logabsdet.item()).toBe(0)
    expect(x.sort(1).map(one => one.shape)).toEqual([
      [2, 3],
      [2, 3],
    ])
  })

  test('in place are the tensor itself', () => {
    const y = x.clone()
    const same: Tensor = y.add_(1).mul_(2)
    expect(same).toBe(y)
    const taken = torch.zeros(2).where(tensor([true, false]), tensor([1, 1]))
    expect(taken.toArray()).toEqual([0, 1])
  })
})

describe("NumPy's names of options", () => {
  test('are taken for those of PyTorch, in any mixture', () => {
    const y = torch.arange(6).view(2, 3)
    expect(y.sum({ axis: 1, keepdims: true }).toArray()).toEqual([[3], [12]])
    expect(y.sum({ axis: 1, keepdim: true }).toArray()).toEqual([[3], [12]])
    expect(y.max({ axis: 0 }).values.toArray()).toEqual([3, 4, 5])
    expect(torch.cat([y, y], { axis: 1 }).shape).toEqual([2, 6])
    expect(torch.argmax(y, { axis: 1 }).toArray()).toEqual([2, 2])
    const add = torch.add as unknown as (options: object) => Tensor
    expect(add({ x1: y, x2: y }).toArray()).toEqual(y.mul(2).toArray())
    expect(add({ a: y, other: y }).toArray()).toEqual(y.mul(2).toArray())
  })

  test('not beside those', () => {
    expect(() => x.sum({ dim: 1, axis: 1 })).toThrow(/aten::sum: found/)
  })
})

describe('what does not fit', () => {
  test('is shown beside how it is written', () => {
    // @ts-expect-error -- keepdim is a boolean
    expect(() => x.sum(1, 2)).toThrow(
      'aten::sum: found (1, 2), expected x.sum({ dtype? }) or ' +
        'x.sum(dim: int | int[] | null, keepdim?: boolean, { dtype? })',
    )
    // @ts-expect-error -- misspelt
    expect(() => x.sum(1, { keepdimm: true })).toThrow(/'keepdimm' \(did you mean 'keepdim'\?\)/)
    // @ts-expect-error -- only where PyTorch spreads
    expect(() => torch.reshape(x, 3, 2)).toThrow(/aten::reshape: found \(Tensor, 3, 2\)/)
    // @ts-expect-error -- twice
    expect(() => x.sum(1, { dim: 1 })).toThrow(/aten::sum: found/)
    // @ts-expect-error -- a string is no tensor
    expect(() => torch.relu('x')).toThrow(/found \('x'\), expected torch\.relu\(input: Tensor\)/)
    // @ts-expect-error -- methods have no out
    expect(() => x.add(1, { out: x })).toThrow(/unknown option 'out'/)
  })

  test('an out of another dtype than asked for', () => {
    const out = torch.zeros(2)
    expect(torch.ones(2, { out })).toBe(out)
    expect(() => torch.ones(2, { out, dtype: 'int64' })).toThrow(/expected an out of int64/)
  })
})
