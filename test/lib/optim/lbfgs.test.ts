/** How far L-BFGS goes in a step, and when it stops, against PyTorch's. */
import torch, { OptionError, nn, optim, type Tensor } from '../../../lib'

type Loss = (parameter: Tensor) => Tensor

function float64(values: number[]): Tensor {
  return torch.tensor(values, { dtype: 'float64' })
}

function valley(parameter: Tensor): Tensor {
  const [x, y] = parameter.unbind() as [Tensor, Tensor]
  return x
    .neg()
    .add(1)
    .square()
    .add(y.sub(x.mul(x)).square().mul(10))
}

function bowl(parameter: Tensor): Tensor {
  return parameter
    .mul(float64([1, 4]))
    .square()
    .sum()
}

const functions: Record<string, [Loss, number[]]> = {
  valley: [valley, [-0.5, 0.8]],
  bowl: [bowl, [1, 1]],
}

interface Expected {
  /** After each of three steps. */
  evaluations: number[]
  /** What the steps return: the first loss of each. */
  losses: number[]
  end: number[]
  iterations: number
  /** How many changes are remembered. */
  history: number
}

// PyTorch 2.13, from [-0.5, 0.8] and from [1, 1].
test.each<[string, optim.LBFGSOptions, Expected]>([
  [
    'valley',
    { lr: 0.1 },
    {
      evaluations: [20, 40, 60],
      losses: [5.275, 1.7575203260078662, 0.6313106410422185],
      end: [0.7493522265466617, 0.5444516557204095],
      iterations: 60,
      history: 59,
    },
  ],
  [
    'valley',
    { lr: 0.1, maxIter: 4 },
    {
      evaluations: [4, 8, 12],
      losses: [5.275, 3.6006730288862476, 3.068430039392264],
      end: [-0.541279341467941, 0.4096541195229089],
      iterations: 12,
      history: 11,
    },
  ],
  [
    'valley',
    { maxIter: 8, lineSearchFn: 'strong_wolfe' },
    {
      evaluations: [10, 19, 21],
      losses: [5.275, 0.3322822090450358, 2.4429580212410934e-9],
      end: [0.9999974066930204, 0.9999945040124054],
      iterations: 15,
      history: 14,
    },
  ],
  [
    'valley',
    { lr: 0.05, maxIter: 6, maxEval: 4 },
    {
      evaluations: [4, 8, 12],
      losses: [5.275, 4.386062740339744, 3.944127297340133],
      end: [-0.595495695610387, 0.6863142730316207],
      iterations: 9,
      history: 8,
    },
  ],
  [
    'valley',
    { lr: 0.1, maxIter: 9, historySize: 2 },
    {
      evaluations: [9, 18, 27],
      losses: [5.275, 2.9221395051148384, 0.9998441294623085],
      end: [0.4384629067160487, 0.157150684172577],
      iterations: 27,
      history: 2,
    },
  ],
  [
    'valley',
    { maxIter: 20, maxEval: 9, lineSearchFn: 'strong_wolfe', historySize: 3 },
    {
      evaluations: [9, 18, 21],
      losses: [5.275, 0.5158072397618142, 9.691737877117926e-6],
      end: [0.9999948055702554, 0.9999884525038883],
      iterations: 15,
      history: 3,
    },
  ],
  [
    'bowl',
    { lr: 0.2, toleranceGrad: 0.5 },
    {
      evaluations: [19, 20, 21],
      losses: [17, 0.06349491208527126, 0.06349491208527126],
      end: [0.24529242074140364, -0.01441904212338122],
      iterations: 18,
      history: 17,
    },
  ],
  [
    'bowl',
    { lr: 0.2, toleranceChange: 0.05 },
    {
      evaluations: [9, 11, 13],
      losses: [17, 0.942961181127927, 0.7160859251850689],
      end: [0.6559477508541264, 0.08806368605288689],
      iterations: 10,
      history: 9,
    },
  ],
  [
    'bowl',
    { lr: 0.3, toleranceChange: 200 },
    {
      evaluations: [2, 3, 4],
      losses: [17, 9.205294117647059, 9.205294117647059],
      end: [0.9823529411764705, 0.7176470588235294],
      iterations: 3,
      history: 1,
    },
  ],
  [
    'bowl',
    { lr: 0.1, maxIter: 1 },
    {
      evaluations: [1, 2, 3],
      losses: [17, 14.118235294117648, 11.591730224437576],
      end: [0.96656390477977, 0.7328019108207067],
      iterations: 3,
      history: 2,
    },
  ],
  [
    'bowl',
    { lr: 0.1, maxIter: 5, maxEval: 1 },
    {
      evaluations: [2, 4, 6],
      losses: [17, 14.118235294117648, 11.591730224437576],
      end: [0.96656390477977, 0.7328019108207067],
      iterations: 3,
      history: 2,
    },
  ],
  [
    'bowl',
    { lr: 0.1, toleranceGrad: 100 },
    { evaluations: [1, 2, 3], losses: [17, 17, 17], end: [1, 1], iterations: 0, history: 0 },
  ],
  [
    'bowl',
    { lr: 1e-12 },
    {
      evaluations: [2, 4, 6],
      losses: [17, 16.999999999969766, 16.999999998941767],
      end: [0.9999999999959412, 0.999999999935059],
      iterations: 3,
      history: 0,
    },
  ],
])('%s with %j', (name, options, expected) => {
  const [loss, start] = functions[name]!
  const parameter = new nn.Parameter(float64(start))
  const before = torch.memory().tensors
  const optimizer = new optim.LBFGS([parameter], options)
  let evaluations = 0
  const seen = [1, 2, 3].map(() => {
    const value = optimizer.step(() =>
      torch.tidy(() => {
        ++evaluations
        optimizer.zeroGrad()
        const result = loss(parameter)
        result.backward()
        return Number(result.item())
      }),
    )
    return [evaluations, value] as const
  })
  expect(seen.map(([count]) => count)).toEqual(expected.evaluations)
  seen.forEach(([, value], i) => expect(value).toBeCloseTo(expected.losses[i]!, 9))
  parameter
    .toArray<number[]>()
    .forEach((value, i) => expect(value).toBeCloseTo(expected.end[i]!, 9))
  const state = optimizer.state.get(parameter) as unknown as Record<string, unknown>
  expect([state.funcEvals, state.nIter]).toEqual([evaluations, expected.iterations])
  for (const list of ['oldDirs', 'oldStps', 'ro'])
    expect((state[list] as unknown[] | undefined) ?? []).toHaveLength(expected.history)
  optimizer.dispose()
  parameter.grad = null
  expect(torch.memory().tensors).toBe(before)
})

/** Of the sum of squares of what `view` shows, as float64. */
function minimized(parameters: nn.Parameter[], view: (of: nn.Parameter[]) => Tensor): number[] {
  const optimizer = new optim.LBFGS(parameters, { lr: 0.1, maxIter: 3 })
  const weights = float64([1, 2, 3, 4])
  for (let step = 0; step < 2; ++step)
    optimizer.step(() => {
      optimizer.zeroGrad()
      const loss = view(parameters).reshape([-1]).mul(weights).square().sum()
      loss.backward()
      return loss
    })
  return torch.noGrad(() => view(parameters).reshape([-1]).toArray<number[]>())
}

test('several parameters, complex ones and sparse gradients go as one vector does', () => {
  const start = [1, -2, 3, 0.5]
  const whole = minimized([new nn.Parameter(float64(start))], ([p]) => p!)
  const halves = [start.slice(0, 1), start.slice(1)].map(part => new nn.Parameter(float64(part)))
  expect(minimized(halves, parts => torch.cat(parts))).toEqual(whole)
  const pairs = torch.viewAsComplex(float64(start).reshape([2, 2]))
  expect(minimized([new nn.Parameter(pairs)], ([p]) => torch.viewAsReal(p!))).toEqual(whole)
  const rows = torch.arange(2, { dtype: 'int64' })
  const table = new nn.Parameter(float64(start).reshape([2, 2]))
  expect(minimized([table], ([p]) => nn.functional.embedding(rows, p!, { sparse: true }))).toEqual(
    whole,
  )
})

test('a parameter without a gradient stays, and so does the rest of what a step needs', () => {
  const [used, unused] = [new nn.Parameter(float64([1])), new nn.Parameter(float64([5, 6]))]
  const optimizer = new optim.LBFGS([unused, used], { lr: 0.25, maxIter: 1 })
  optimizer.step(() => {
    const loss = used.square().sum()
    loss.backward()
    return loss
  })
  expect([unused.toArray(), used.toArray()]).toEqual([[5, 6], [1 - 0.25 * 0.5 * 2]])
  expect([...optimizer.state.keys()].map(p => p === unused)).toEqual([true])
})

test.each<[object, string]>([
  [{ maxIter: -1 }, 'LBFGS: maxIter: expected an integer of at least 0, found -1'],
  [{ maxEval: 1.5 }, 'LBFGS: maxEval: expected an integer of at least 0, found 1.5'],
  [{ historySize: 0 }, 'LBFGS: historySize: expected a positive integer, found 0'],
  [
    { toleranceGrad: 'x' },
    "LBFGS: toleranceGrad: expected a number of at least -Infinity, found 'x'",
  ],
  [{ toleranceChange: null }, 'LBFGS: toleranceChange: expected a number'],
  [{ lr: -1 }, 'LBFGS: lr: expected a number of at least 0, found -1'],
  [{ lineSearchFn: 'wolfe' }, "LBFGS: lineSearchFn: expected strong_wolfe, found 'wolfe'"],
])('%j is refused', (options, message) => {
  const make = (): unknown => new optim.LBFGS([new nn.Parameter(float64([1]))], options)
  expect(make).toThrow(message)
  expect(make).toThrow(OptionError)
})

test('settings are checked at each step, and evaluations are 5/4 of the iterations by default', () => {
  const parameter = new nn.Parameter(float64([1]))
  const optimizer = new optim.LBFGS([parameter], { maxIter: 7 })
  expect([optimizer.defaults.maxEval, optimizer.paramGroups[0]!.maxEval]).toEqual([8, 8])
  optimizer.paramGroups[0]!.lr = -1
  expect(() => optimizer.step(() => 1)).toThrow(/lr: expected a number of at least 0/)
  expect(() => optimizer.addParamGroup({ params: [] })).toThrow(
    "LBFGS doesn't support per-parameter options (parameter groups)",
  )
  optimizer.paramGroups[0]!.lr = 1
  expect(() => optimizer.step(() => 'x')).toThrow(
    "LBFGS.step: expected a closure that returns the loss, found one that returned 'x'",
  )
})
