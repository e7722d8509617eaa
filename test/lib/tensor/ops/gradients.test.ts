import { type Tensor } from '../../../../lib/index'
import { native } from '../../../../lib/native'
import { camelCase } from '../../../../lib/tensor/ops/names'
import {
  aboveOne,
  any,
  compareGradients,
  constant,
  flags,
  integers,
  positive,
  probability,
  regular,
  unit,
  type Row,
} from './gradcheck'

const rows: Row[] = [
  // One value at a time
  ['abs', any(2, 3)],
  ['acos', unit(2, 3)],
  ['acosh', aboveOne(2, 3)],
  ['asin', unit(2, 3)],
  ['asinh', any(2, 3)],
  ['atan', any(2, 3)],
  ['atanh', unit(2, 3)],
  ['celu', any(2, 3), { alpha: 0.7 }],
  ['clamp', any(2, 3), { min: -0.5, max: 0.4 }],
  ['cos', any(2, 3)],
  ['cosh', any(2, 3)],
  ['deg2rad', any(2, 3)],
  ['digamma', positive(2, 3)],
  ['elu', any(2, 3), { alpha: 1.5 }],
  ['erf', any(2, 3)],
  ['erfc', any(2, 3)],
  ['erfinv', unit(2, 3)],
  ['exp', any(2, 3)],
  ['exp2', any(2, 3)],
  ['expm1', any(2, 3)],
  ['gelu', any(2, 3)],
  ['gelu', any(2, 3), { approximate: 'tanh' }],
  ['hardshrink', any(2, 3)],
  ['hardsigmoid', any(2, 3)],
  ['hardswish', any(2, 3)],
  ['hardtanh', any(2, 3), { minVal: -0.5, maxVal: 0.6 }],
  ['i0', any(2, 3)],
  ['leakyRelu', any(2, 3), { negativeSlope: 0.2 }],
  ['lgamma', positive(2, 3)],
  ['log', positive(2, 3)],
  ['log10', positive(2, 3)],
  ['log1p', positive(2, 3)],
  ['log2', positive(2, 3)],
  ['logSigmoid', any(2, 3)],
  ['logit', probability(2, 3)],
  ['mish', any(2, 3)],
  ['nanToNum', any(2, 3)],
  ['neg', any(2, 3)],
  ['prelu', any(2, 3), any(3)],
  ['reciprocal', positive(2, 3)],
  ['relu', any(2, 3)],
  ['relu6', any(2, 3)],
  ['rsqrt', positive(2, 3)],
  ['selu', any(2, 3)],
  ['sigmoid', any(2, 3)],
  ['silu', any(2, 3)],
  ['sin', any(2, 3)],
  ['sinc', any(2, 3)],
  ['sinh', any(2, 3)],
  ['softplus', any(2, 3), { beta: 2 }],
  ['softshrink', any(2, 3), { lambd: 0.3 }],
  ['sqrt', positive(2, 3)],
  ['square', any(2, 3)],
  ['tan', any(2, 3)],
  ['tanh', any(2, 3)],
  ['threshold', any(2, 3), 0.1, 5],

  // Two or more values at a time
  ['add', any(2, 3), any(3), { alpha: 2 }],
  ['addcdiv', any(2, 3), any(2, 3), positive(2, 3), { value: 0.5 }],
  ['addcmul', any(2, 3), any(2, 3), any(2, 3), { value: -2 }],
  ['atan2', any(2, 3), positive(2, 3)],
  ['div', any(2, 3), positive(3)],
  ['fmod', any(2, 3), 0.4],
  ['hypot', any(2, 3), positive(2, 3)],
  ['lerp', any(2, 3), any(2, 3), 0.3],
  ['logaddexp', any(2, 3), any(2, 3)],
  ['maximum', any(2, 3), any(2, 3)],
  ['minimum', any(2, 3), any(2, 3)],
  ['mul', any(2, 3), any(2, 1)],
  ['pow', positive(2, 3), any(2, 3)],
  ['pow', positive(2, 3), 2.5],
  ['sub', any(2, 3), any(3), { alpha: 0.5 }],
  ['where', flags([[true, false, true]]), any(2, 3), any(2, 3)],
  ['xlogy', any(2, 3), positive(2, 3)],

  // Reductions
  ['amax', any(2, 3), { dim: 1 }],
  ['amin', any(2, 3), { dim: 0 }],
  ['cumprod', any(2, 3), 1],
  ['cumsum', any(2, 3), 0],
  ['logcumsumexp', any(2, 3), 1],
  ['logsumexp', any(2, 3), 1],
  ['max', any(2, 3), 1],
  ['mean', any(2, 3), 0],
  ['median', any(2, 3), 1],
  ['min', any(2, 3), 0],
  ['norm', any(2, 3)],
  ['prod', any(2, 3), 1],
  ['renorm', any(2, 3), 2, 0, 0.5],
  ['std', any(2, 3), { dim: 1 }],
  ['sum', any(2, 3), 1],
  ['trace', any(3, 3)],
  ['var', any(2, 3), { correction: 0 }],

  // Shapes and selections
  ['asStrided', any(2, 3), [2, 2], [1, 2]],
  ['cat', [any(1, 2), any(2, 2)]],
  ['diagEmbed', any(2, 3)],
  ['diagonal', any(3, 3), { offset: 1 }],
  ['expand', any(2, 1), [2, 3]],
  ['flip', any(2, 3), [1]],
  [
    'gather',
    any(2, 3),
    1,
    integers([
      [0, 0],
      [2, 1],
    ]),
  ],
  ['index', any(3, 2), [integers([2, 0, 2])]],
  ['indexAdd', any(3, 2), 0, integers([1, 1]), any(2, 2)],
  ['indexSelect', any(3, 2), 0, integers([2, 2, 0])],
  ['kthvalue', any(2, 3), 2],
  ['maskedFill', any(2, 3), flags([[true, false, false]]), 3],
  ['maskedSelect', any(2, 3), flags([[true, false, true]])],
  ['movedim', any(2, 3, 2), 0, 2],
  ['permute', any(2, 3, 2), [2, 0, 1]],
  ['reflectionPad1d', any(1, 4), [2, 1]],
  ['repeat', any(2, 2), [2, 1]],
  ['replicationPad2d', any(1, 2, 2), [1, 0, 1, 2]],
  ['roll', any(2, 3), 1, { dims: 1 }],
  [
    'scatterAdd',
    any(2, 3),
    1,
    integers([
      [0, 0],
      [2, 1],
    ]),
    any(2, 2),
  ],
  ['sort', any(2, 3), { dim: 1 }],
  ['split', any(4, 2), 3],
  ['stack', [any(2), any(2)], { dim: 1 }],
  ['topk', any(2, 4), 2],
  ['transpose', any(2, 3), 0, 1],
  ['tril', any(3, 3)],
  ['unfold', any(5), 0, 3, 1],

  // Linear algebra
  ['addmm', any(2, 2), any(2, 3), any(3, 2), { beta: 0.5, alpha: 2 }],
  ['baddbmm', any(2, 2, 2), any(2, 2, 3), any(2, 3, 2)],
  ['bmm', any(2, 2, 3), any(2, 3, 2)],
  ['cdist', any(2, 3), any(3, 3)],
  ['cross', any(2, 3), any(2, 3), { dim: 1 }],
  ['dot', any(3), any(3)],
  ['einsum', 'ij,kj->ik', [any(2, 3), any(2, 3)]],
  ['kron', any(2, 2), any(1, 2)],
  ['linalgDet', regular(3)],
  ['linalgInv', regular(3)],
  ['linalgMatrixExp', any(2, 2)],
  ['linalgSolve', regular(2), any(2, 2)],
  ['linalgVectorNorm', any(2, 3), { ord: 3 }],
  ['linear', any(2, 3), any(4, 3), { bias: any(4) }],
  ['matmul', any(2, 2, 3), any(3, 2)],
  ['matrixPower', any(2, 2), 3],
  ['mm', any(2, 3), any(3, 2)],
  ['mv', any(2, 3), any(3)],
  ['outer', any(2), any(3)],

  // Networks
  ['adaptiveAvgPool2d', any(1, 1, 3, 4), 2],
  ['avgPool2d', any(1, 1, 4, 4), 2, { padding: 1 }],
  ['batchNorm', any(3, 2), any(2), any(2), null, null, true, 0.1, 1e-5, false],
  ['bilinear', any(2, 2), any(2, 3), any(2, 2, 3)],
  ['conv1d', any(1, 2, 4), any(2, 2, 3), { padding: 1 }],
  ['conv2d', any(1, 2, 3, 3), any(2, 1, 2, 2), { groups: 2, stride: 1 }],
  ['convTranspose2d', any(1, 1, 2, 2), any(1, 2, 2, 2), { stride: 2 }],
  ['cosineSimilarity', any(2, 3), any(2, 3)],
  [
    'embedding',
    any(4, 2),
    integers([
      [1, 3],
      [1, 0],
    ]),
  ],
  ['glu', any(2, 4)],
  ['groupNorm', any(2, 4, 2), 2],
  ['instanceNorm', any(1, 2, 4), any(2), any(2), null, null, true, 0.1, 1e-5, false],
  ['layerNorm', any(2, 4), [4], { weight: any(4), bias: any(4) }],
  ['logSoftmax', any(2, 3), 1],
  ['maxPool2d', any(1, 1, 4, 4), 2],
  ['pixelShuffle', any(1, 4, 1, 2), 2],
  ['rmsNorm', any(2, 4), [4]],
  ['scaledDotProductAttention', any(1, 1, 2, 3), any(1, 1, 2, 3), any(1, 1, 2, 3)],
  ['softmax', any(2, 3), 1],
  ['upsampleBilinear2d', any(1, 1, 2, 2), [3, 4], false],
  ['upsampleNearest2d', any(1, 1, 2, 2), [4, 4]],

  // Losses
  [
    'binaryCrossEntropy',
    probability(2, 3),
    constant([
      [0, 1, 0.5],
      [1, 1, 0],
    ]),
  ],
  [
    'binaryCrossEntropyWithLogits',
    any(2, 3),
    constant([
      [0, 1, 0.5],
      [1, 1, 0],
    ]),
  ],
  ['crossEntropyLoss', any(2, 3), integers([2, 0]), { labelSmoothing: 0.1 }],
  ['crossEntropyLoss', any(2, 3), probability(2, 3)],
  [
    'hingeEmbeddingLoss',
    any(2, 3),
    constant([
      [1, -1, 1],
      [-1, 1, 1],
    ]),
  ],
  ['huberLoss', any(2, 3), any(2, 3), { delta: 0.5 }],
  ['klDiv', any(2, 3), probability(2, 3)],
  ['l1Loss', any(2, 3), any(2, 3)],
  ['mseLoss', any(2, 3), any(2, 3)],
  ['nllLoss', any(2, 3), integers([2, 0])],
  ['poissonNllLoss', any(2, 3), positive(2, 3), true, false, 1e-8, 1],
  ['smoothL1Loss', any(2, 3), any(2, 3), { beta: 0.5 }],
  [
    'softMarginLoss',
    any(2, 3),
    constant([
      [1, -1, 1],
      [-1, 1, 1],
    ]),
  ],
  ['tripletMarginLoss', any(2, 3), any(2, 3), any(2, 3)],
]

describe('the gradient that autograd computes is the numerical one', () => {
  it.each(rows.map((row, i) => [`${row[0]} (row ${i + 1})`, row] as const))('%s', (_name, row) => {
    const { error, size } = compareGradients(row)
    expect(error).toBeLessThan(1e-6)
    expect(size).toBeGreaterThan(0.01)
  })
})

describe('the table', () => {
  it('holds at least 100 public operators', () => {
    const names = new Set(rows.map(([name]) => name))
    const known = new Set(
      native
        .operatorNames()
        .map(full => full.replace(/^aten::|\..*$/g, ''))
        .map(camelCase),
    )
    expect([...names].filter(name => !known.has(name))).toEqual([])
    expect(names.size).toBeGreaterThanOrEqual(100)
  })
})

describe('the check', () => {
  /** The error that the check finds when `sin` is replaced. */
  function errorWith(sin: (x: Tensor) => Tensor): number {
    return compareGradients(['sin', any(2, 3)], sin as (...args: unknown[]) => unknown).error
  }

  it('accepts a gradient that is right', () => {
    expect(errorWith(x => x.sin())).toBeLessThan(1e-6)
  })

  it('rejects a gradient that is wrong by a thousandth', () => {
    const scaled = (y: Tensor) => y.detach().add(y.sub(y.detach()).mul(1.001))
    expect(errorWith(x => scaled(x.sin()))).toBeGreaterThan(1e-4)
  })

  it('rejects a gradient that is infinite or not a number', () => {
    const root = (x: Tensor) => x.sub(x.detach()).sqrt()
    expect(errorWith(x => root(x).add(x.sin()))).toBe(Infinity)
    expect(errorWith(x => root(x).mul(0).add(x.sin()))).toBeNaN()
  })
})
