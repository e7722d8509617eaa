import torch, { isbe, OptionError } from '../../../lib'
import { indicesOf, logitsOf, numbersOf, tensorOf } from './fixtures'
import { largestDifference } from './numerical'

const { labelSmoothingFromEps, labelSmoothingFromMu } = isbe

describe('the label smoothing that means the same', () => {
  it.each([
    [0, 10, 0],
    [0.09, 10, 0.1],
    [0.25, 2, 0.5],
    [0.9, 10, 1],
  ])('μ = %d over %d classes: %d', (mu, classes, expected) => {
    expect(labelSmoothingFromMu(mu, classes)).toBeCloseTo(expected, 15)
  })

  it.each([
    [0, 10, 0],
    [0.01, 10, 0.1],
    [0.25, 2, 0.5],
    [0.1, 10, 1],
  ])('ε = %d over %d classes: %d', (eps, classes, expected) => {
    expect(labelSmoothingFromEps(eps, classes)).toBeCloseTo(expected, 15)
  })

  it('μ is K − 1 times ε', () => {
    for (const classes of [2, 3, 10, 1000]) {
      const eps = 0.3 / classes
      expect(labelSmoothingFromMu((classes - 1) * eps, classes)).toBeCloseTo(
        labelSmoothingFromEps(eps, classes),
        14,
      )
    }
  })
})

describe('the error of a smoothed target is that of the blurred distribution', () => {
  const shape = [6, 5]
  const { tensor: logits } = logitsOf(shape, 'float64')
  const target = indicesOf(shape, 'int64')

  /** `own` for the class of the sample, `other` for the rest. */
  function blurred(own: number, other: number) {
    const shares = target.numbers.flatMap(label =>
      [0, 1, 2, 3, 4].map(k => (k === label ? own : other)),
    )
    return tensorOf(shares, shape, 'float64')
  }

  it.each(isbe.normalizations)('%s', normalization => {
    const [mu, eps] = [0.2, 0.05]
    const cases = [
      [labelSmoothingFromMu(mu, 5), blurred(1 - mu, mu / 4)],
      [labelSmoothingFromEps(eps, 5), blurred(1 - 4 * eps, eps)],
    ] as const
    for (const [labelSmoothing, distributions] of cases) {
      const found = isbe.softError(logits, target.tensor, { normalization, labelSmoothing })
      const expected = isbe.softError(logits, distributions, { normalization })
      expect(largestDifference(numbersOf(found.error), numbersOf(expected.error))).toBeLessThan(
        1e-15,
      )
      expect(found.correct.item()).toBe(expected.correct.item())
    }
  })

  it('everything smoothed away leaves equal shares', () => {
    const { error } = isbe.softError(logits, target.tensor, { labelSmoothing: 1, reduction: 'sum' })
    const expected = logits.softmax(1).sub(1 / 5)
    expect(torch.allclose(error, expected, { rtol: 1e-13, atol: 1e-15 })).toBe(true)
  })
})

describe('refused are', () => {
  it.each([0, 1, 2.5, -3, NaN, Infinity])('%d classes', classes => {
    expect(() => labelSmoothingFromMu(0, classes)).toThrow(
      /classes: expected an integer of at least 2/,
    )
    expect(() => labelSmoothingFromEps(0, classes)).toThrow(OptionError)
  })

  it('NaN', () => {
    expect(() => labelSmoothingFromMu(NaN, 10)).toThrow(/FromMu: expected a number, found NaN/)
    expect(() => labelSmoothingFromEps(NaN, 10)).toThrow(/FromEps: expected a number, found NaN/)
  })

  it.each([-0.01, 0.91])('μ = %d of 10 classes', mu => {
    expect(() => labelSmoothingFromMu(mu, 10)).toThrow(
      /labelSmoothingFromMu: expected .* from 0 to 1/,
    )
  })

  it.each([-0.01, 0.11])('ε = %d of 10 classes', eps => {
    expect(() => labelSmoothingFromEps(eps, 10)).toThrow(
      /labelSmoothingFromEps: expected .* from 0 to 1/,
    )
  })

  it.each([-0.1, 1.1, NaN])('labelSmoothing %d', labelSmoothing => {
    const x = torch.ones([1, 2])
    expect(() =>
      isbe.softError(x, torch.zeros([1], { dtype: 'int64' }), { labelSmoothing }),
    ).toThrow(/label_smoothing is .*expected a number from 0 to 1/)
  })
})
