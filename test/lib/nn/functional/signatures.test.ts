/** The arguments of nn.functional, in PyTorch's order (those of PyTorch 2.13 in camelCase). `!` marks required ones. */
import { nn } from '../../../../lib'

type Call = (...args: unknown[]) => unknown

function messageOf(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    return (error as Error).message
  }
  return 'nothing is refused'
}

/** What is asked for when nothing is given, then when that is given too, and so on. */
function required(call: Call): string[] {
  const given: Record<string, null> = {}
  for (;;) {
    const missing = /found no (\w+), expected/.exec(messageOf(() => call(given)))?.[1]
    if (missing === undefined || missing in given) return Object.keys(given)
    given[missing] = null
  }
}

const signatures: [name: string, signature: string][] = [
  ['adaptiveAvgPool2d', 'input! outputSize!'],
  ['adaptiveAvgPool3d', 'input! outputSize!'],
  ['adaptiveMaxPool1dWithIndices', 'input! outputSize! returnIndices'],
  ['adaptiveMaxPool1d', 'input! outputSize! returnIndices'],
  ['adaptiveMaxPool2dWithIndices', 'input! outputSize! returnIndices'],
  ['adaptiveMaxPool2d', 'input! outputSize! returnIndices'],
  ['adaptiveMaxPool3dWithIndices', 'input! outputSize! returnIndices'],
  ['adaptiveMaxPool3d', 'input! outputSize! returnIndices'],
  ['affineGrid', 'theta! size! alignCorners'],
  ['alphaDropout', 'input! p training inplace'],
  ['batchNorm', 'input! runningMean! runningVar! weight bias training momentum eps'],
  ['binaryCrossEntropyWithLogits', 'input! target! weight sizeAverage reduce reduction posWeight'],
  ['binaryCrossEntropy', 'input! target! weight sizeAverage reduce reduction'],
  ['celu', 'input! alpha inplace'],
  ['cosineEmbeddingLoss', 'input1! input2! target! margin sizeAverage reduce reduction'],
  ['crossEntropy', 'input! target! weight sizeAverage ignoreIndex reduce reduction labelSmoothing'],
  ['ctcLoss', 'logProbs! targets! inputLengths! targetLengths! blank reduction zeroInfinity'],
  ['dropout1d', 'input! p training inplace'],
  ['dropout2d', 'input! p training inplace'],
  ['dropout3d', 'input! p training inplace'],
  ['dropout', 'input! p training inplace'],
  ['elu', 'input! alpha inplace'],
  [
    'embeddingBag',
    'input! weight! offsets maxNorm normType scaleGradByFreq mode sparse perSampleWeights includeLastOffset paddingIdx',
  ],
  ['embedding', 'input! weight! paddingIdx maxNorm normType scaleGradByFreq sparse'],
  ['featureAlphaDropout', 'input! p training inplace'],
  ['fold', 'input! outputSize! kernelSize! dilation padding stride'],
  [
    'fractionalMaxPool2dWithIndices',
    'input! kernelSize! outputSize outputRatio returnIndices _randomSamples',
  ],
  ['fractionalMaxPool2d', 'input! kernelSize! outputSize outputRatio returnIndices _randomSamples'],
  [
    'fractionalMaxPool3dWithIndices',
    'input! kernelSize! outputSize outputRatio returnIndices _randomSamples',
  ],
  ['fractionalMaxPool3d', 'input! kernelSize! outputSize outputRatio returnIndices _randomSamples'],
  ['gaussianNllLoss', 'input! target! var! full eps reduction'],
  ['glu', 'input! dim'],
  ['gridSample', 'input! grid! mode paddingMode alignCorners'],
  ['groupNorm', 'input! numGroups! weight bias eps'],
  ['groupedMm', 'matA! matB! offs bias outDtype'],
  ['gumbelSoftmax', 'logits! tau hard eps dim'],
  ['hardsigmoid', 'input! inplace'],
  ['hardswish', 'input! inplace'],
  ['hardtanh', 'input! minVal maxVal inplace'],
  ['hingeEmbeddingLoss', 'input! target! margin sizeAverage reduce reduction'],
  ['huberLoss', 'input! target! reduction delta weight'],
  ['instanceNorm', 'input! runningMean runningVar weight bias useInputStats momentum eps'],
  ['interpolate', 'input! size scaleFactor mode alignCorners recomputeScaleFactor antialias'],
  ['klDiv', 'input! target! sizeAverage reduce reduction logTarget'],
  ['l1Loss', 'input! target! sizeAverage reduce reduction weight'],
  ['layerNorm', 'input! normalizedShape! weight bias eps'],
  ['leakyRelu', 'input! negativeSlope inplace'],
  [
    'linearCrossEntropy',
    'input! linearWeight! target! linearBias weight reduction ignoreIndex labelSmoothing options',
  ],
  ['localResponseNorm', 'input! size! alpha beta k'],
  ['logSoftmax', 'input! dim _stacklevel dtype'],
  ['lpPool1d', 'input! normType! kernelSize! stride ceilMode'],
  ['lpPool2d', 'input! normType! kernelSize! stride ceilMode'],
  ['lpPool3d', 'input! normType! kernelSize! stride ceilMode'],
  ['marginRankingLoss', 'input1! input2! target! margin sizeAverage reduce reduction'],
  ['maxPool1dWithIndices', 'input! kernelSize! stride padding dilation ceilMode returnIndices'],
  ['maxPool1d', 'input! kernelSize! stride padding dilation ceilMode returnIndices'],
  ['maxPool2dWithIndices', 'input! kernelSize! stride padding dilation ceilMode returnIndices'],
  ['maxPool2d', 'input! kernelSize! stride padding dilation ceilMode returnIndices'],
  ['maxPool3dWithIndices', 'input! kernelSize! stride padding dilation ceilMode returnIndices'],
  ['maxPool3d', 'input! kernelSize! stride padding dilation ceilMode returnIndices'],
  ['maxUnpool1d', 'input! indices! kernelSize! stride padding outputSize'],
  ['maxUnpool2d', 'input! indices! kernelSize! stride padding outputSize'],
  ['maxUnpool3d', 'input! indices! kernelSize! stride padding outputSize'],
  ['mish', 'input! inplace'],
  ['mseLoss', 'input! target! sizeAverage reduce reduction weight'],
  [
    'multiHeadAttentionForward',
    'query! key! value! embedDimToCheck! numHeads! inProjWeight! inProjBias! biasK! biasV! addZeroAttn! dropoutP! outProjWeight! outProjBias! training keyPaddingMask needWeights attnMask useSeparateProjWeight qProjWeight kProjWeight vProjWeight staticK staticV averageAttnWeights isCausal',
  ],
  ['multiMarginLoss', 'input! target! p margin weight sizeAverage reduce reduction'],
  ['multilabelMarginLoss', 'input! target! sizeAverage reduce reduction'],
  ['multilabelSoftMarginLoss', 'input! target! weight sizeAverage reduce reduction'],
  ['nllLoss', 'input! target! weight sizeAverage ignoreIndex reduce reduction'],
  ['normalize', 'input! p dim eps out'],
  ['poissonNllLoss', 'input! target! logInput full sizeAverage eps reduce reduction'],
  ['relu6', 'input! inplace'],
  ['relu', 'input! inplace'],
  ['rmsNorm', 'input! normalizedShape! weight eps'],
  ['rrelu', 'input! lower upper training inplace'],
  [
    'scaledGroupedMm',
    'matA! matB! scaleA! scaleRecipeA! scaleB! scaleRecipeB! swizzleA swizzleB bias offs outputDtype contractionDim useFastAccum',
  ],
  [
    'scaledMm',
    'matA! matB! scaleA! scaleRecipeA! scaleB! scaleRecipeB! swizzleA swizzleB bias outputDtype contractionDim useFastAccum',
  ],
  ['selu', 'input! inplace'],
  ['sigmoid', 'input!'],
  ['silu', 'input! inplace'],
  ['smoothL1Loss', 'input! target! sizeAverage reduce reduction beta'],
  ['softMarginLoss', 'input! target! sizeAverage reduce reduction'],
  ['softmax', 'input! dim _stacklevel dtype'],
  ['softmin', 'input! dim _stacklevel dtype'],
  ['softsign', 'input!'],
  ['tanhshrink', 'input!'],
  ['tanh', 'input!'],
  ['threshold', 'input! threshold! value! inplace'],
  [
    'tripletMarginLoss',
    'anchor! positive! negative! margin p eps swap sizeAverage reduce reduction',
  ],
  [
    'tripletMarginWithDistanceLoss',
    'anchor! positive! negative! distanceFunction margin swap reduction',
  ],
  ['unfold', 'input! kernelSize! dilation padding stride'],
  ['upsampleBilinear', 'input! size scaleFactor'],
  ['upsampleNearest', 'input! size scaleFactor'],
  ['upsample', 'input! size scaleFactor mode alignCorners'],
]

test.each(signatures)('%s takes %s', (path, signature) => {
  const call = (nn.functional as unknown as Record<string, Call>)[path]!
  const names = signature.replaceAll('!', '').split(' ')
  const name = `nn.functional.${path}`
  expect(messageOf(() => call())).toBe(
    `${name}: found no ${names[0]}, expected ${name}(${names.join(', ')})`,
  )
  expect(messageOf(() => call({ odd: 1 }))).toContain(
    `${name}: unknown option 'odd'; expected one of ${names.join(', ')}`,
  )
  expect(required(call)).toEqual(
    signature
      .split(' ')
      .filter(text => text.endsWith('!'))
      .map(text => text.slice(0, -1)),
  )
})
