import torch, { isbe, nn, OptionError, TorchError, type Tensor } from '../../../lib'
import {
  bits,
  difference,
  distributionsOf,
  expectReference,
  indicesOf,
  logitsOf,
  numbersOf,
  optionsOf,
  plainTarget,
  samplesShape,
  spread,
  tensorOf,
  type Held,
} from './fixtures'
import { normalizations, weightOf } from './matrix'
import { largestDifference, leafOf } from './numerical'
import { reference } from './reference'

const shape = [6, 5]
const names = Object.keys(normalizations)
const target64 = indicesOf(shape, 'int64', -100)

function gradientOf(loss: Tensor, leaf: Tensor): number[] {
  return numbersOf(torch.grad([loss], [leaf])[0]!)
}

function scaled(numbers: readonly number[], factor: number): number[] {
  return numbers.map(x => x * factor)
}

describe('the gradient is the error times the upstream gradient', () => {
  const targets: Held[] = [target64, distributionsOf(shape, 'float64')]

  it.each(names)('%s', name =>
    torch.tidy(() => {
      const { tensor } = logitsOf(shape, 'float64')
      for (const target of targets) {
        for (const report of isbe.reports) {
          const options: isbe.IsbeOptions = {
            ...optionsOf(normalizations[name]!(5), 'float64'),
            report,
          }
          const error = numbersOf(isbe.softError(tensor, target.tensor, options).error)
          const loss = new isbe.IsbeLoss(options)
          for (const upstream of [1, 3, -0.5, 0]) {
            const leaf = leafOf(tensor)
            const value = loss.forward(leaf, target.tensor).mul(upstream)
            expect(
              largestDifference(gradientOf(value, leaf), scaled(error, upstream)),
            ).toBeLessThan(1e-15)
          }
        }
      }
    }),
  )

  it.each([[5], [6, 5], [2, 5, 3, 3]].map(s => [s]))('one a sample for reduction none: %j', s => {
    const { tensor } = logitsOf(s, 'float64')
    const target = indicesOf(s, 'int64', -100)
    const leaf = leafOf(tensor)
    const loss = new isbe.IsbeLoss({ reduction: 'none' }).forward(leaf, target.tensor)
    expect(loss.shape).toEqual(samplesShape(s))
    const upstream = tensorOf(spread(loss.numel(), -2, 2), loss.shape, 'float64')
    loss.backward(upstream)
    const { error } = isbe.softError(tensor, target.tensor, { reduction: 'none' })
    const expected = error.mul(s.length === 1 ? upstream : upstream.unsqueeze(1))
    expect(largestDifference(numbersOf(leaf.grad!), numbersOf(expected))).toBeLessThan(1e-15)
  })

  it('the value is that of softError, with a gradient and without', () => {
    const { tensor } = logitsOf(shape, 'float32')
    for (const report of isbe.reports) {
      const { value } = isbe.softError(tensor, target64.tensor, { report })
      const loss = new isbe.IsbeLoss({ report })
      expect(bits(loss.forward(tensor, target64.tensor))).toEqual(bits(value))
      expect(bits(loss.forward(leafOf(tensor), target64.tensor).detach())).toEqual(bits(value))
    }
  })

  it('float16 errors of a mean over many samples survive a loss scale', () => {
    const many = [4096, 10]
    const logits = logitsOf(many, 'float16')
    const target = indicesOf(many, 'int64')
    const leaf = leafOf(logits.tensor)
    new isbe.IsbeLoss().forward(leaf, target.tensor).mul(65536).backward()
    const { error } = reference(many, logits.numbers, plainTarget(target))
    const expected = error.map(e => ({ value: e.value * 65536, size: e.size * 65536 }))
    expect(difference('gradient', numbersOf(leaf.grad!), expected, 'float16')).toBeNull()
  })
})

describe('the graph', () => {
  const { tensor: logits } = logitsOf(shape, 'float64')
  const target = target64.tensor
  const loss = new isbe.IsbeLoss()
  const error = numbersOf(isbe.softError(logits, target).error)

  it('is gone after backward, unless it is retained', () => {
    const leaf = leafOf(logits)
    const value = loss.forward(leaf, target)
    value.backward(null, { retainGraph: true })
    value.backward()
    expect(numbersOf(leaf.grad!)).toEqual(scaled(error, 2))
    expect(() => value.backward()).toThrow(/backward through the graph a second time/)
    expect(numbersOf(leaf.grad!)).toEqual(scaled(error, 2))
  })

  it('adds to the gradients that are there', () => {
    const leaf = leafOf(logits)
    for (let i = 0; i < 4; ++i) loss.forward(leaf, target).mul(0.25).backward()
    expect(largestDifference(numbersOf(leaf.grad!), error)).toBeLessThan(1e-15)
  })

  it('does not need the logits any more, and notices a change of what it handed out', () => {
    const leaf = leafOf(logits)
    const middle = leaf.mul(1)
    const value = loss.forward(middle, target)
    torch.noGrad(() => middle.fill_(0))
    const [gradient] = torch.grad([value], [leaf], { retainGraph: true })
    expect(numbersOf(gradient!)).toEqual(error)
    const [own] = torch.grad([value], [middle], { retainGraph: true })
    own!.mul_(2)
    expect(() => torch.grad([value], [middle])).toThrow(/was modified in place.*clone\(\)/)
  })

  it('is not made under noGrad or for logits without requiresGrad', () => {
    expect(loss.forward(logits, target).requiresGrad).toBe(false)
    expect(torch.noGrad(() => loss.forward(leafOf(logits), target)).requiresGrad).toBe(false)
    expect(loss.forward(leafOf(logits), target).gradFn).toMatch(/IsbeLossBackward/)
  })

  it('sends gradients to the logits alone and says so', () => {
    const share = leafOf(distributionsOf(shape, 'float64').tensor)
    expect(() => loss.forward(leafOf(logits), share)).toThrow(/target requires grad.*detach/)
    const weight = torch.ones([5], { dtype: 'float64' })
    weight.requiresGrad = true
    for (const options of [{ weight }, { dilation: weight }, { relocation: weight }]) {
      const run = () => new isbe.IsbeLoss(options).forward(leafOf(logits), target)
      expect(run).toThrow(new RegExp(`${Object.keys(options)[0]} requires grad.*detach`))
      expect(() => torch.noGrad(run)).not.toThrow()
    }
  })
})

describe('lifetimes', () => {
  it('gradients outlive the tidy of their loss; options outlive the tidy they were made in', () => {
    const leaf = leafOf(logitsOf(shape, 'float64').tensor)
    const weight = weightOf(5)
    const loss = torch.tidy(
      () => new isbe.IsbeLoss({ weight: tensorOf(weight, [5], 'float64'), reduction: 'sum' }),
    )
    torch.tidy(() => loss.forward(leaf, target64.tensor).backward())
    const { error } = isbe.softError(leaf, target64.tensor, {
      weight: tensorOf(weight, [5], 'float64'),
      reduction: 'sum',
    })
    expect(numbersOf(leaf.grad!)).toEqual(numbersOf(error))
  })

  const uses: [times: number, name: string, use: (leaf: Tensor) => unknown][] = [
    [
      1000,
      'forward and backward',
      leaf => new isbe.IsbeLoss().forward(leaf, target64.tensor).backward(),
    ],
    [1000, 'a graph that is dropped', leaf => new isbe.IsbeLoss().forward(leaf, target64.tensor)],
    [
      1000,
      'a retained graph',
      leaf =>
        new isbe.IsbeLoss().forward(leaf, target64.tensor).backward(null, { retainGraph: true }),
    ],
    [
      1000,
      'second derivatives',
      leaf => {
        const value = new isbe.IsbeLoss({ report: 'potential' }).forward(leaf, target64.tensor)
        const [gradient] = torch.grad([value], [leaf], { createGraph: true })
        return torch.grad([gradient!.square().sum()], [leaf])
      },
    ],
    [
      100,
      'an error',
      leaf => {
        expect(() => new isbe.IsbeLoss().forward(leaf, leaf.sum(0))).toThrow(TorchError)
      },
    ],
  ]
  it.each(uses)('%i times %s leave no tensor and no memory behind', (times, _, use) => {
    const leaf = leafOf(logitsOf(shape, 'float32').tensor)
    const once = () =>
      torch.tidy(() => {
        use(leaf)
      })
    once()
    const { tensors, allocated } = torch.memory()
    for (let i = 0; i < times; ++i) once()
    const after = torch.memory()
    expect([after.tensors, after.allocated]).toEqual([tensors, allocated])
  })
})

describe('autocast', () => {
  it('takes the bfloat16 logits of a layer as they are, with a value in float32', () => {
    const input = logitsOf([6, 4], 'float32').tensor
    const weight = leafOf(logitsOf([5, 4], 'float32', 1).tensor)
    torch.autocast('cpu', 'bfloat16', () => {
      const logits = input.matmul(weight.t()).retainGrad()
      const value = new isbe.IsbeLoss().forward(logits, target64.tensor)
      expect([logits.dtype, value.dtype]).toEqual(['bfloat16', 'float32'])
      value.backward()
      const constant = logits.detach()
      const found = isbe.softError(constant, target64.tensor)
      expectReference(found, { tensor: constant, numbers: numbersOf(constant) }, target64)
      expect(bits(logits.grad!)).toEqual(bits(found.error))
      expect(bits(value.detach())).toEqual(bits(found.value))
    })
    expect(weight.grad!.dtype).toBe('float32')
  })
})

describe('in place of CrossEntropyLoss', () => {
  const weight = weightOf(5)
  const options: [name: string, make: () => nn.CrossEntropyOptions][] = [
    ['no options', () => ({})],
    ['class weights', () => ({ weight: tensorOf(weight, [5], 'float64') })],
    ['an index to ignore', () => ({ ignoreIndex: 1 })],
    ['label smoothing', () => ({ labelSmoothing: 0.1 })],
    [
      'all of them and a sum',
      () => ({
        weight: tensorOf(weight, [5], 'float64'),
        ignoreIndex: 1,
        labelSmoothing: 0.1,
        reduction: 'sum',
      }),
    ],
  ]

  it.each(options)('%s: ten steps of gradient descent end at the same weights', (_, make) => {
    const ends = [new nn.CrossEntropyLoss(make()), new isbe.IsbeLoss(make())].map(loss => {
      const w = leafOf(logitsOf([5, 4], 'float64', 1).tensor)
      for (let i = 0; i < 10; ++i) {
        const input = logitsOf([6, 4], 'float64').tensor.add(i / 10)
        const [gradient] = torch.grad(
          [loss.forward(input.matmul(w.t()), target64.tensor.abs().remainder(5))],
          [w],
        )
        torch.noGrad(() => w.sub_(gradient!.mul(0.1)))
      }
      return numbersOf(w)
    })
    expect(largestDifference(ends[1]!, ends[0]!)).toBeLessThan(1e-13)
    expect(
      largestDifference(numbersOf(logitsOf([5, 4], 'float64', 1).tensor), ends[0]!),
    ).toBeGreaterThan(0.01)
  })
})

test('unknown options are refused when the loss is made', () => {
  expect(() => new isbe.IsbeLoss({ labelsmoothing: 0.1 } as never)).toThrow(
    /did you mean 'labelSmoothing'/,
  )
  expect(() => new isbe.IsbeLoss({ out: torch.ones([1]) } as never)).toThrow(OptionError)
  expect(() => new isbe.IsbeLoss({ report: 'ms' as never })).toThrow(
    /report: expected .*did you mean 'mse'/,
  )
})
