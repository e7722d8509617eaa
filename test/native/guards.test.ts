/** Calls that end the process in libtorch, or are wrong there without a word. */
import torch, { Tensor } from '../../lib/index'
import { call, failure, made } from './call'

function leaf(shape: number[]): Tensor {
  const tensor = torch.ones(shape)
  tensor.requiresGrad = true
  return tensor
}

const smallest = -(2n ** 63n)

describe('the smallest integer divided by -1', () => {
  const int64 = torch.tensor([smallest, 7n])
  const int32 = torch.tensor([-(2 ** 31), 7], { dtype: 'int32' })
  const minusOne = torch.tensor([-1n, 2n])
  afterAll(() => [int64, int32, minusOne].forEach(tensor => tensor.dispose()))

  it.each<[string, () => unknown]>([
    ['div by a tensor', () => call('div.Tensor_mode', int64.handle, minusOne.handle, 'floor')],
    ['div by a number', () => call('div.Scalar_mode', int64.handle, -1, 'trunc')],
    ['div_ in place', () => call('div_.Scalar_mode', int64.handle, -1, 'floor')],
    ['div of int32', () => call('div.Scalar_mode', int32.handle, -1, 'floor')],
    ['floor_divide', () => call('floor_divide', int64.handle, minusOne.handle)],
    ['floor_divide by a number', () => call('floor_divide.Scalar', int64.handle, -1)],
  ])('is refused: %s', (_, divide) => {
    expect(failure(divide).message).toMatch(/smallest integer divided by -1/)
  })

  it('leaves no remainder', () => {
    expect(made('remainder.Scalar', int64.handle, -1)).toEqual([0, 0])
    expect(made('remainder.Tensor', int64.handle, minusOne.handle)).toEqual([0, 1])
    expect(made('fmod.Tensor', int64.handle, minusOne.handle)).toEqual([0, 1])
    expect(made('fmod.Scalar', int32.handle, -1)).toEqual([0, 0])
    expect(made('remainder.Scalar_Tensor', smallest, minusOne.handle)).toEqual([0, 0])
  })

  it('is not seen where the two do not meet', () => {
    torch.tidy(() => {
      const divisor = torch.tensor([2n, -1n])
      expect(made('div.Tensor_mode', int64.handle, divisor.handle, 'floor')).toEqual([
        -(2n ** 62n),
        -7,
      ])
      expect(made('div.Tensor', int64.handle, minusOne.handle)).toEqual([2 ** 63, 3.5])
      expect(made('div.Scalar_mode', minusOne.handle, -1, 'floor')).toEqual([1, -2])
    })
  })
})

describe('arguments that libtorch reads beyond', () => {
  const x = torch.ones([1, 2, 4, 4])
  const line = torch.ones([1, 2, 4])
  const short = torch.ones([1])
  const far = torch.full([1, 2, 2, 2], 10 ** 12, { dtype: 'int64' })
  const small = torch.ones([1, 2, 2, 2])
  const pair = [2, 2]
  afterAll(() => [x, line, short, far, small].forEach(tensor => tensor.dispose()))

  it.each<[string, RegExp, () => unknown]>([
    [
      'reflection_pad1d_backward',
      /padding: expected 2 numbers, found 0/,
      () => call('reflection_pad1d_backward', line.handle, line.handle, []),
    ],
    [
      'replication_pad2d_backward',
      /padding: expected 4 numbers, found 1/,
      () => call('replication_pad2d_backward', x.handle, x.handle, [1]),
    ],
    [
      'native_batch_norm with a short weight',
      /weight: expected 2 values.*found 1/,
      () => call('native_batch_norm', x.handle, short.handle, null, null, null, true, 0.1, 1e-5),
    ],
    [
      'native_batch_norm with short statistics',
      /running_mean: expected 2 values/,
      () =>
        call(
          'native_batch_norm',
          x.handle,
          null,
          null,
          short.handle,
          short.handle,
          true,
          0.1,
          1e-5,
        ),
    ],
    [
      'native_batch_norm without statistics',
      /running_mean: expected a tensor/,
      () => call('native_batch_norm', x.handle, null, null, null, null, false, 0.1, 1e-5),
    ],
    [
      'native_batch_norm_backward',
      /expected 2 values/,
      () =>
        call(
          'native_batch_norm_backward',
          x.handle,
          x.handle,
          short.handle,
          null,
          null,
          null,
          null,
          true,
          1e-5,
          [true, true, true],
        ),
    ],
    [
      'max_pool2d_with_indices_backward',
      /indices: expected numbers from 0 to 15/,
      () =>
        call(
          'max_pool2d_with_indices_backward',
          small.handle,
          x.handle,
          pair,
          pair,
          [0, 0],
          [1, 1],
          false,
          far.handle,
        ),
    ],
    [
      'adaptive_max_pool2d_backward',
      /indices: expected numbers from 0 to 15/,
      () => call('adaptive_max_pool2d_backward', small.handle, x.handle, far.handle),
    ],
    [
      'fractional_max_pool2d_backward',
      /kernel_size: expected 2 numbers/,
      () => call('fractional_max_pool2d_backward', small.handle, x.handle, [], [], far.handle),
    ],
    [
      'lstm without weights',
      /params: expected 6 tensors for 3 layers, found 0/,
      () =>
        call(
          'lstm.input',
          line.handle,
          [line.handle, line.handle],
          [],
          false,
          3,
          0,
          false,
          false,
          false,
        ),
    ],
    [
      'arange beyond 64 bits',
      /larger than 64 bits hold/,
      () => call('arange.start_step', 0, smallest, -1),
    ],
    [
      'a range of integers in steps of less than 1',
      /step: expected at least 1 for integers, found 0.5/,
      () => call('range.out', 0, 1, 0.5, torch.zeros([2], { dtype: 'uint8' }).handle),
    ],
    [
      'attention without heads',
      /one head or more/,
      () => call('_transform_bias_rescale_qkv', line.handle, short.handle, 0),
    ],
  ])('%s', (_, message, run) => {
    expect(failure(run).message).toMatch(message)
  })

  it('leaves right calls alone', () => {
    torch.tidy(() => {
      const [pooled, indices] = call('max_pool2d_with_indices', x.handle, pair) as number[]
      const gradient = new Tensor(
        call(
          'max_pool2d_with_indices_backward',
          pooled,
          x.handle,
          pair,
          pair,
          [0, 0],
          [1, 1],
          false,
          indices,
        ) as number,
      )
      expect(gradient.sum().item()).toBe(8)
      expect(made('arange.start_step', 5, -1, -2)).toEqual([5, 3, 1])
    })
  })
})

test('the distances between no points have a gradient', () => {
  torch.tidy(() => {
    const points = leaf([0, 3])
    const distances = torch.pdist(points)
    expect(distances.shape).toEqual([0])
    distances.sum().backward()
    expect(points.grad!.shape).toEqual([0, 3])
  })
})

describe('out= without a formula for gradients', () => {
  it('is refused where a gradient is wanted, as PyTorch does', () => {
    torch.tidy(() => {
      const p = leaf([2])
      const out = torch.empty([2])
      for (const add of [
        () => torch.add(p, 1, { out }),
        () => call('add.Scalar_out', p.handle, 1, 1, out.handle),
        () => call('add.out', p.handle, out.handle, 1, out.handle),
      ]) {
        expect(failure(add).message).toMatch(
          /add\(\): functions with out=\.\.\. arguments don't support automatic differentiation, but one of the arguments requires grad/,
        )
      }
      torch.noGrad(() => expect(torch.add(p, 1, { out }).toArray()).toEqual([2, 2]))
      expect(out.gradFn).toBeNull()
    })
  })

  it('is right where there is none to want', () => {
    torch.tidy(() => {
      const p = leaf([2])
      const index = torch.empty([], { dtype: 'int64' })
      expect(made('argmax.out', p.handle, null, false, index.handle)).toBe(0)
    })
  })
})

test('the fused SGD of libtorch refuses 16 bits, which it steps wrongly', () => {
  torch.tidy(() => {
    for (const dtype of ['float16', 'bfloat16'] as const) {
      const parameter = torch.ones([37], { dtype })
      const step = () =>
        call(
          '_fused_sgd_',
          [parameter.handle],
          [parameter.handle],
          [],
          0,
          0,
          0.1,
          0,
          false,
          false,
          false,
        )
      expect(failure(step).code).toBe('NOT_IMPLEMENTED')
      expect(parameter.sum().item()).toBe(37)
    }
  })
})

describe('-0', () => {
  it('crosses as what it is', () => {
    torch.tidy(() => {
      const ones = torch.tensor([1, -1])
      expect(ones.div(-0).toArray()).toEqual([-Infinity, Infinity])
      expect(torch.copysign(torch.ones([1]), -0).toArray()).toEqual([-1])
      expect(Object.is(torch.full([1], -0).item(), -0)).toBe(true)
    })
  })
})

describe('a fresh tensor', () => {
  it('has not been changed', () => {
    torch.tidy(() => {
      expect(torch.fromBuffer(new Float32Array(2)).version).toBe(0)
      expect(torch.fromTypedArray(new Float32Array(2)).version).toBe(0)
      expect(torch.tensor([1, 2]).version).toBe(0)
      expect(torch.tensor([1, 2]).add_(1).version).toBe(1)
    })
  })
})
