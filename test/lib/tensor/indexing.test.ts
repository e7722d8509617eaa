import torch, { slice, TorchError, type DType, type Tensor } from '../../../lib/index'
import type { Index } from '../../../lib/tensor'
import type { Assignable } from '../../../lib/tensor/indexing'
import { readGoldens } from '../goldens'

const { tidy, tensor } = torch

type Encoded =
  | number
  | boolean
  | null
  | string
  | Encoded[]
  | { slice: [number | null, number | null, number | null] }
  | { values: number[]; dtype: DType }

type Outcome = { error: string } | { shape: number[]; values: number[] }

interface Read {
  shape: number[]
  index: Encoded[]
  isView: boolean
  result: Outcome
}

interface Write {
  shape: number[]
  index: Encoded[]
  value: Assignable
  result: Outcome
}

const goldens = readGoldens<{ reads: Read[]; writes: Write[] }>('indexing.json')

function decode(index: Encoded): Index {
  if (typeof index !== 'object' || index === null || Array.isArray(index)) return index as Index
  if ('slice' in index) return slice(...index.slice)
  return tensor(index.values, { dtype: index.dtype })
}

function count(shape: number[]): Tensor {
  const size = shape.reduce((product, length) => product * length, 1)
  return torch.arange(size, { dtype: 'float32' }).reshape(shape)
}

function expectOutcome(run: () => Tensor, expected: Outcome): Tensor | undefined {
  if ('error' in expected) {
    expect(run).toThrow(TorchError)
    return undefined
  }
  const result = run()
  expect(result.shape).toEqual(expected.shape)
  expect(Array.from(result.toTypedArray() as Float32Array)).toEqual(expected.values)
  return result
}

function storageOf(x: Tensor): number {
  return x.dataPtr() - x.storageOffset() * x.itemsize
}

describe('at reads what PyTorch reads', () => {
  it.each(
    goldens.reads.map((golden): [string, number[], Read] => [
      JSON.stringify(golden.index),
      golden.shape,
      golden,
    ]),
  )('%s of %j', (_index, _shape, { shape, index, isView, result }) =>
    tidy(() => {
      const x = count(shape)
      const found = expectOutcome(() => x.at(...index.map(decode)), result)
      if (found && found.numel() > 0) expect(storageOf(found) === storageOf(x)).toBe(isView)
    }),
  )
})

describe('setAt writes what PyTorch writes', () => {
  it.each(
    goldens.writes.map((golden): [string, string, Write] => [
      JSON.stringify(golden.index),
      JSON.stringify(golden.value),
      golden,
    ]),
  )('%s = %s', (_index, _value, { shape, index, value, result }) =>
    tidy(() => {
      const x = count(shape)
      const found = expectOutcome(() => x.setAt(index.map(decode), value), result)
      if (found) expect(found).toBe(x)
    }),
  )
})

describe('setAt makes a number one of the dtype as fill_ does', () => {
  it.each<[DType, Assignable, unknown]>([
    ['int64', 2.7, 2],
    ['int64', -2.7, -2],
    ['int64', true, 1],
    ['int64', 2n ** 53n + 1n, 2n ** 53n + 1n],
    ['uint8', 2.7, 2],
    ['uint8', -1, 255],
    ['bool', NaN, true],
    ['bool', { real: 0, imag: 2 }, true],
    ['float16', 70000, Infinity],
    ['complex64', { real: 1, imag: 2 }, { real: 1, imag: 2 }],
  ])('%s of %p', (dtype, value, expected) =>
    tidy(() => {
      expect(torch.zeros([2], { dtype }).setAt([0], value).at(0).item()).toEqual(expected)
      expect(
        torch
          .zeros([2], { dtype })
          .setAt([[0, 1]], value)
          .at(1)
          .item(),
      ).toEqual(expected)
    }),
  )

  it('also of unsigned dtypes', () =>
    tidy(() => {
      const x = torch.zeros([2], { dtype: 'uint64' })
      expect(
        x
          .setAt(0, -1)
          .setAt(1, 2n ** 63n)
          .toArray(),
      ).toEqual([2n ** 64n - 1n, 2n ** 63n])
      expect(torch.zeros([1], { dtype: 'uint16' }).setAt(0, -1).toArray()).toEqual([65535])
    }))

  it.each<[DType, Assignable]>([
    ['uint8', 300],
    ['uint8', -1.5],
    ['int64', NaN],
    ['int64', 1e30],
    ['float32', 1e39],
    ['int64', { real: 1, imag: 2 }],
  ])('%s does not hold %p', (dtype, value) =>
    tidy(() => {
      const x = torch.zeros([2], { dtype })
      expect(() => x.setAt([0], value)).toThrow(/cannot be converted to type .* without overflow/)
    }),
  )
})

describe('indices', () => {
  it('of one kind need no array in setAt', () =>
    tidy(() => {
      const x = count([2, 2])
      expect(x.setAt(0, 5).toArray()).toEqual([
        [5, 5],
        [2, 3],
      ])
      expect(x.setAt(x.gt(4), -1).toArray()).toEqual([
        [-1, -1],
        [2, 3],
      ])
      expect(x.setAt(slice(1), tensor([7, 8])).toArray()).toEqual([
        [-1, -1],
        [7, 8],
      ])
    }))

  it('may be TypedArrays and bigints', () =>
    tidy(() => {
      const x = count([4])
      expect(x.at(Int32Array.of(3, 0)).toArray()).toEqual([3, 0])
      expect(x.at(BigInt64Array.of(1n)).toArray()).toEqual([1])
      expect(x.at(-1n).item()).toBe(3)
    }))

  it('leave only the result behind', () => {
    const x = count([4, 5])
    const before = torch.memory().tensors
    const results = [x.at(0), x.at(0, null, [0, 1]), x.at()]
    x.setAt([slice(1), [0, 2]], 3)
    expect(torch.memory().tensors).toBe(before + 3)
    for (const result of [...results, x]) result.dispose()
  })

  it('let gradients through, reading and writing', () =>
    tidy(() => {
      const x = torch.ones([3, 3], { requiresGrad: true } as never).requiresGrad_()
      x.at(slice(1), [0, 0, 2]).sum().backward()
      expect(x.grad!.toArray()).toEqual([
        [0, 0, 0],
        [2, 0, 1],
        [2, 0, 1],
      ])
      const value = tensor([2, 3], { requiresGrad: true })
      const y = torch.zeros([3, 2])
      y.setAt([1], value).setAt([[0, 2]], value)
      y.mul(2).sum().backward()
      expect(value.grad!.toArray()).toEqual([6, 6])
    }))

  it('cannot write into a leaf that requires grad', () =>
    tidy(() => {
      const x = torch.ones([3]).requiresGrad_()
      expect(() => x.setAt(0, 1)).toThrow(/leaf Variable that requires grad/)
    }))

  it.each<[string, (x: Tensor) => unknown, RegExp]>([
    ['out of bounds', x => x.at(0, 5), /index 5 is out of bounds for dimension 1 with size 4/],
    ['too many', x => x.at(0, 0, 0), /too many indices for a tensor of 2 dimensions: found 3/],
    ['a negative step', x => x.at(slice(null, null, -1)), /step greater than zero, found -1; flip/],
    ['a step of zero', x => x.at(slice(null, null, 0)), /step greater than zero, found 0/],
    ['half an index', x => x.at(0.5), /expected an integer, slice\(start, stop\).*found 0.5/],
    [
      'half an index in an array',
      x => x.at([0.5]),
      /expected integers that int64 holds, found 0.5/,
    ],
    ['text', x => x.at('1:3' as never), /found '1:3'/],
    ['undefined', x => x.at(undefined as never), /found undefined/],
    ['a half bound', () => slice(0.5), /slice: expected start to be an integer or null, found 0.5/],
    ['0 dimensions', () => tensor(1).at(0), /too many indices for a tensor of 0 dimensions/],
    ['an index of floats', x => x.at(tensor([0.5])), /tensors used as indices must be/],
  ])('are refused: %s', (_what, use, message) =>
    tidy(() => {
      expect(() => use(count([3, 4]))).toThrow(TorchError)
      expect(() => use(count([3, 4]))).toThrow(message)
    }),
  )
})
