/** Arguments that do not fit are told in the words of nn.functional. */
import torch, { nn, TorchError, type Tensor } from '../../../../lib'

// What must not compile is called all the same.
const F = nn.functional as unknown as Record<string, (...args: unknown[]) => Tensor>
const x = torch.rand([2, 3])
const classes = torch.tensor([0, 1]).long()
const row = torch.rand([1, 2, 8])
const image = torch.rand([1, 2, 8, 8])
const volume = torch.rand([1, 2, 8, 8, 8])
const pooled = torch.zeros([1, 1, 2]).long()
const symbol = Symbol('odd')

type Call = [name: string, args: unknown[], problem: string]

function failure(name: string, args: readonly unknown[]): TorchError {
  try {
    F[name]!(...args)
  } catch (error) {
    return error as TorchError
  }
  throw new Error(`${name} took what it should refuse`)
}

test.each<Call>([
  ['crossEntropy', [x, classes, 'sum'], "weight: expected Tensor | null, found 'sum'"],
  ['crossEntropy', [x, classes, { ignoreIndex: 0.5 }], 'ignoreIndex: expected int, found 0.5'],
  ['nllLoss', [x, classes, 3], 'weight: expected Tensor | null, found 3'],
  ['binaryCrossEntropy', [x, x, 3], 'weight: expected Tensor | null, found 3'],
  ['binaryCrossEntropy', [x, x, 'sum'], "weight: expected Tensor | null, found 'sum'"],
  ['binaryCrossEntropy', [x, x, { weight: 3 }], 'weight: expected Tensor | null, found 3'],
  ['mseLoss', [x, x, { weight: 3 }], 'weight: expected Tensor | null, found 3'],
  ['multilabelSoftMarginLoss', [x, x, 'a'], "weight: expected Tensor | null, found 'a'"],
  ['hingeEmbeddingLoss', [x, x, 'a'], "margin: expected number, found 'a'"],
  ['tripletMarginWithDistanceLoss', [x, x, x, 3], 'distanceFunction: expected function | null'],
  ['elu', [x, 'a'], "alpha: expected number, found 'a'"],
  ['elu', [x, null], 'alpha: expected number, found null'],
  ['celu', [x, [1]], 'alpha: expected number, found [1]'],
  ['glu', [x, 'a'], "dim: expected int, found 'a'"],
  ['leakyRelu', [x, 'a'], "negativeSlope: expected number, found 'a'"],
  ['hardtanh', [x, 'a'], "minVal: expected number, found 'a'"],
  ['threshold', [x, 'a', 1], "threshold: expected number, found 'a'"],
  ['threshold', [x, 1, null], 'value: expected number, found null'],
  ['normalize', [x, 'a'], "p: expected number, found 'a'"],
  ['layerNorm', [x, 'a'], "normalizedShape: expected int[], found 'a'"],
  ['rmsNorm', [x, [3], { eps: 'a' }], "eps: expected number | null, found 'a'"],
  ['batchNorm', [x, 1, 2], 'runningMean: expected Tensor | null, found 1'],
  ['unfold', [image, 'a'], "kernelSize: expected int | int[], found 'a'"],
  ['unfold', [image, 2, { stride: null }], 'stride: expected int | int[], found null'],
  ['fold', [row, 'a', 2], "outputSize: expected int | int[], found 'a'"],
  ['maxPool1d', [row, 'a'], "kernelSize: expected int | int[], found 'a'"],
  ['maxPool2d', [image, [2, 'a']], "kernelSize: expected int | int[], found [2, 'a']"],
  ['maxPool3d', [volume, 2, { ceilMode: 1 }], 'ceilMode: expected boolean, found 1'],
  ['adaptiveMaxPool1d', [row, 'a'], 'outputSize: expected int | null | (int | null)[]'],
  ['adaptiveMaxPool2d', [image, 1.5], 'outputSize: expected int | null | (int | null)[]'],
  ['adaptiveAvgPool3d', [volume, symbol], 'outputSize: expected int | null | (int | null)[]'],
  ['fractionalMaxPool2d', [image, 2, { outputRatio: symbol }], 'outputRatio: expected number'],
  ['lpPool1d', [row, 'a', 2], "normType: expected number, found 'a'"],
  ['lpPool1d', [row, 2n, 2], 'normType: expected number, found 2n'],
  ['lpPool2d', [image, 2, symbol], 'kernelSize: expected int | int[], found Symbol(odd)'],
  ['lpPool3d', [volume, 2, null], 'kernelSize: expected int | int[], found null'],
  ['maxUnpool1d', [pooled.float(), pooled, null], 'kernelSize: expected int | int[], found null'],
  ['maxUnpool2d', [image, image.long(), null], 'kernelSize: expected int | int[], found null'],
  ['maxUnpool3d', [volume, volume.long(), null], 'kernelSize: expected int | int[], found null'],
  ['embedding', [classes, x, symbol], 'paddingIdx: expected int | null, found Symbol(odd)'],
])('%s', (name, args, problem) => {
  const { message, code } = failure(name, args)
  expect(message.startsWith(`nn.functional.${name}: ${problem}`)).toBe(true)
  expect(message).toContain(`; expected nn.functional.${name}(`)
  expect(code).toBe('TYPE')
})

test('the whole call is shown as it is written here', () => {
  expect(failure('crossEntropy', [x, classes, 'sum']).message).toBe(
    "nn.functional.crossEntropy: weight: expected Tensor | null, found 'sum'; a reduction comes by " +
      "name: { reduction: 'sum' }; expected nn.functional.crossEntropy(input: Tensor, target: " +
      'Tensor, weight?: Tensor | null, sizeAverage?: boolean | null, ignoreIndex?: int, reduce?: ' +
      'boolean | null, reduction?: string, labelSmoothing?: number)',
  )
  expect(failure('threshold', [x, 'a', 1]).message).toContain(
    'expected nn.functional.threshold(input: Tensor, threshold: number, value: number, inplace?: boolean)',
  )
})

test('what the operator below said is the cause', () => {
  const { cause, operator } = failure('elu', [x, 'a'])
  expect(operator).toBe('aten::elu')
  expect(cause).toBeInstanceOf(TorchError)
  expect(failure('binaryCrossEntropy', [x, x, 3]).cause).toBeInstanceOf(TypeError)
})

test('arguments whose kinds are right are listed', () => {
  const alpha = torch.tensor(1, { requiresGrad: true })
  expect(failure('elu', [x, { alpha }]).message).toBe(
    'nn.functional.elu: found (input: a Tensor, alpha: a Tensor), expected ' +
      'nn.functional.elu(input: Tensor, alpha?: number, inplace?: boolean)',
  )
})

test('errors of functions that were given stay as they are', () => {
  const error = new TypeError('mine')
  const distanceFunction = (): never => {
    throw error
  }
  expect(failure('tripletMarginWithDistanceLoss', [x, x, x, { distanceFunction }])).toBe(error)
  expect(failure('tripletMarginWithDistanceLoss', [x, x, x, () => 1]).message).toMatch(
    /^nn\.functional\.tripletMarginWithDistanceLoss: distanceFunction: expected a tensor, found 1/i,
  )
})

test('integers of any size are sizes', () => {
  const expected = F.lpPool1d!(row, 2, 2).toArray()
  expect(F.lpPool1d!(row, 2, 2n).toArray()).toEqual(expected)
  const unpooled = F.maxUnpool1d!(pooled.float(), pooled, 2).toArray()
  expect(F.maxUnpool1d!(pooled.float(), pooled, 2n).toArray()).toEqual(unpooled)
})
