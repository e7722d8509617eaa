/** Positions and sizes that libtorch takes on trust, and reads or writes beyond. */
import torch, { type Tensor } from '../../lib/index'
import { failure } from './call'

const aten = torch.ops.aten!
const ones = (...shape: number[]): Tensor => torch.ones(shape)
const integers = (values: number[] | number[][]): Tensor => torch.tensor(values, { dtype: 'int64' })

it.each<[string, RegExp, () => unknown]>([
  [
    'lengths of segments',
    /lengths: expected positions within 4 values/,
    () => torch.segmentReduce(ones(4), 'sum', { lengths: integers([2, 9]), unsafe: true }),
  ],
  [
    'offsets of segments',
    /offsets: expected positions within 4 values/,
    () => torch.segmentReduce(ones(4), 'sum', { offsets: integers([0, 2, 9]), unsafe: true }),
  ],
  [
    'segments in backward',
    /lengths: expected positions within 4 values/,
    () =>
      aten._segment_reduce_backward!(ones(1), ones(1), ones(4), 'sum', {
        lengths: integers([900]),
      }),
  ],
  [
    'indices of a sparse tensor',
    /indices: expected positions within 2 values/,
    () => aten._sparse_coo_tensor_unsafe!(integers([[99_999_999]]), ones(1), [2]),
  ],
  [
    'a view beyond its memory',
    /stride: expected positions within 2 values/,
    () => aten._reshape_alias_copy!(ones(2), [100, 100], [100, 1]),
  ],
  [
    'a view that overflows',
    /stride: expected positions within 2 values/,
    () => aten._reshape_alias_copy!(ones(2), [2 ** 40, 2], [2 ** 40, 1]),
  ],
  [
    'results of a scan',
    /values: expected the shape of self/,
    () => aten._cummin_helper!(ones(3), ones(1), integers([0]), 0),
  ],
  [
    'a kernel without sizes',
    /kernel_size: expected 2 numbers, found 0/,
    () =>
      aten._slow_conv2d_backward!(
        ones(1, 1, 2, 2),
        ones(1, 1, 2, 2),
        ones(1, 1, 1, 1),
        [],
        [],
        [],
        [true, true, true],
      ),
  ],
  [
    'padding without numbers',
    /padding: expected 2 numbers, found 0/,
    () => aten._nnpack_spatial_convolution!(ones(1, 1, 4, 4), ones(1, 1, 3, 3), null, []),
  ],
  ['a stack of nothing', /tensors: expected one or more/, () => aten._stack!([])],
  [
    'a cell without states',
    /hx: expected two tensors, found 0/,
    () => {
      const [weight, bias] = [ones(8, 2), ones(8)]
      const rest = [bias, bias, weight, weight, bias, bias, 1, 1, 0, 0]
      return aten.quantized_lstm_cell!(ones(1, 2), [], weight, weight, ...rest)
    },
  ],
])('is refused: %s', (_, message, call) =>
  torch.tidy(() => {
    expect(failure(call).message).toMatch(message)
  }),
)

it('what fits is computed', () =>
  torch.tidy(() => {
    const options = { lengths: integers([1, 3]), unsafe: true }
    expect(torch.segmentReduce(ones(4), 'sum', options).toArray()).toEqual([1, 3])
    const sparse = aten._sparse_coo_tensor_unsafe!(integers([[1]]), ones(1), [2]) as Tensor
    expect(sparse.toDense().toArray()).toEqual([0, 1])
    const view = aten._reshape_alias_copy!(ones(6), [2, 3], [3, 1]) as Tensor
    expect(view.shape).toEqual([2, 3])
    const [values] = torch.cummin(torch.tensor([3, 1, 2]), 0)
    expect(values.toArray()).toEqual([3, 1, 1])
    expect((aten._stack!([ones(2), ones(2)]) as Tensor).shape).toEqual([2, 2])
  }))
