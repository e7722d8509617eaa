/** The loss against numerical derivatives: of the potential, and of its gradient. */
import torch, { isbe, type Tensor } from '../../../lib'
import {
  distributionsOf,
  indicesOf,
  logitsOf,
  numbersOf,
  optionsOf,
  samplesShape,
  sizeOf,
  spread,
  tensorOf,
  type Held,
} from './fixtures'
import { normalizations, weightOf } from './matrix'
import { largestDifference, leafOf, numericalGradient } from './numerical'
import { type PlainOptions } from './reference'
import { classesOf } from './terms'

const shapes = [[5], [3, 4], [2, 3, 2]]
const tolerance = 1e-8

interface Case {
  logits: Held
  target: Held
  options: PlainOptions
  /** Scalar, or one number a sample for reduction none. */
  upstream: Held
}

function upstreamOf(shape: number[], reduction: PlainOptions['reduction']): Held {
  const size = reduction === 'none' ? samplesShape(shape) : []
  const numbers = spread(sizeOf(size), 0.5, 2, 3)
  return { numbers, tensor: tensorOf(numbers, size, 'float64') }
}

/** Every option in turn, for all shapes, targets and reductions. */
function* casesOf(name: string): Generator<Case> {
  for (const shape of shapes) {
    const classes = classesOf(shape)
    const logits = logitsOf(shape, 'float64')
    for (const target of [indicesOf(shape, 'int64', -100), distributionsOf(shape, 'float64')]) {
      for (const reduction of ['mean', 'sum', 'none'] as const) {
        for (const weight of [undefined, weightOf(classes)]) {
          const options: PlainOptions = {
            ...normalizations[name]!(classes),
            reduction,
            weight,
            labelSmoothing: weight ? 0.1 : 0,
          }
          yield { logits, target, options, upstream: upstreamOf(shape, reduction) }
        }
      }
    }
  }
}

function lossOf({ options, target, upstream }: Case, x: Tensor): Tensor {
  const loss = new isbe.IsbeLoss({ ...optionsOf(options, 'float64'), report: 'potential' })
  return loss.forward(x, target.tensor).mul(upstream.tensor).sum()
}

const hasNoPotential = (name: string, { options, target }: Case) =>
  name === 'normalize' && options.weight !== undefined && target.tensor.dtype === 'float64'

function potentialCases(name: string): Case[] {
  return [...casesOf(name)].filter(each => !hasNoPotential(name, each))
}

describe('the gradient of the potential', () => {
  it.each(Object.keys(normalizations))('%s', name => {
    for (const each of potentialCases(name)) {
      torch.tidy(() => {
        const x = leafOf(each.logits.tensor)
        const found = torch.grad([lossOf(each, x)], [x])[0]!
        // Without dilatedGradient the error leaves out the dilation (Theorem A1).
        const { dilation, dilatedGradient } = each.options
        const missing = dilation && !dilatedGradient ? dilation : undefined
        const inner = x.ndim === 3 ? [missing?.length ?? 0, 1] : [missing?.length ?? 0]
        const gradient = missing ? found.mul(tensorOf(missing, inner, 'float64')) : found
        const expected = numericalGradient(y => lossOf(each, y).item<number>(), each.logits)
        expect([
          each.options,
          largestDifference(numbersOf(gradient), expected) < tolerance,
        ]).toEqual([each.options, true])
        expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(1e-3)
      })
    }
  })
})

/** The gradient as a function of the logits, in the direction of some fixed numbers. */
function directional(each: Case, x: Tensor, createGraph: boolean): Tensor {
  const [gradient] = torch.grad([lossOf(each, x)], [x], { createGraph })
  const direction = tensorOf(spread(x.numel(), -1, 1, 7), x.shape, 'float64')
  return gradient!.mul(direction).sum()
}

describe('the derivative of the gradient', () => {
  it.each(Object.keys(normalizations))('%s', name => {
    for (const each of potentialCases(name)) {
      torch.tidy(() => {
        const x = leafOf(each.logits.tensor)
        const found = torch.grad([directional(each, x, true)], [x])[0]!
        const slope = (y: Tensor) => directional(each, leafOf(y), false).item<number>()
        const expected = numericalGradient(slope, each.logits)
        expect([each.options, largestDifference(numbersOf(found), expected) < tolerance]).toEqual([
          each.options,
          true,
        ])
      })
    }
  })

  it('by the upstream gradient', () => {
    for (const each of casesOf('softmax')) {
      torch.tidy(() => {
        const upstream = leafOf(each.upstream.tensor)
        const at = (u: Tensor) =>
          directional(
            { ...each, upstream: { ...each.upstream, tensor: u } },
            leafOf(each.logits.tensor),
            true,
          )
        const [found] = torch.grad([at(upstream)], [upstream])
        const expected = numericalGradient(u => at(u).item<number>(), each.upstream)
        expect(largestDifference(numbersOf(found!), expected)).toBeLessThan(tolerance)
      })
    }
  })

  it('is there for every report, since the gradient is the same', () => {
    const [each] = casesOf('sigmoid')
    const hessians = isbe.reports.map(report => {
      const x = leafOf(each!.logits.tensor)
      const loss = new isbe.IsbeLoss({ normalization: 'sigmoid', report })
      const [gradient] = torch.grad([loss.forward(x, each!.target.tensor)], [x], {
        createGraph: true,
      })
      return numbersOf(torch.grad([gradient!.square().sum()], [x])[0]!)
    })
    for (const hessian of hessians) expect(hessian).toEqual(hessians[0])
    expect(hessians[0]!.some(h => Math.abs(h) > 1e-3)).toBe(true)
  })

  it('a third derivative is refused', () => {
    const [each] = casesOf('softmax')
    const x = leafOf(each!.logits.tensor)
    const [second] = torch.grad([directional(each!, x, true)], [x], { createGraph: true })
    expect(() => torch.grad([second!.sum()], [x])).toThrow(/third derivative is asked for/)
  })
})
