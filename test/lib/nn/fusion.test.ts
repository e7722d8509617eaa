/** Batch norm and ReLU as one operator, against the two of libtorch. */
import torch, { nn, type DType, type Tensor } from '../../../lib'
import { leafOf, largestDifference, numericalGradient } from '../isbe/numerical'
import { held, numbersOf, spread } from '../isbe/fixtures'

type BatchNorm = nn.BatchNorm1d | nn.BatchNorm2d

/** Modules one by one, as Sequential ran them before. */
function oneByOne(model: nn.Sequential, input: Tensor): Tensor {
  return model.namedChildren().reduce((value, [, module]) => module.forward(value) as Tensor, input)
}

function isFused(output: Tensor): boolean {
  return /IsbeBatchNormRelu/.test(output.gradFn ?? '')
}

function normOf(shape: readonly number[], options: nn.BatchNormOptions = {}): BatchNorm {
  const norm =
    shape.length === 4
      ? new nn.BatchNorm2d(shape[1]!, options)
      : new nn.BatchNorm1d(shape[1]!, options)
  torch.noGrad(() => {
    norm.weight?.copy_(torch.linspace(-0.4, 1.5, shape[1]!))
    norm.bias?.copy_(torch.linspace(1, -1, shape[1]!))
    norm.runningMean?.fill_(0.3)
    norm.runningVar?.fill_(2)
  })
  return norm
}

interface Outcome {
  output: Tensor
  gradients: (Tensor | null)[]
  buffers: Tensor[]
}

type Run = (model: nn.Sequential, input: Tensor) => Tensor

const throughSequential: Run = (model, input) => model.forward(input)

/** With an upstream gradient as `dtype` rounds it. */
function step(norm: BatchNorm, input: Tensor, run: Run, dtype = input.dtype): Outcome {
  const leaf = leafOf(input)
  const output = run(new nn.Sequential(norm, new nn.ReLU()), leaf)
  const gradient = torch.cos(torch.arange(input.numel())).reshape(input.shape).to(dtype)
  return {
    output,
    buffers: norm.buffers(),
    gradients: torch.grad([output], [leaf, ...norm.parameters()], {
      gradOutputs: [gradient.to(output.dtype)],
    }),
  }
}

/** The largest difference, relative to the greatest number of each. */
function distance(a: Tensor, b: Tensor): number {
  const [x, y] = [a.to('float64'), b.to('float64')]
  return Number(x.sub(y).abs().max().item()) / (1e-6 + Number(y.abs().max().item()))
}

function compare(
  shape: readonly number[],
  dtype: DType,
  options: nn.BatchNormOptions,
  training: boolean,
  arrange: (input: Tensor) => Tensor,
): number {
  const input = arrange(
    torch
      .randn([...shape])
      .mul(2)
      .add(0.7)
      .to(dtype),
  )
  const parameters = dtype === 'float64' ? 'float64' : 'float32'
  const norms = [parameters, 'float64'] as const
  const [a, b] = norms.map(as => normOf(shape, options).to({ dtype: as }).train(training))
  const ours = step(a!, input, throughSequential)
  const theirs = step(b!, input.to('float64'), oneByOne, dtype)
  expect(isFused(ours.output)).toBe(true)
  expect(isFused(theirs.output)).toBe(false)
  expect(ours.output.dtype).toBe(dtype)
  expect(ours.output.strides).toEqual(input.strides)
  const pairs = [
    [ours.output, theirs.output],
    ...ours.gradients.map((gradient, i) => [gradient!, theirs.gradients[i]!]),
    ...ours.buffers.map((buffer, i) => [buffer, theirs.buffers[i]!]),
  ] as [Tensor, Tensor][]
  return Math.max(...pairs.map(([a, b]) => distance(a, b)))
}

const tolerance = { float64: 1e-12, float32: 3e-6, bfloat16: 6e-3, float16: 8e-4 }
const layouts = {
  contiguous: (input: Tensor) => input,
  channels_last: (input: Tensor) => input.contiguous({ memoryFormat: 'channels_last' }),
}
const shapes = [
  [9, 5],
  [6, 16],
  [4, 3, 20],
  [8, 5, 7, 9],
  [3, 37, 4, 4],
  [5, 64, 6, 6],
  [2, 3, 140, 130],
]

describe.each(['float64', 'float32', 'bfloat16', 'float16'] as const)('in %s', dtype => {
  it.each([true, false])('output, gradients and running statistics; training %s', training => {
    torch.manualSeed(1)
    for (const shape of shapes) {
      for (const layout of shape.length === 4 ? Object.values(layouts) : [layouts.contiguous]) {
        for (const options of [{}, { affine: false }, { momentum: null }, { eps: 0.1 }]) {
          const found = torch.tidy(() => compare(shape, dtype, options, training, layout))
          expect([shape, options, found < tolerance[dtype]]).toEqual([shape, options, true])
        }
      }
    }
  })
})

test('gradients are those of central differences', () => {
  const norm = normOf([6, 4]).to({ dtype: 'float64' })
  const model = new nn.Sequential(norm, new nn.ReLU())
  const at = held(spread(24, -2, 2), [6, 4], 'float64')
  const value = (x: Tensor) => model.forward(x).pow(2).sum()
  const leaf = leafOf(at.tensor)
  value(leaf).backward()
  const expected = numericalGradient(x => Number(value(x).item()), at)
  expect(largestDifference(numbersOf(leaf.grad!), expected)).toBeLessThan(1e-7)
})

test('second derivatives are those of the two operators', () => {
  const [a, b] = [true, false].map(fused => {
    const model = new nn.Sequential(normOf([6, 4]).to({ dtype: 'float64' }), new nn.ReLU())
    const leaf = leafOf(held(spread(24, -2, 2), [6, 4], 'float64').tensor)
    const output = fused ? model.forward(leaf) : oneByOne(model, leaf)
    const [first] = torch.grad([output.pow(3).sum()], [leaf], { createGraph: true }) as [Tensor]
    return torch.grad([first.pow(2).sum()], [leaf])[0]!
  }) as [Tensor, Tensor]
  expect(torch.allclose(a, b, { rtol: 1e-9, atol: 1e-10 })).toBe(true)
})

test('the number of threads changes nothing', () => {
  const threads = torch.getNumThreads()
  const input = torch.randn([16, 20, 30, 30])
  const outcomes = [1, 2, 3].map(count => {
    torch.setNumThreads(count)
    return step(normOf(input.shape), input, throughSequential)
  })
  torch.setNumThreads(threads)
  for (const { output, gradients, buffers } of outcomes) {
    expect(torch.equal(output, outcomes[0]!.output)).toBe(true)
    gradients.forEach((g, i) => expect(torch.equal(g!, outcomes[0]!.gradients[i]!)).toBe(true))
    buffers.forEach((b, i) => expect(torch.equal(b, outcomes[0]!.buffers[i]!)).toBe(true))
  }
})

test('under autocast 16-bit inputs meet float32 parameters', () => {
  const norm = normOf([4, 3, 8, 8])
  const output = torch.autocast('cpu', 'bfloat16', () =>
    new nn.Sequential(norm, new nn.ReLU()).forward(torch.randn([4, 3, 8, 8]).to('bfloat16')),
  )
  expect(output.dtype).toBe('bfloat16')
  expect(isFused(output)).toBe(true)
})

test('nobody sees it: the same modules, names and number of batches', () => {
  const model = new nn.Sequential(new nn.BatchNorm2d(2), new nn.ReLU(), new nn.BatchNorm2d(2))
  model.forward(torch.randn([2, 2, 3, 3]))
  expect(model.length).toBe(3)
  expect(Object.keys(model.stateDict())).toEqual(
    [0, 2].flatMap(i =>
      ['weight', 'bias', 'running_mean', 'running_var', 'num_batches_tracked'].map(
        name => `${i}.${name}`,
      ),
    ),
  )
  expect((model.at(0) as nn.BatchNorm2d).numBatchesTracked!.item()).toBe(1)
})

test('a ReLU in place does not touch the input', () => {
  const input = torch.randn([8, 3, 5, 5])
  const copy = input.clone()
  const output = new nn.Sequential(new nn.BatchNorm2d(3), new nn.ReLU({ inplace: true })).forward(
    input,
  )
  expect(isFused(output)).toBe(true)
  expect(torch.equal(input, copy)).toBe(true)
})

test('it steps aside where something else should happen', () => {
  class Doubled extends nn.BatchNorm2d {
    override forward(input: Tensor): Tensor {
      return super.forward(input).mul(2)
    }
  }
  class Leaky extends nn.ReLU {
    override forward(input: Tensor): Tensor {
      return torch.leakyRelu(input)
    }
  }
  const input = torch.randn([4, 3, 5, 5])
  const expectOneByOne = (...modules: nn.Module[]): void => {
    const model = new nn.Sequential(...modules)
    const output = model.forward(input)
    expect(isFused(output)).toBe(false)
    expect(torch.equal(output, oneByOne(model, input))).toBe(true)
  }
  expectOneByOne(new Doubled(3), new nn.ReLU())
  expectOneByOne(new nn.BatchNorm2d(3), new Leaky())
  expectOneByOne(new nn.BatchNorm2d(3), new nn.Flatten())
  expectOneByOne(new nn.BatchNorm2d(3))
  expectOneByOne(new nn.ReLU(), new nn.BatchNorm2d(3))
  const watched = new nn.BatchNorm2d(3)
  const seen: number[][] = []
  watched.forward = function (x) {
    seen.push(x.shape)
    return nn.BatchNorm2d.prototype.forward.call(this, x)
  }
  expectOneByOne(watched, new nn.ReLU())
  expect(seen).toHaveLength(2)
})

test('shapes that do not fit are named', () => {
  expect(() => new nn.BatchNorm2d(3).forward(torch.ones([2, 3]))).toThrow(
    /expected \[N, C, H, W\], found \[2, 3\]/,
  )
  expect(() => new nn.BatchNorm1d(3).forward(torch.ones([3]))).toThrow(
    /\[N, C\] or \[N, C, L\], found \[3\]/,
  )
  const single = new nn.Sequential(new nn.BatchNorm1d(3), new nn.ReLU())
  expect(() => single.forward(torch.ones([1, 3]))).toThrow(
    /more than one value a channel while training/,
  )
  expect(single.eval().forward(torch.ones([1, 3])).shape).toEqual([1, 3])
  expect(() => single.train().forward(torch.ones([4, 5]))).toThrow(/3/)
})
