/** What the arguments of nn.functional are said to be, and which of several wrong ones is named. */
import torch, { nn } from '../../../../lib'

// What must not compile is called all the same.
const F = nn.functional as unknown as Record<string, (...args: unknown[]) => unknown>
const x = torch.ones([2, 3])
const image = torch.ones([1, 2, 8, 8])
const rows = torch.tensor([0]).long()
const s = Symbol('s')

function messageOf(name: string, args: readonly unknown[]): string {
  try {
    F[name]!(...args)
  } catch (error) {
    return (error as Error).message
  }
  return 'nothing is refused'
}

const reductions = 'sizeAverage?: boolean | null, reduce?: boolean | null, reduction?: string'
const scales =
  'scaleA: unknown, scaleRecipeA: unknown, scaleB: unknown, scaleRecipeB: unknown, ' +
  'swizzleA?: unknown, swizzleB?: unknown, bias?: Tensor | null'
const maxPooling =
  'stride?: int | int[] | null, padding?: int | int[], dilation?: int | int[], ceilMode?: boolean, ' +
  'returnIndices?: boolean'

test.each<[name: string, args: unknown[], problem: string, signature: string]>([
  [
    'embedding',
    [rows, x, s],
    'paddingIdx: expected int | null',
    'input: Tensor, weight: Tensor, paddingIdx?: int | null, maxNorm?: number | null, ' +
      'normType?: number, scaleGradByFreq?: boolean, sparse?: boolean',
  ],
  [
    'embeddingBag',
    [rows, x, rows, { sparse: s }],
    'sparse: expected boolean',
    'input: Tensor, weight: Tensor, offsets?: Tensor | null, maxNorm?: number | null, ' +
      'normType?: number, scaleGradByFreq?: boolean, mode?: string, sparse?: boolean, ' +
      'perSampleWeights?: Tensor | null, includeLastOffset?: boolean, paddingIdx?: int | null',
  ],
  [
    'fold',
    [image.reshape([1, 2, 64]), s, 2],
    'outputSize: expected int | int[]',
    'input: Tensor, outputSize: int | int[], kernelSize: int | int[], dilation?: int | int[], ' +
      'padding?: int | int[], stride?: int | int[]',
  ],
  [
    'maxPool2d',
    [image, s],
    'kernelSize: expected int | int[]',
    `input: Tensor, kernelSize: int | int[], ${maxPooling}`,
  ],
  [
    'fractionalMaxPool2d',
    [image, s, 2],
    'kernelSize: expected int | int[]',
    'input: Tensor, kernelSize: int | int[], outputSize?: int | null | (int | null)[], ' +
      'outputRatio?: number | number[] | null, returnIndices?: boolean, _randomSamples?: Tensor | null',
  ],
  [
    'adaptiveMaxPool2d',
    [image, s],
    'outputSize: expected int | null | (int | null)[]',
    'input: Tensor, outputSize: int | null | (int | null)[], returnIndices?: boolean',
  ],
  [
    'gumbelSoftmax',
    [x, s],
    'tau: expected number',
    'logits: Tensor, tau?: number, hard?: boolean, eps?: number, dim?: int',
  ],
  [
    'softmax',
    [x, 1, { dtype: s }],
    'dtype: expected DType | null',
    'input: Tensor, dim?: int | null, _stacklevel?: int | null, dtype?: DType | null',
  ],
  [
    'ctcLoss',
    [x, x, s, s],
    'inputLengths: expected Tensor | int[]',
    'logProbs: Tensor, targets: Tensor, inputLengths: Tensor | int[], targetLengths: ' +
      'Tensor | int[], blank?: int, reduction?: string, zeroInfinity?: boolean',
  ],
  [
    'layerNorm',
    [x, [3], { eps: s }],
    'eps: expected number',
    'input: Tensor, normalizedShape: int[], weight?: Tensor | null, bias?: Tensor | null, ' +
      'eps?: number',
  ],
  [
    'rmsNorm',
    [x, [3], { eps: s }],
    'eps: expected number | null',
    'input: Tensor, normalizedShape: int[], weight?: Tensor | null, eps?: number | null',
  ],
  [
    'poissonNllLoss',
    [x, x, s],
    'logInput: expected boolean',
    'input: Tensor, target: Tensor, logInput?: boolean, full?: boolean, sizeAverage?: ' +
      'boolean | null, eps?: number, reduce?: boolean | null, reduction?: string',
  ],
  [
    'scaledMm',
    [x, x, x, 0, x, 0, { outputDtype: s }],
    'outputDtype: expected DType | null',
    `matA: Tensor, matB: Tensor, ${scales}, outputDtype?: DType | null, contractionDim?: int[], ` +
      'useFastAccum?: boolean',
  ],
  [
    'groupedMm',
    [x, x, s],
    'offs: expected Tensor | null',
    'matA: Tensor, matB: Tensor, offs?: Tensor | null, bias?: Tensor | null, outDtype?: DType | null',
  ],
  [
    'localResponseNorm',
    [image, s],
    'size: expected int',
    'input: Tensor, size: int, alpha?: number, beta?: number, k?: number',
  ],
  [
    'normalize',
    [x, 2, s],
    'dim: expected int | int[]',
    'input: Tensor, p?: number, dim?: int | int[], eps?: number, out?: Tensor | null',
  ],
  [
    'batchNorm',
    [x, null, null, { training: s }],
    'training: expected boolean',
    'input: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, weight?: Tensor | null, ' +
      'bias?: Tensor | null, training?: boolean, momentum?: number, eps?: number',
  ],
  [
    'tripletMarginLoss',
    [x, x, x, { swap: s }],
    'swap: expected boolean',
    'anchor: Tensor, positive: Tensor, negative: Tensor, margin?: number, p?: number, ' +
      `eps?: number, swap?: boolean, ${reductions}`,
  ],
  [
    'tripletMarginWithDistanceLoss',
    [x, x, x, s],
    'distanceFunction: expected function | null',
    'anchor: Tensor, positive: Tensor, negative: Tensor, distanceFunction?: function | null, ' +
      'margin?: number, swap?: boolean, reduction?: string',
  ],
  [
    'maxUnpool2d',
    [image, image.long(), 2, s],
    'stride: expected int | int[] | null',
    'input: Tensor, indices: Tensor, kernelSize: int | int[], stride?: int | int[] | null, ' +
      'padding?: int | int[], outputSize?: int | null | (int | null)[]',
  ],
  [
    'klDiv',
    [x, x, { reduction: 'sum', logTarget: s }],
    'logTarget: expected boolean',
    `input: Tensor, target: Tensor, ${reductions}, logTarget?: boolean`,
  ],
  ['glu', [x, s], 'dim: expected int', 'input: Tensor, dim?: int'],
])('%s tells its arguments', (name, args, problem, signature) => {
  expect(messageOf(name, args)).toBe(
    `nn.functional.${name}: ${problem}, found Symbol(s); expected nn.functional.${name}(${signature})`,
  )
})

test('attention tells its arguments', () => {
  const given = [x, x, x, 3, 1, x, null, null, null, false, 0, x, null, s]
  const found = messageOf('multiHeadAttentionForward', [
    ...given.slice(0, 5),
    torch.ones([9, 3]),
    ...given.slice(6, 10),
    s,
    torch.ones([3, 3]),
    null,
  ])
  expect(found).toContain(
    '(query: Tensor, key: Tensor, value: Tensor, embedDimToCheck: int, numHeads: int, ' +
      'inProjWeight: Tensor | null, inProjBias: Tensor | null, biasK: Tensor | null, ' +
      'biasV: Tensor | null, addZeroAttn: boolean, dropoutP: number, outProjWeight: Tensor, ' +
      'outProjBias: Tensor | null, training?: boolean, keyPaddingMask?: Tensor | null, ' +
      'needWeights?: boolean, attnMask?: Tensor | null, useSeparateProjWeight?: boolean, ' +
      'qProjWeight?: Tensor | null, kProjWeight?: Tensor | null, vProjWeight?: Tensor | null, ' +
      'staticK?: Tensor | null, staticV?: Tensor | null, averageAttnWeights?: boolean, ' +
      'isCausal?: boolean)',
  )
})

test.each([0.5, 2n, true, torch.tensor(1)])('%p is a number: another argument is named', minVal => {
  expect(messageOf('hardtanh', [x, { minVal, maxVal: 'a' }])).toMatch(
    /^nn\.functional\.hardtanh: maxVal: expected number, found 'a';/,
  )
})

test.each<[unknown, RegExp]>([
  [torch.ones([1]), /minVal: expected number, found a Tensor/],
  [null, /minVal: expected number, found null/],
])('%p is none', (minVal, message) => {
  expect(messageOf('hardtanh', [x, { minVal, maxVal: 'a' }])).toMatch(message)
})

test.each<[string, unknown[], RegExp]>([
  ['maxPool2d', [image, [2, 2n], s], /: stride: expected/],
  ['maxPool2d', [image, 2, null, s], /: padding: expected/],
  ['maxPool2d', [image, 2, { stride: 1.5, ceilMode: s }], /: stride: expected.*found 1\.5/],
  ['maxPool2d', [image, 2, { stride: [1, 1.5], ceilMode: s }], /: stride: .*found \[1, 1\.5\]/],
  ['maxPool2d', [image, 2, { ceilMode: true, padding: s }], /: padding: expected/],
  ['softmax', [x, 1, 3, s], /: dtype: expected/],
  ['softmax', [x, { dim: 1, _stacklevel: 's', dtype: s }], /: _stacklevel: expected/],
  ['embedding', [rows, x, null, null, 2, s], /: scaleGradByFreq: expected/],
  ['klDiv', [x, x, { sizeAverage: true, reduce: null, logTarget: s }], /: logTarget: expected/],
  ['layerNorm', [x, [3], null, x.at(0), s], /: eps: expected/],
  ['groupedMm', [x, x, null, null, s], /: outDtype: expected/],
])('%s %# names the first one that is wrong', (name, args, message) => {
  expect(messageOf(name, args)).toMatch(message)
})
