import torch, { Generator, Tensor } from '../../lib/index'
import { native } from '../../lib/native'
import { call, failure, made, packedWeights } from './call'

const float32 = 6
const int64 = 4
const x = torch.tensor([
  [1, 2],
  [3, 4],
])
const h = x.handle

afterAll(() => x.dispose())

describe('each schema type, in and out', () => {
  it('Tensor', () => {
    expect(made('neg', h)).toEqual([
      [-1, -2],
      [-3, -4],
    ])
  })

  it('Tensor?: null, undefined and a tensor', () => {
    const target = torch.tensor([0, 1], { dtype: 'int64' })
    const weight = torch.tensor([1, 0])
    const loss = (given: unknown) =>
      made('cross_entropy_loss', h, target.handle, given, 2) as number
    expect(loss(null)).toBeCloseTo(1.6265233, 5)
    expect(loss(undefined)).toBe(loss(null))
    expect(loss(weight.handle)).toBeCloseTo(1.3132617, 5)
  })

  it('an undefined tensor in a result is null', () => {
    const ones = torch.ones([2])
    const [gradInput, gradWeight, gradBias] = call(
      'native_batch_norm_backward',
      h,
      h,
      ones.handle,
      null,
      null,
      ones.handle,
      ones.handle,
      true,
      1e-5,
      [true, false, false],
    ) as (number | null)[]
    expect(torch.receive({ isbeTensor: native.transfer(gradInput!) }).shape).toEqual([2, 2])
    expect([gradWeight, gradBias]).toEqual([null, null])
  })

  it('Tensor[]', () => {
    expect(made('cat', [h, h], 1)).toEqual([
      [1, 2, 1, 2],
      [3, 4, 3, 4],
    ])
    const parts = (call('unbind.int', h, 0) as number[]).map(handle => new Tensor(handle).toArray())
    expect(parts).toEqual([
      [1, 2],
      [3, 4],
    ])
    expect(failure(() => call('cat', [], 0)).message).toMatch(/non-empty/)
  })

  it('Tensor?[]: gaps stand for whole dimensions', () => {
    const index = torch.tensor([1], { dtype: 'int64' })
    expect(made('index.Tensor', h, [null, index.handle])).toEqual([[2], [4]])
    expect(made('index.Tensor', h, [undefined, index.handle])).toEqual([[2], [4]])
    expect(made('index.Tensor', h, [index.handle])).toEqual([[3, 4]])
  })

  it('int and SymInt: numbers and bigints, exact up to 64 bits', () => {
    expect(made('select.int', h, 0, 1)).toEqual([3, 4])
    expect(made('select.int', h, 0n, -1n)).toEqual([3, 4])
    expect(call('size.int', h, 1)).toBe(2)
    const largest = 2n ** 63n - 1n
    for (const value of [2n ** 53n + 1n, largest, -(2n ** 63n)]) {
      expect(call('item', call('full', [], value, int64) as number)).toBe(value)
    }
    expect(call('item', call('full', [], 2n ** 53n, int64))).toBe(2 ** 53)
    expect(call('item', call('full', [], -7, int64))).toBe(-7)
  })

  it('float', () => {
    expect(made('elu', call('neg', h), 1, 1, 0.5)).not.toEqual(made('elu', call('neg', h)))
    const [scale, zeroPoint] = call('_choose_qparams_per_tensor', h) as number[]
    expect(scale).toBeCloseTo(4 / 255, 6)
    expect(zeroPoint).toBe(0)
    const infinite = made('nan_to_num', call('full', [], -Infinity, float32), 0, 1, -2.5)
    expect(infinite).toBe(-2.5)
    expect(made('nan_to_num', call('full', [], NaN, float32), 0.25)).toBe(0.25)
  })

  it('Scalar: an integral number is an integer, as in Python', () => {
    const dtypeOf = (value: unknown) => {
      const zero = torch.zeros([1], { dtype: 'int64' })
      return new Tensor(call('add.Scalar', zero.handle, value) as number).dtype
    }
    expect(['int64', 'float32', 'int64', 'int64', 'complex64']).toEqual(
      [1, 1.5, 1n, true, { real: 0, imag: 1 }].map(dtypeOf),
    )
  })

  it('Scalar out: number, bigint, boolean and complex', () => {
    const item = (value: never, dtype: never) => torch.tensor(value, { dtype }).item()
    expect(item(2.5 as never, 'float64' as never)).toBe(2.5)
    expect(item(-3 as never, 'int16' as never)).toBe(-3)
    expect(item(true as never, 'bool' as never)).toBe(true)
    expect(item((2n ** 60n) as never, 'int64' as never)).toBe(2n ** 60n)
    const complex = { real: 1, imag: -2 }
    expect(item(complex as never, 'complex128' as never)).toEqual(complex)
  })

  it('bool', () => {
    const window = (periodic: boolean) => made('hann_window.periodic', 3, periodic) as number[]
    expect(window(false)).toEqual([0, 1, 0])
    expect(window(true)[2]).toBeCloseTo(0.75)
    expect(call('equal', h, h)).toBe(true)
    expect(call('is_complex', h)).toBe(false)
  })

  it('str', () => {
    expect(made('gelu', h, 'tanh')).not.toEqual(made('gelu', h, 'none'))
    expect(failure(() => call('gelu', h, 'häßlich 🦔')).message).toMatch(/none or tanh/)
  })

  it('dtype', () => {
    expect(made('sum', h, int64)).toBe(10)
    expect(torch.promoteTypes('int64', 'float16')).toBe('float16')
    expect(torch.resultType(x, 1n)).toBe('float32')
  })

  it('layout', () => {
    const sparse = new Tensor(call('to_sparse', h, 'sparse_coo') as number)
    expect(new Tensor(call('to_dense', sparse.handle) as number).toArray()).toEqual(x.toArray())
    expect(torch.zeros([1], { layout: 'strided' }).toArray()).toEqual([0])
  })

  it('memory format', () => {
    const strides = (format: string) =>
      torch.tidy(
        () => new Tensor(call('clone', torch.zeros([1, 2, 3, 3]).handle, format) as number).strides,
      )
    expect(strides('contiguous_format')).toEqual([18, 9, 3, 1])
    expect(strides('channels_last')).toEqual([18, 1, 6, 2])
    expect(strides('preserve_format')).toEqual([18, 9, 3, 1])
    const volume = torch.zeros([1, 2, 1, 1, 2])
    const last = new Tensor(call('clone', volume.handle, 'channels_last_3d') as number)
    expect(last.strides).toEqual([4, 1, 4, 4, 2])
  })

  it('device', () => {
    expect(torch.zeros([1], { device: 'cpu' }).device).toBe('cpu')
    expect(torch.zeros([1], { device: 'meta' }).device).toBe('meta')
  })

  it('int[] and int[2], which takes one integer for both', () => {
    expect(made('zeros', [2, 1])).toEqual([[0], [0]])
    expect(made('zeros', [])).toBe(0)
    expect(made('permute', h, [1n, 0])).toEqual([
      [1, 3],
      [2, 4],
    ])
    const image = torch.arange(16, { dtype: 'float32' }).reshape([1, 1, 4, 4])
    const pooled = [
      [
        [
          [2.5, 4.5],
          [10.5, 12.5],
        ],
      ],
    ]
    expect(made('avg_pool2d', image.handle, 2)).toEqual(pooled)
    expect(made('avg_pool2d', image.handle, [2, 2], 2, 0)).toEqual(pooled)
  })

  it('int[]?', () => {
    expect(made('sum.dim_IntList', h, null)).toBe(10)
    expect(made('sum.dim_IntList', h, [0])).toEqual([4, 6])
  })

  it('float[]?', () => {
    const line = torch.tensor([[[1, 2]]])
    expect(made('upsample_nearest1d.vec', line.handle, null, [1.5])).toEqual([[[1, 1, 2]]])
  })

  it('Scalar[]', () => {
    const [slope] = call('gradient.scalarrayarray', h, [0.5], [1]) as number[]
    expect(new Tensor(slope!).toArray()).toEqual([
      [2, 2],
      [2, 2],
    ])
  })

  it('bool[3]', () => {
    const weight = torch.ones([1, 1, 2, 2])
    const image = x.reshape([1, 1, 2, 2])
    const gradients = (mask: unknown) =>
      call(
        'convolution_backward',
        torch.ones([1, 1, 1, 1]).handle,
        image.handle,
        weight.handle,
        [1],
        [1, 1],
        [0, 0],
        [1, 1],
        false,
        [0, 0],
        1,
        mask,
      ) as (number | null)[]
    expect(gradients([false, true, false]).map(Boolean)).toEqual([false, true, false])
    expect(gradients(true).map(Boolean)).toEqual([true, true, true])
  })

  it('Generator', () => {
    const draw = (seed: number) => torch.rand([3], { generator: new Generator(seed) }).toArray()
    expect(draw(5)).toEqual(draw(5))
    expect(draw(5)).not.toEqual(draw(6))
    const generator = new Generator(5)
    const first = torch.rand([3], { generator }).toArray()
    expect(first).toEqual(draw(5))
    expect(torch.rand([3], { generator }).toArray()).not.toEqual(first)
  })

  it('native objects can be handed back', () => {
    const packed = packedWeights(x)
    const [weight, bias] = torch.ops.quantized!.linear_unpack_fp16!(packed) as [Tensor, Tensor]
    expect(weight.toArray()).toEqual([
      [1, 2],
      [3, 4],
    ])
    expect(bias.toArray()).toEqual([0.5, 0.5])
  })
})

describe('arguments with getters', () => {
  it('may call operators themselves', () => {
    const scalar = {
      get real() {
        return torch
          .add(torch.ones([3]), 1)
          .sum()
          .item<number>()
      },
      imag: 0,
    }
    expect(made('add.Scalar', h, scalar)).toEqual(
      [
        [7, 8],
        [9, 10],
      ].map(row => row.map(real => ({ real, imag: 0 }))),
    )
  })

  it('may throw', () => {
    const scalar = {
      get real(): number {
        throw new RangeError('mine')
      },
      imag: 0,
    }
    expect(() => call('add.Scalar', h, scalar)).toThrow('mine')
    expect(made('add.Scalar', h, 1)).toEqual([
      [2, 3],
      [4, 5],
    ])
  })
})
