/** Operators of libtorch that read beyond what they are given: indices, pairs, statistics. */
import torch, { TorchError, nn, type Tensor } from '../../lib'

const F = nn.functional
const aten = torch.ops.aten as unknown as Record<string, (...args: readonly unknown[]) => unknown>
const ones = (...shape: number[]): Tensor => torch.ones(shape)
const int64 = (values: unknown): Tensor => torch.tensor(values as number[], { dtype: 'int64' })

describe('labels of CTC', () => {
  const scores = (): Tensor => torch.zeros([5, 2, 3])

  test.each([
    ['beyond the classes', int64([[100000000], [1]]), [1, 1], /from 0 to 2, found 100000000/],
    [
      'below 0',
      int64([
        [1, -1],
        [1, 2],
      ]),
      [2, 2],
      /from 0 to 2, found -1/,
    ],
    ['in one row', int64([1, 9]), [1, 1], /from 0 to 2, found 9/],
  ])('%s are refused', (_, targets, lengths, message) => {
    const call = (): Tensor => F.ctcLoss(scores(), targets, [5, 5], lengths)
    expect(call).toThrow(TorchError)
    expect(call).toThrow(message)
    expect(() => F.ctcLoss(scores(), targets, int64([5, 5]), int64(lengths))).toThrow(message)
  })

  test('that are padding may be anything', () => {
    const padded = F.ctcLoss(
      scores(),
      int64([
        [1, -7],
        [2, 99],
      ]),
      [5, 5],
      [1, 1],
    )
    expect(padded.equal(F.ctcLoss(scores(), int64([1, 2]), [5, 5], [1, 1]))).toBe(true)
  })
})

const x = ones(2, 4)
const short = ones(1)

test.each<[string, RegExp, () => unknown]>([
  [
    'batch_norm_update_stats',
    /running_mean: expected 4 values/,
    () => torch.batchNormUpdateStats(x, short, short, 0.1),
  ],
  [
    '_native_batch_norm_legit_no_training',
    /weight: expected 4 values/,
    () => aten._native_batch_norm_legit_no_training!(x, short, null, ones(4), ones(4), 0.1, 1e-5),
  ],
  [
    '_native_batch_norm_legit_functional',
    /running_mean: expected 4 values/,
    () => aten._native_batch_norm_legit_functional!(x, null, null, short, short, true, 0.1, 1e-5),
  ],
  [
    '_batch_norm_with_update',
    /weight: expected 4 values/,
    () => aten._batch_norm_with_update!(x, short, null, ones(4), ones(4), 0.1, 1e-5),
  ],
  [
    'mkldnn_reorder_conv2d_weight',
    /stride: expected numbers of 1 or more/,
    () => torch.mkldnnReorderConv2dWeight(ones(1, 1, 2, 2).toMkldnn(), { stride: [0, 0] }),
  ],
  [
    'mkldnn_reorder_conv3d_weight',
    /dilation: expected numbers of 1 or more/,
    () => torch.mkldnnReorderConv3dWeight(ones(1, 1, 2, 2, 2).toMkldnn(), { dilation: [1, 0, 1] }),
  ],
  [
    '_pdist_backward',
    /grad: expected 1 values, one a pair/,
    () => aten._pdist_backward!(ones(0), ones(2, 3), 2, ones(1)),
  ],
  [
    '_cdist_backward',
    /cdist: expected a value for each pair/,
    () => aten._cdist_backward!(ones(2, 3), ones(2, 4), ones(3, 4), 2, ones(1, 1)),
  ],
  [
    '_weight_norm_interface',
    /g: expected 2 values, found 1/,
    () => aten._weight_norm_interface!(x, short, 0),
  ],
  [
    '_weight_norm_interface_backward',
    /saved_norms: expected 2 values, found 1/,
    () => aten._weight_norm_interface_backward!(x, x, ones(2), short, 0),
  ],
  [
    '_embedding_bag_dense_backward',
    /indices: expected positions within 3 values/,
    () =>
      aten._embedding_bag_dense_backward!(
        ...[ones(1, 4), int64([9]), int64([0]), int64([1]), int64([0]), 3, false, 0, null],
      ),
  ],
  [
    '_embedding_bag_per_sample_weights_backward',
    /offset2bag: expected positions within 1/,
    () =>
      aten._embedding_bag_per_sample_weights_backward!(
        ...[ones(1, 4), ones(3, 4), int64([2]), int64([0]), int64([5]), 0],
      ),
  ],
])('%s', (_, message, call) => {
  expect(call).toThrow(TorchError)
  expect(call).toThrow(message)
})

test('what fits is computed', () => {
  const empty = aten._pdist_backward!(ones(0), ones(0, 3), 2, ones(0)) as Tensor
  expect(empty.shape).toEqual([0, 3])
  const points = torch.rand([4, 3], { requiresGrad: true })
  torch.pdist(points).sum().backward()
  torch
    .cdist(points, torch.rand([5, 2, 3]))
    .sum()
    .backward()
  expect(points.grad!.shape).toEqual([4, 3])
  const norm = nn.utils.parametrizations.weightNorm(new nn.Linear(3, 2))
  norm.forward(ones(1, 3)).sum().backward()
  const bag = new nn.EmbeddingBag(5, 2, { mode: 'sum' })
  bag
    .forward(int64([1, 4, 2]), int64([0, 2]))
    .sum()
    .backward()
  expect(bag.weight.grad!.sum(1).toArray()).toEqual([0, 2, 2, 0, 2])
})
