/** What functions are said to return follows their flags. */
import torch, { nn, type Tensor } from '../../../../lib'

const F = nn.functional
const image = torch.arange(16).reshape([1, 1, 4, 4]).float()
const row = image.reshape([1, 1, 16])
const volume = image.reshape([1, 1, 1, 4, 4])
const cube = torch.zeros([1, 1, 4, 4, 4])

test('poolings give one tensor unless they are asked for indices', () => {
  const maxima: Tensor[] = [
    F.relu(F.maxPool1d(row, 2)),
    F.maxPool2d(image, 2, 2, 0, 1, false),
    F.maxPool2d(image, 2, 2, 0, 1, false, false),
    F.maxPool2d(image, 2, undefined, 0, { ceilMode: true, returnIndices: false }),
    F.maxPool2d(image, { kernelSize: 2 }),
    F.maxPool3d({ input: volume, kernelSize: [1, 2, 2] }),
    F.adaptiveMaxPool1d(row, 4),
    F.adaptiveMaxPool2d(image, [2, null]),
    F.adaptiveMaxPool3d(volume, { outputSize: 1 }),
    F.fractionalMaxPool2d(image, 2, 2),
    F.fractionalMaxPool3d(cube, 2, { outputSize: 2 }),
  ]
  expect(maxima[1]!.toArray()).toEqual([
    [
      [
        [5, 7],
        [13, 15],
      ],
    ],
  ])
})

test('with returnIndices they give two', () => {
  const samples = torch.zeros([1, 1, 2])
  const indices: Tensor[] = [
    F.maxPool1d(row, 2, { returnIndices: true })[1],
    F.maxPool2d(image, 2, undefined, 0, 1, false, true)[1],
    F.maxPool2d(image, { kernelSize: 2, returnIndices: true })[1],
    F.maxPool3d({ input: volume, kernelSize: [1, 2, 2], returnIndices: true })[1],
    F.adaptiveMaxPool1d(row, 4, true)[1],
    F.adaptiveMaxPool2d(image, 2, { returnIndices: true })[1],
    F.adaptiveMaxPool3d(volume, { outputSize: 1, returnIndices: true })[1],
    F.fractionalMaxPool2d(image, 2, 2, undefined, true, samples)[1],
    F.fractionalMaxPool2d(image, 2, 2, undefined, true)[1],
    F.fractionalMaxPool3d(cube, 2, { outputSize: 2, returnIndices: true })[1],
  ]
  expect(indices[1]!.flatten().toArray()).toEqual([5, 7, 13, 15])
  expect(indices.every(({ dtype }) => dtype === 'int64')).toBe(true)
})

test('of a flag that is not known either may come', () => {
  const returnIndices: boolean = indicesAsked()
  const either: Tensor | [Tensor, Tensor] = F.maxPool2d(image, 2, { returnIndices })
  // @ts-expect-error -- it may be a tensor
  const [values]: [Tensor, Tensor] = either
  expect(values.shape).toEqual([1, 1, 2, 2])
  // @ts-expect-error -- a kernel is no word
  expect(() => F.maxPool2d(image, 'two')).toThrow(/kernelSize: expected int \| int\[\]/)
})

function indicesAsked(): boolean {
  return image.ndim > 0
}

test('attention gives weights unless they are refused', () => {
  const x = torch.ones([1, 1, 2])
  const [input, output] = [torch.ones([6, 2]), torch.ones([2, 2])]
  const call = [x, x, x, 2, 1, input, null, null, null, false, 0, output, null] as const
  const weights: Tensor = F.multiHeadAttentionForward(...call)[1]
  expect(weights.toArray()).toEqual([[[1]]])
  const none: null = F.multiHeadAttentionForward(...call, { needWeights: false })[1]
  expect(none).toBeNull()
  const byPosition: null = F.multiHeadAttentionForward(...call, true, null, false)[1]
  expect(byPosition).toBeNull()
})
