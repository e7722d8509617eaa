/** Rates of schedules step by step, where they go on, end, or turn. Expected: PyTorch 2.13. */
import torch, { nn, optim } from '../../../lib'

const { lrScheduler, swaUtils } = optim

type Scheduler = optim.lrScheduler.LRScheduler

function sgd(lr = 1): optim.SGD {
  return new optim.SGD([new nn.Parameter(torch.ones([1]))], { lr, momentum: 0.9 })
}

function expectClose(found: readonly number[], expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length)
  found.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 10))
}

/** Rates and momenta at the beginning and after each of so many steps. */
function walk(optimizer: optim.SGD, scheduler: Scheduler, steps: number): [number[], number[]] {
  const seen: [number[], number[]] = [[optimizer.lr], [optimizer.paramGroups[0]!.momentum]]
  for (let step = 0; step < steps; ++step) {
    optimizer.step()
    scheduler.step()
    seen[0].push(optimizer.lr)
    seen[1].push(optimizer.paramGroups[0]!.momentum)
  }
  return seen
}

type Make = (optimizer: optim.SGD, lastEpoch: number) => Scheduler

test.each<[string, Make, number[]]>([
  [
    'LambdaLR',
    (o, lastEpoch) => new lrScheduler.LambdaLR(o, epoch => 0.5 ** epoch, { lastEpoch }),
    [0.0625, 0.03125, 0.015625, 0.0078125, 0.00390625, 0.001953125],
  ],
  [
    'MultiplicativeLR',
    (o, lastEpoch) =>
      new lrScheduler.MultiplicativeLR(o, epoch => 0.5 + epoch / 100, { lastEpoch }),
    [0.4, 0.22, 0.1232, 0.070224, 0.04072992, 0.0240306528],
  ],
  [
    'StepLR',
    (o, lastEpoch) => new lrScheduler.StepLR(o, 3, { gamma: 0.5, lastEpoch }),
    [0.4, 0.4, 0.2, 0.2, 0.2, 0.1],
  ],
  [
    'MultiStepLR',
    (o, lastEpoch) => new lrScheduler.MultiStepLR(o, [4, 5, 5], { gamma: 0.5, lastEpoch }),
    [0.2, 0.05, 0.05, 0.05, 0.05, 0.05],
  ],
  [
    'ConstantLR',
    (o, lastEpoch) => new lrScheduler.ConstantLR(o, { factor: 0.5, totalIters: 5, lastEpoch }),
    [0.4, 0.8, 0.8, 0.8, 0.8, 0.8],
  ],
  [
    'LinearLR',
    (o, lastEpoch) =>
      new lrScheduler.LinearLR(o, { startFactor: 0.5, endFactor: 0.25, totalIters: 6, lastEpoch }),
    [0.4, 0.35, 0.3, 0.3, 0.3, 0.3],
  ],
  [
    'ExponentialLR',
    (o, lastEpoch) => new lrScheduler.ExponentialLR(o, 0.5, { lastEpoch }),
    [0.4, 0.2, 0.1, 0.05, 0.025, 0.0125],
  ],
  [
    'PolynomialLR',
    (o, lastEpoch) => new lrScheduler.PolynomialLR(o, { totalIters: 6, power: 2, lastEpoch }),
    [0.4, 0.1, 0, 0, 0, 0],
  ],
  [
    'CosineAnnealingLR',
    (o, lastEpoch) => new lrScheduler.CosineAnnealingLR(o, 4, { etaMin: 0.1, lastEpoch }),
    [0.4, 0.531801948466, 1.57426406871, 2.61672618896, 3.04852813742, 2.61672618896],
  ],
  [
    'CosineAnnealingWarmRestarts',
    (o, lastEpoch) =>
      new lrScheduler.CosineAnnealingWarmRestarts(o, 3, { TMult: 2, etaMin: 0.1, lastEpoch }),
    [0.939711431703, 0.775, 0.55, 0.325, 0.160288568297, 1],
  ],
  [
    'CyclicLR',
    (o, lastEpoch) =>
      new lrScheduler.CyclicLR(o, 0.1, 0.5, { stepSizeUp: 2, stepSizeDown: 3, lastEpoch }),
    [0.833333333333, 0.1, 0.3, 0.5, 0.366666666667, 0.233333333333],
  ],
  [
    'SWALR',
    (o, lastEpoch) => new swaUtils.SWALR(o, 0.05, { annealEpochs: 3, lastEpoch }),
    [0.4, 0.3125, 0.1375, 0.05, 0.05, 0.05],
  ],
])('%s goes on after epoch 3', (_, make, expected) => {
  const optimizer = sgd(0.4)
  optimizer.paramGroups[0]!.initialLr = 1
  const scheduler = make(optimizer, 3)
  const [rates] = walk(optimizer, scheduler, 5)
  expectClose(rates, expected)
  expect(scheduler.lastEpoch).toBe(9)
})

type Place = [rate: number, length: number, done: number, epoch: number]

test.each<[TMult: number, Place[]]>([
  [
    1,
    [
      [0.961939766256, 4, 0.5, 0],
      [0.0380602337444, 4, 3.5, 3],
      [1, 4, 0, 4],
      [0.990392640202, 4, 0.25, 4],
      [0.00154133313344, 4, 3.9, 11],
      [1, 4, 0, 12],
      [0.961939766256, 4, 0.5, 40],
      [0.308658283817, 4, 2.5, 2],
      [0.0380602337444, 4, 3.5, 3],
    ],
  ],
  [
    2,
    [
      [0.961939766256, 4, 0.5, 0],
      [0.0380602337444, 4, 3.5, 3],
      [1, 8, 0, 4],
      [0.997592363336, 8, 0.25, 4],
      [0.000385481879639, 8, 7.9, 11],
      [1, 16, 0, 12],
      [0.668444926696, 32, 12.5, 40],
      [0.308658283817, 4, 2.5, 2],
      [0.0380602337444, 4, 3.5, 3],
    ],
  ],
  [
    3,
    [
      [0.961939766256, 4, 0.5, 0],
      [0.0380602337444, 4, 3.5, 3],
      [1, 12, 0, 4],
      [0.998929461619, 12, 0.25, 4],
      [0.26142061987, 12, 7.9, 11],
      [0.25, 12, 8, 12],
      [0.231350195827, 36, 24.5, 40],
      [0.308658283817, 4, 2.5, 2],
      [0.0380602337444, 4, 3.5, 3],
    ],
  ],
])('warm restarts at parts of epochs, each run %p times as long', (TMult, places) => {
  const scheduler = new lrScheduler.CosineAnnealingWarmRestarts(sgd(), 4, { TMult })
  const epochs = [0.5, 3.5, 4, 4.25, 11.9, 12, 40.5, 2.5, undefined]
  epochs.forEach((epoch, i) => {
    scheduler.step(epoch)
    const { TI, TCur, lastEpoch } = scheduler
    expectClose([scheduler.getLastLr()[0]!, TI, TCur, lastEpoch], places[i]!)
  })
})

test.each<['cycle' | 'iterations', rates: number[], momenta: number[]]>([
  [
    'cycle',
    [0.1, 0.35, 0.6, 0.1, 0.266666666667, 0.433333333333, 0.1, 0.225],
    [0.9, 0.875, 0.85, 0.9, 0.883333333333, 0.866666666667, 0.9, 0.8875],
  ],
  [
    'iterations',
    [0.1, 0.35, 0.433333333333, 0.1, 0.2, 0.266666666667, 0.1, 0.1625],
    [0.9, 0.875, 0.866666666667, 0.9, 0.89, 0.883333333333, 0.9, 0.89375],
  ],
])('a cycle with a factor of your own, of the %s', (scaleMode, rates, momenta) => {
  const optimizer = sgd()
  const scheduler = new lrScheduler.CyclicLR(optimizer, 0.1, 1.1, {
    stepSizeUp: 2,
    stepSizeDown: 1,
    scaleFn: x => 1 / (1 + x),
    scaleMode,
  })
  const seen = walk(optimizer, scheduler, 7)
  expectClose(seen[0], rates)
  expectClose(seen[1], momenta)
  expect(scheduler.stateDict()).toMatchObject({ scale_mode: scaleMode, total_size: 3 })
})

test('a cycle moves β₁ alone', () => {
  const optimizer = new optim.Adam([new nn.Parameter(torch.ones([1]))])
  const scheduler = new lrScheduler.CyclicLR(optimizer, 0.1, 0.5, { stepSizeUp: 2 })
  const seen = [0, 1, 2, 3, 4].map(() => {
    const { lr, betas } = optimizer.paramGroups[0]!
    optimizer.step()
    scheduler.step()
    return [lr, ...betas].map(Number)
  })
  expectClose(seen.flat(), [
    ...[0.1, 0.9, 0.999, 0.3, 0.85, 0.999, 0.5, 0.8, 0.999, 0.3, 0.85, 0.999],
    ...[0.1, 0.9, 0.999],
  ])
})

test.each<[optim.lrScheduler.OneCycleOptions, rates: number[], momenta: number[]]>([
  [{ totalSteps: 1 }, [4e-6, 0.611262021936], [0.95, 0.888873953302]],
  [{ totalSteps: 2 }, [0.81174565395, 4e-6, 0.81174565395], [0.868825509907, 0.95, 0.868825509907]],
  [
    { totalSteps: 5 },
    [0.04, 0.950484632013, 0.611262021936, 0.18825834605, 4e-6, 0.18825834605],
    [0.95, 0.854951556605, 0.888873953302, 0.931174490093, 0.95, 0.931174490093],
  ],
  [
    { totalSteps: 6, threePhase: true, pctStart: 0.4 },
    [0.04, 0.819275104892, 0.626810048299, 0.0391899404863, 0.0171559878642, 4e-6, 0.0171559878642],
    [0.95, 0.868825509907, 0.888873953302, 0.95, 0.95, 0.95, 0.95],
  ],
  [
    { totalSteps: 5, pctStart: 0 },
    [0.904508879153, 0.654509879153, 0.345494120847, 0.0954951208465, 4e-6, 0.0954951208465],
    [0.859549150281, 0.884549150281, 0.915450849719, 0.940450849719, 0.95, 0.940450849719],
  ],
  [
    { epochs: 2, stepsPerEpoch: 2, cycleMomentum: false },
    [0.04, 0.81174565395, 0.283060998209, 4e-6, 0.283060998209],
    [0.9, 0.9, 0.9, 0.9, 0.9],
  ],
])('one cycle of few steps: %j', (options, rates, momenta) => {
  const optimizer = sgd()
  const scheduler = new lrScheduler.OneCycleLR(optimizer, 1, options)
  const total = rates.length - 1
  const seen = walk(optimizer, scheduler, total)
  expectClose(seen[0], rates)
  expectClose(seen[1], momenta)
  expect(() => scheduler.step()).toThrow(
    `OneCycleLR: tried to step ${total + 1} times; the specified number of total steps is ${total}`,
  )
})
