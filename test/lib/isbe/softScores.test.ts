import torch, { isbe, OptionError, type Tensor } from '../../../lib'
import {
  difference,
  floats,
  logitsOf,
  numbersOf,
  optionsOf,
  spread,
  tensorOf,
  type Float,
} from './fixtures'
import { normalizations, shapes } from './matrix'
import { largestDifference, leafOf, numericalGradient } from './numerical'
import { referenceScores, type PlainOptions } from './reference'
import { classesOf } from './terms'

const names = Object.keys(normalizations)

function plainOptions(name: string, shape: readonly number[]): PlainOptions {
  const options = normalizations[name]!(classesOf(shape))
  delete options.dilatedGradient
  return options
}

function scoresOf(x: Tensor, options: PlainOptions): Tensor {
  return isbe.softScores(x, optionsOf(options, x.dtype as Float))
}

function compare(name: string, dtype: Float, roundings = 1): void {
  for (const shape of shapes) {
    const { tensor, numbers } = logitsOf(shape, dtype)
    const options = plainOptions(name, shape)
    const found = scoresOf(tensor, options)
    expect([found.dtype, found.shape]).toEqual([dtype, tensor.shape])
    const expected = referenceScores(shape, numbers, options)
    expect(difference(name, numbersOf(found), expected, dtype, roundings)).toBeNull()
  }
}

describe('the scores are those of the reference', () => {
  it.each(names)('%s in float64 and float32', name => {
    for (const dtype of ['float64', 'float32'] as const) compare(name, dtype)
  })

  // libtorch's softmax rounds in between; the others are made of operators that round each.
  it.each([
    ['softmax', 3],
    ['sigmoid', 1],
    ['tanh', 1],
    ['hardtanh', 1],
  ] as const)("%s in 16 bits, as often rounded as libtorch's own: %i", (name, roundings) => {
    for (const dtype of ['bfloat16', 'float16'] as const) compare(name, dtype, roundings)
  })

  it('the rows of a softmax sum to 1, those of a zero vector normalise to 0', () => {
    const sums = isbe.softScores(logitsOf([4, 7], 'float64').tensor).sum(1)
    expect(torch.allclose(sums, torch.onesLike(sums))).toBe(true)
    expect(numbersOf(isbe.softScores(torch.zeros([2, 3]), { normalization: 'normalize' }))).toEqual(
      [0, 0, 0, 0, 0, 0],
    )
  })

  it.each(floats)('minus the targets they are the error, %s', dtype => {
    const x = logitsOf([5, 37], dtype).tensor
    const target = torch.arange(5)
    const { error } = isbe.softError(x, target, { normalization: 'sigmoid', reduction: 'sum' })
    const expected = isbe
      .softScores(x.double(), { normalization: 'sigmoid' })
      .sub(torch.oneHot(target, { numClasses: 37 }))
      .to(dtype)
    expect(
      torch.allclose(error, expected, { rtol: dtype === 'float64' ? 1e-13 : 1e-6, atol: 1e-7 }),
    ).toBe(true)
  })
})

describe('the scores are differentiable', () => {
  const direction = (x: Tensor) => tensorOf(spread(x.numel(), -1, 1, 7), x.shape, 'float64')

  it.each(names)('%s', name => {
    for (const shape of [[5], [3, 4], [2, 3, 2]]) {
      torch.tidy(() => {
        const logits = logitsOf(shape, 'float64')
        const f = (x: Tensor) => scoresOf(x, plainOptions(name, shape)).mul(direction(x)).sum()
        const leaf = leafOf(logits.tensor)
        const [found] = torch.grad([f(leaf)], [leaf])
        const expected = numericalGradient(x => f(x).item<number>(), logits)
        expect(largestDifference(numbersOf(found!), expected)).toBeLessThan(1e-8)
        expect(expected.some(g => Math.abs(g) > 0.01)).toBe(true)
      })
    }
  })

  it('by dilation and relocation too', () => {
    const { tensor } = logitsOf([3, 4], 'float64')
    const dilation = leafOf(tensorOf([0.5, 1, 1.5, 2], [4], 'float64'))
    const relocation = leafOf(tensorOf([0, 0.1, 0.2, 0.3], [4], 'float64'))
    const run = (d: Tensor, c: Tensor) =>
      isbe.softScores(tensor, { dilation: d, relocation: c }).mul(direction(tensor)).sum()
    const found = torch.grad([run(dilation, relocation)], [dilation, relocation])
    const by = (f: (x: Tensor) => Tensor, at: Tensor) =>
      numericalGradient(x => f(x).item<number>(), { tensor: at, numbers: numbersOf(at) })
    const expected = [by(d => run(d, relocation), dilation), by(c => run(dilation, c), relocation)]
    found.forEach((g, i) =>
      expect(largestDifference(numbersOf(g), expected[i]!)).toBeLessThan(1e-8),
    )
  })
})

test('unknown options and tensors that do not fit are refused', () => {
  const x = torch.ones([2, 3])
  expect(() => isbe.softScores(x, { normalization: 'sigmiod' as never })).toThrow(
    /did you mean 'sigmoid'/,
  )
  expect(() => isbe.softScores(x, { reduction: 'sum' } as never)).toThrow(OptionError)
  expect(() => isbe.softScores(x, { dilation: torch.ones([2]) })).toThrow(
    /dilation is \[2\]: expected \[3\]/,
  )
  expect(() => isbe.softScores(x, { normalization: 'tanh', dilation: torch.ones([3]) })).toThrow(
    /dilation and relocation belong to softmax/,
  )
  expect(() => isbe.softScores(x, { normalization: 'hardsigmoid', slope: 0 })).toThrow(/slope is 0/)
  expect(() => isbe.softScores(x.long())).toThrow(/logits are Long: expected float32/)
})
