/**
 * Theorem 1 of the paper: the gradient of cross-entropy with respect to the logits is the error of
 * the soft scores, softmax(x) - target. Theorem A1: with a dilation d it is d (y - target).
 */
import torch, { type Tensor } from '../../../lib/index'

type Precision = 'float32' | 'float64'
const sum = 2

/** Logits spread over (-size, size) by a fixed formula. */
function logits(shape: readonly number[], size: number, dtype: Precision, offset = 0): Tensor {
  const count = shape.reduce((product, length) => product * length, 1)
  const wave = torch
    .arange(offset, offset + count, { dtype: 'float64' })
    .mul(12.9898)
    .sin()
  return wave.mul(size).reshape(shape).to(dtype)
}

/** Class numbers for logits with classes along dimension 1. */
function classes(shape: readonly number[]): Tensor {
  const [first, classCount, ...rest] = shape.length === 1 ? [1, ...shape] : shape
  const positions = shape.length === 1 ? [] : [first!, ...rest]
  const count = positions.reduce((product, length) => product * length, 1)
  return torch.arange(count).mul(7).remainder(classCount!).reshape(positions)
}

function classDimension(shape: readonly number[]): number {
  return shape.length === 1 ? 0 : 1
}

function oneHot(target: Tensor, shape: readonly number[], dtype: Precision): Tensor {
  const encoded = torch.oneHot(target, { numClasses: shape[classDimension(shape)]! })
  return encoded.movedim(-1, classDimension(shape)).to(dtype)
}

function gradientOfCrossEntropy(x: Tensor, target: Tensor): Tensor {
  const leaf = x.detach()
  leaf.requiresGrad = true
  torch.crossEntropyLoss(leaf, target, { reduction: sum }).backward()
  return leaf.grad!
}

function largestDifference(a: Tensor, b: Tensor): number {
  expect([a.shape, a.dtype]).toEqual([b.shape, b.dtype])
  return a.sub(b).abs().max().item<number>()
}

const tolerances: [dtype: Precision, tolerance: number][] = [
  ['float32', 1e-6],
  ['float64', 1e-12],
]
const shapes = [
  [1, 2],
  [1, 10],
  [64, 10],
  [7, 3],
  [5, 100],
  [2, 1000],
  [3, 4, 5],
  [2, 10, 3, 4],
  [10],
  [4, 1],
]
const cases = tolerances.flatMap(([dtype, tolerance]) =>
  shapes.map(shape => ({ dtype, tolerance, shape })),
)

describe('the gradient of cross-entropy is softmax - target', () => {
  it.each(cases)('$shape in $dtype, class targets', ({ dtype, tolerance, shape }) => {
    torch.tidy(() => {
      for (const size of [0, 1, 10, 100]) {
        const x = logits(shape, size, dtype)
        const target = classes(shape)
        const error = x.softmax(classDimension(shape)).sub(oneHot(target, shape, dtype))
        expect(largestDifference(gradientOfCrossEntropy(x, target), error)).toBeLessThan(tolerance)
      }
    })
  })

  it.each(cases)('$shape in $dtype, target distributions', ({ dtype, tolerance, shape }) => {
    torch.tidy(() => {
      for (const size of [0, 1, 10, 100]) {
        const x = logits(shape, size, dtype)
        const target = logits(shape, 2, dtype, 500).softmax(classDimension(shape))
        const error = x.softmax(classDimension(shape)).sub(target)
        expect(largestDifference(gradientOfCrossEntropy(x, target), error)).toBeLessThan(tolerance)
      }
    })
  })

  it.each(tolerances)('logits of ±1e4 in %s: saturated, finite, exact', (dtype, tolerance) => {
    torch.tidy(() => {
      const x = torch.tensor(
        [
          [1e4, -1e4, 0],
          [-1e4, -1e4, -1e4],
          [1e4, 1e4, -1e4],
          [0, 1e4, 1e4],
        ],
        { dtype },
      )
      const target = torch.tensor([1, 2, 2, 0], { dtype: 'int64' })
      const expected = torch.tensor(
        [
          [1, -1, 0],
          [1 / 3, 1 / 3, 1 / 3 - 1],
          [0.5, 0.5, -1],
          [-1, 0.5, 0.5],
        ],
        { dtype },
      )
      const gradient = gradientOfCrossEntropy(x, target)
      expect(largestDifference(gradient, expected)).toBeLessThan(tolerance)
      const error = x.softmax(1).sub(oneHot(target, x.shape, dtype))
      expect(largestDifference(error, expected)).toBeLessThan(tolerance)
    })
  })

  it.each(tolerances)('in %s the components of each error sum to 0', (dtype, tolerance) => {
    torch.tidy(() => {
      const gradient = gradientOfCrossEntropy(logits([32, 10], 5, dtype), classes([32, 10]))
      expect(gradient.sum(1).abs().max().item()).toBeLessThan(10 * tolerance)
      expect(gradient.min().item()).toBeGreaterThanOrEqual(-1)
      expect(gradient.max().item()).toBeLessThanOrEqual(1)
    })
  })

  it('the comparison rejects an error that is off by a thousandth', () => {
    torch.tidy(() => {
      const x = logits([4, 3], 2, 'float64')
      const wrong = x
        .softmax(1)
        .mul(1.001)
        .sub(oneHot(classes([4, 3]), [4, 3], 'float64'))
      expect(largestDifference(gradientOfCrossEntropy(x, classes([4, 3])), wrong)).toBeGreaterThan(
        1e-5,
      )
    })
  })
})

describe('backward with the error in place of a loss', () => {
  it.each(tolerances)('gives the same gradients of the weights in %s', (dtype, tolerance) => {
    torch.tidy(() => {
      const input = logits([16, 8], 1, dtype)
      const target = classes([16, 10])
      const [viaLoss, viaError] = [0, 1].map(() => {
        const weight = logits([10, 8], 1, dtype, 300)
        weight.requiresGrad = true
        return weight
      })
      torch.crossEntropyLoss(input.matmul(viaLoss!.t()), target, { reduction: sum }).backward()
      const x = input.matmul(viaError!.t())
      x.backward(torch.noGrad(() => x.softmax(1).sub(oneHot(target, x.shape, dtype))))
      expect(largestDifference(viaLoss!.grad!, viaError!.grad!)).toBeLessThan(10 * tolerance)
    })
  })
})

describe('Theorem A1: the gradient of cross-entropy of softmax(d x - c) is d (y - target)', () => {
  const batches = cases.filter(({ shape }) => shape.length > 1)

  it.each(batches)('$shape in $dtype', ({ dtype, tolerance, shape }) => {
    torch.tidy(() => {
      const perClass = [shape[1]!, ...shape.slice(2).map(() => 1)]
      const dilation = logits(perClass, 0.5, dtype, 900).add(1)
      const center = logits(perClass, 2, dtype, 950)
      const x = logits(shape, 3, dtype)
      x.requiresGrad = true
      const target = classes(shape)
      const relocated = x.mul(dilation).sub(center)
      torch.crossEntropyLoss(relocated, target, { reduction: sum }).backward()
      const error = torch.noGrad(() => relocated.softmax(1).sub(oneHot(target, shape, dtype)))
      expect(largestDifference(x.grad!, error.mul(dilation))).toBeLessThan(2 * tolerance)
      if (shape[1]! > 1) {
        expect(largestDifference(x.grad!, error)).toBeGreaterThan(1e-3)
      }
    })
  })
})
