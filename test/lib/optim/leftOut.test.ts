/** An option that is `undefined` is one that was left out, of optimizers and of schedules. */
import torch, { nn, optim } from '../../../lib'

const { lrScheduler, swaUtils } = optim

function parameter(): nn.Parameter {
  return new nn.Parameter(torch.ones([2, 2]))
}

function undefinedFor(names: readonly string[]): object {
  return Object.fromEntries(names.map(name => [name, undefined]))
}

const optimizerNames = [
  'Adadelta',
  'Adafactor',
  'Adagrad',
  'Adam',
  'AdamW',
  'Adamax',
  'ASGD',
  'LBFGS',
  'Muon',
  'NAdam',
  'RAdam',
  'RMSprop',
  'Rprop',
  'SGD',
  'SparseAdam',
] as const

describe.each(optimizerNames)('%s', name => {
  const make = (options?: object) => {
    const Class = optim[name] as new (p: unknown[], options?: object) => optim.Optimizer
    return new Class([parameter()], options)
  }
  const settingsOf = (optimizer: optim.Optimizer) => {
    const [group] = optimizer.paramGroups
    return Object.fromEntries(Object.entries(group!).filter(([key]) => key !== 'params'))
  }
  // That of Adam is not AdamW's to set.
  const names = Object.keys(make().defaults).filter(
    setting => !(name === 'AdamW' && setting === 'decoupledWeightDecay'),
  )

  test('takes its defaults', () => {
    const optimizer = make(undefinedFor(names))
    expect(optimizer.defaults).toEqual(make().defaults)
    expect(settingsOf(optimizer)).toEqual(settingsOf(make()))
  })

  test('takes them for a group and from a state too', () => {
    const optimizer = make()
    if (name !== 'LBFGS') {
      optimizer.addParamGroup({ ...undefinedFor(names), params: [parameter()] })
      expect(optimizer.paramGroups[1]).toMatchObject(settingsOf(make()))
    }
    const other = make()
    other.loadStateDict({ state: {}, param_groups: [{ lr: undefined, params: [0] }] })
    expect(settingsOf(other)).toEqual(settingsOf(make()))
  })
})

type Make = (optimizer: optim.Optimizer, options?: object) => optim.lrScheduler.LRScheduler

const schedules: [string, string[], Make][] = [
  ['LambdaLR', [], (o, options) => new lrScheduler.LambdaLR(o, () => 0.5, options)],
  ['MultiplicativeLR', [], (o, options) => new lrScheduler.MultiplicativeLR(o, () => 0.5, options)],
  ['StepLR', ['gamma'], (o, options) => new lrScheduler.StepLR(o, 2, options)],
  ['MultiStepLR', ['gamma'], (o, options) => new lrScheduler.MultiStepLR(o, [2], options)],
  ['ConstantLR', ['factor', 'totalIters'], (o, options) => new lrScheduler.ConstantLR(o, options)],
  [
    'LinearLR',
    ['startFactor', 'endFactor', 'totalIters'],
    (o, options) => new lrScheduler.LinearLR(o, options),
  ],
  ['ExponentialLR', [], (o, options) => new lrScheduler.ExponentialLR(o, 0.5, options)],
  [
    'PolynomialLR',
    ['totalIters', 'power'],
    (o, options) => new lrScheduler.PolynomialLR(o, options),
  ],
  [
    'CosineAnnealingLR',
    ['etaMin'],
    (o, options) => new lrScheduler.CosineAnnealingLR(o, 3, options),
  ],
  [
    'CosineAnnealingWarmRestarts',
    ['TMult', 'etaMin'],
    (o, options) => new lrScheduler.CosineAnnealingWarmRestarts(o, 3, options),
  ],
  [
    'CyclicLR',
    [
      'stepSizeUp',
      'stepSizeDown',
      'mode',
      'gamma',
      'scaleFn',
      'scaleMode',
      'cycleMomentum',
      'baseMomentum',
      'maxMomentum',
    ],
    (o, options) => new lrScheduler.CyclicLR(o, 0.1, 0.5, options),
  ],
  [
    'OneCycleLR',
    [
      'epochs',
      'stepsPerEpoch',
      'pctStart',
      'annealStrategy',
      'cycleMomentum',
      'baseMomentum',
      'maxMomentum',
      'divFactor',
      'finalDivFactor',
      'threePhase',
    ],
    (o, options) => new lrScheduler.OneCycleLR(o, 0.5, { totalSteps: 5, ...options }),
  ],
  [
    'SWALR',
    ['annealEpochs', 'annealStrategy'],
    (o, options) => new swaUtils.SWALR(o, 0.05, options),
  ],
  [
    'SequentialLR',
    [],
    (o, options) => {
      const parts = [new lrScheduler.ConstantLR(o), new lrScheduler.StepLR(o, 1)]
      return new lrScheduler.SequentialLR(o, parts, [2], options)
    },
  ],
]

function ratesOf(make: Make, options?: object): unknown {
  const optimizer = new optim.SGD([parameter()], { lr: 0.1, momentum: 0.5 })
  const scheduler = make(optimizer, options)
  const seen = Array.from({ length: 4 }, () => {
    optimizer.step()
    scheduler.step()
    return [optimizer.lr, optimizer.paramGroups[0]!.momentum]
  })
  return [seen, scheduler.stateDict()]
}

test.each(schedules)('%s takes its defaults', (_, names, make) => {
  expect(ratesOf(make, undefinedFor([...names, 'lastEpoch']))).toEqual(ratesOf(make))
})

test('ReduceLROnPlateau takes its defaults', () => {
  const names = 'mode factor patience threshold thresholdMode cooldown minLr eps'.split(' ')
  const optimizer = new optim.SGD([parameter()])
  const scheduler = new lrScheduler.ReduceLROnPlateau(optimizer, undefinedFor(names))
  expect(scheduler.stateDict()).toEqual(new lrScheduler.ReduceLROnPlateau(optimizer).stateDict())
})

test('ChainedScheduler and AveragedModel take their defaults', () => {
  const optimizer = new optim.SGD([parameter()])
  const parts = [new lrScheduler.ConstantLR(optimizer)]
  const chained = new lrScheduler.ChainedScheduler(parts, undefinedFor(['optimizer']))
  expect(chained.optimizer).toBe(optimizer)
  const names = ['device', 'avgFn', 'multiAvgFn', 'useBuffers']
  const averaged = new swaUtils.AveragedModel(new nn.Linear(1, 1), undefinedFor(names))
  expect([averaged.avgFn, averaged.multiAvgFn, averaged.useBuffers]).toEqual([null, null, false])
})
