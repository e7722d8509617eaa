/** What is left out has the default of PyTorch 2.13. */
import torch, { nn, type Tensor } from '../../../../lib'

type AnyFunction = (...args: unknown[]) => unknown
const F = nn.functional as unknown as Record<string, AnyFunction>

function wave(shape: number[], scale = 1, phase = 1): Tensor {
  const count = shape.reduce((product, size) => product * size, 1)
  return torch.arange(count).mul(0.7).add(phase).sin().mul(scale).reshape(shape)
}

const x = wave([2, 3], 2)
const y = wave([2, 3], 2, 3)
const image = wave([1, 4, 4, 4])
const classes = torch.tensor([2, -100]).long()
const signs = torch.tensor([1, -1])
const rows = torch.tensor([1, 0, 1]).long()
const starts = torch.tensor([0, 2]).long()
const tiny = torch.tensor([[1e-13, 2e-13]])

function valuesOf(result: unknown): unknown {
  if (Array.isArray(result)) return result.map(valuesOf)
  return torch.isTensor(result) ? [result.dtype, result.float().toArray()] : result
}

test.each<[name: string, args: unknown[], defaults: object]>([
  ['gumbelSoftmax', [x], { tau: 1, hard: false, eps: 1e-10, dim: -1 }],
  ['glu', [wave([2, 4, 6])], { dim: -1 }],
  ['dropout', [x], { p: 0.5, training: true, inplace: false }],
  ['dropout1d', [x], { p: 0.5, training: true, inplace: false }],
  ['dropout2d', [image], { p: 0.5, training: true, inplace: false }],
  ['dropout3d', [image], { p: 0.5, training: true, inplace: false }],
  ['alphaDropout', [x], { p: 0.5, training: false, inplace: false }],
  ['alphaDropout', [x, { training: true }], { p: 0.5 }],
  ['featureAlphaDropout', [image], { p: 0.5, training: false, inplace: false }],
  ['hardtanh', [x], { minVal: -1, maxVal: 1 }],
  ['batchNorm', [x, x.at(0), y.at(1).abs()], { training: false, momentum: 0.1, eps: 1e-5 }],
  ['batchNorm', [x.mul(0.01), null, null, { training: true }], { eps: 1e-5 }],
  ['instanceNorm', [image.mul(0.01)], { useInputStats: true, momentum: 0.1, eps: 1e-5 }],
  ['layerNorm', [x.mul(0.01), [3]], { weight: null, bias: null, eps: 1e-5 }],
  ['groupNorm', [image.mul(0.01), 2], { weight: null, bias: null, eps: 1e-5 }],
  ['normalize', [wave([2, 3, 2])], { p: 2, dim: 1, eps: 1e-12 }],
  ['normalize', [tiny], { eps: 1e-12 }],
  ['localResponseNorm', [image.mul(100), 3], { alpha: 1e-4, beta: 0.75, k: 1 }],
  ['unfold', [image, 2], { dilation: 1, padding: 0, stride: 1 }],
  ['fold', [wave([1, 4, 9]), 4, 2], { dilation: 1, padding: 0, stride: 1 }],
  ['maxPool2d', [image, 3], { stride: 3, padding: 0, dilation: 1, ceilMode: false }],
  ['maxPool2dWithIndices', [image, 3], { stride: null, padding: 0, dilation: 1, ceilMode: false }],
  ['lpPool2d', [image.abs(), 2, 3], { stride: 3, ceilMode: false }],
  ['lpPool2d', [image, Infinity, 3], { stride: null, ceilMode: false }],
  ['maxUnpool2d', [...maxima(2)], { stride: 2, padding: 0, outputSize: [4, 4] }],
  ['gridSample', [image, wave([1, 2, 2, 2], 1.2)], { mode: 'bilinear', paddingMode: 'zeros' }],
  ['gridSample', [image, wave([1, 2, 2, 2], 1.2)], { alignCorners: false }],
  ['affineGrid', [wave([1, 2, 3]), [1, 1, 2, 3]], { alignCorners: false }],
  ['interpolate', [image, 3], { mode: 'nearest', antialias: false }],
  ['interpolate', [image, 3, { mode: 'bilinear' }], { alignCorners: false, antialias: false }],
  ['crossEntropy', [x, classes], { ignoreIndex: -100, labelSmoothing: 0, reduction: 'mean' }],
  ['nllLoss', [x, classes], { ignoreIndex: -100, reduction: 'mean' }],
  ['multiMarginLoss', [x, classes.abs().fmod(7)], { p: 1, margin: 1, reduction: 'mean' }],
  ['klDiv', [x, y.abs(), { reduction: 'sum' }], { logTarget: false }],
  ['smoothL1Loss', [x, y], { beta: 1, reduction: 'mean' }],
  ['huberLoss', [x, y], { delta: 1, reduction: 'mean' }],
  ['huberLoss', [x, y, { weight: y.abs() }], { delta: 1, reduction: 'mean' }],
  ['hingeEmbeddingLoss', [x, signs.unsqueeze(1).expand([2, 3])], { margin: 1, reduction: 'mean' }],
  ['poissonNllLoss', [x, y.abs()], { logInput: true, full: false, eps: 1e-8, reduction: 'mean' }],
  ['poissonNllLoss', [torch.zeros([2]), x.at(0, 0).expand([2]).abs(), false], { eps: 1e-8 }],
  ['gaussianNllLoss', [x, y, y.abs()], { full: false, eps: 1e-6, reduction: 'mean' }],
  ['gaussianNllLoss', [x, x.add(1e-3), 0], { eps: 1e-6 }],
  ['marginRankingLoss', [x.at(0), y.at(0), y.at(1).sign()], { margin: 0, reduction: 'mean' }],
  ['cosineEmbeddingLoss', [x, y, signs], { margin: 0, reduction: 'mean' }],
  ['tripletMarginLoss', [x, y, y.neg()], { margin: 1, p: 2, eps: 1e-6, swap: false }],
  ['tripletMarginLoss', [x.mul(1e-6), x.mul(2e-6), x.mul(3e-6)], { eps: 1e-6, margin: 1 }],
  ['tripletMarginWithDistanceLoss', [x, y, y.neg()], { margin: 1, swap: false }],
  ['ctcLoss', [wave([4, 1, 3]), rows.narrow(0, 0, 1).unsqueeze(0), [4], [1]], { blank: 0 }],
  ['embedding', [rows, x], { paddingIdx: null, maxNorm: null, normType: 2 }],
  ['embeddingBag', [rows, x, starts], { mode: 'mean', includeLastOffset: false, paddingIdx: null }],
  ['linearCrossEntropy', [x, wave([3, 3]), classes], { ignoreIndex: -100, labelSmoothing: 0 }],
])('%s %#', (name, args, defaults) => {
  const call = (...more: unknown[]): unknown => {
    torch.manualSeed(3)
    const last = args.at(-1)
    const isNamed = last?.constructor === Object
    const options = Object.assign({}, isNamed ? last : {}, ...more) as object
    return valuesOf(F[name]!(...(isNamed ? args.slice(0, -1) : args), options))
  }
  expect(call()).toEqual(call(defaults))
  expect(JSON.stringify(call())).not.toMatch(/null/) // which NaN and the infinities become
})

function maxima(kernelSize: number): unknown[] {
  return [...nn.functional.maxPool2d(image, kernelSize, { returnIndices: true }), kernelSize]
}

test('running statistics move by a tenth', () => {
  const [mean, variance] = [torch.zeros([3]), torch.ones([3])]
  F.batchNorm!(torch.tensor([[1, 2, 3], [3, 4, 5]]), mean, variance, { training: true }) // prettier-ignore
  expect(mean.mul(10).round().toArray()).toEqual([2, 3, 4])
  expect(variance.mul(10).round().toArray()).toEqual([11, 11, 11])
  F.instanceNorm!(torch.tensor([[[1, 3], [2, 4], [3, 5]]]), mean.zero_(), variance) // prettier-ignore
  expect(mean.mul(10).round().toArray()).toEqual([2, 3, 4])
})

test('gradients of rows are dense, and not divided by how often a row is taken', () => {
  const weight = x.clone().requiresGrad_()
  const gradientOf = (result: unknown): Tensor => {
    weight.grad = null
    ;(result as Tensor).sum().backward()
    return weight.grad!
  }
  const once = gradientOf(F.embedding!(rows, weight))
  expect([once.layout, once.sum(1).toArray()]).toEqual(['strided', [3, 6]])
  const { layout } = gradientOf(F.embedding!(rows, weight, { sparse: true }))
  expect(layout).toBe('sparse_coo')
  const divided = gradientOf(F.embedding!(rows, weight, { scaleGradByFreq: true }))
  expect(divided.sum(1).toArray()).toEqual([3, 3])
  const bags = gradientOf(F.embeddingBag!(rows, weight, starts, { mode: 'sum' }))
  expect([bags.layout, bags.sum(1).toArray()]).toEqual(['strided', [3, 6]])
  const scaled = { mode: 'sum', scaleGradByFreq: true }
  expect(
    gradientOf(F.embeddingBag!(rows, weight, starts, scaled))
      .sum(1)
      .toArray(),
  ).toEqual([3, 3])
})

test('maxima come without their places, unless those are asked for', () => {
  const flat = wave([1, 1, 8])
  const volume = wave([1, 1, 4, 4, 4])
  for (const [name, args] of [
    ['maxPool1d', [flat, 2]],
    ['adaptiveMaxPool1d', [flat, 2]],
    ['adaptiveMaxPool3d', [volume, 2]],
    ['fractionalMaxPool2d', [image, 2, 2]],
    ['fractionalMaxPool3d', [volume, 2, 2]],
  ] as const) {
    expect(torch.isTensor(F[name]!(...args))).toBe(true)
    torch.manualSeed(2)
    const both = F[name]!(...args, { returnIndices: true }) as Tensor[]
    torch.manualSeed(2)
    const always = F[`${name}WithIndices`]!(...args) as Tensor[]
    expect(always.map(tensor => tensor.toArray())).toEqual(both.map(tensor => tensor.toArray()))
    expect(both[1]!.dtype).toBe('int64')
  }
})
