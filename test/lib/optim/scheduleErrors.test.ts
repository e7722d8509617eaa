/** What schedules refuse, and in which words; what is kept where they do. */
import torch, { OptionError, TorchError, nn, optim } from '../../../lib'

const { lrScheduler, swaUtils } = optim

function sgd(groups = 1): optim.SGD {
  const params = Array.from({ length: groups }, () => ({
    params: new nn.Parameter(torch.ones([1])),
  }))
  return new optim.SGD(params, { lr: 1, momentum: 0.9 })
}

const step = (optimizer = sgd()): optim.lrScheduler.StepLR => new lrScheduler.StepLR(optimizer, 1)
const plateau = (optimizer = sgd()): optim.lrScheduler.ReduceLROnPlateau =>
  new lrScheduler.ReduceLROnPlateau(optimizer)

function sequential(milestones: unknown, parts = 2, optimizer = sgd()): unknown {
  const schedulers = Array.from({ length: parts }, () => step(optimizer))
  return new lrScheduler.SequentialLR(optimizer, schedulers, milestones as number[])
}

test.each<[string, () => unknown, string]>([
  [
    'epochs that are none',
    () => new lrScheduler.MultiStepLR(sgd(), [1, 'x' as never]),
    "MultiStepLR: milestones: expected numbers of epochs, found 'x'",
  ],
  [
    'no milestones',
    () => new lrScheduler.MultiStepLR(sgd(), null as never),
    'MultiStepLR: milestones: expected an array of epochs, found null',
  ],
  [
    'a text of milestones',
    () => new lrScheduler.MultiStepLR(sgd(), '12' as never),
    "MultiStepLR: milestones: expected an array of epochs, found '12'",
  ],
  [
    'a factor above 1',
    () => new lrScheduler.ConstantLR(sgd(), { factor: 1.5 }),
    'ConstantLR: factor: expected a factor between 0 and 1, found 1.5',
  ],
  [
    'a factor below 0',
    () => new lrScheduler.LinearLR(sgd(), { endFactor: -0.1 }),
    'LinearLR: endFactor: expected a factor between 0 and 1, found -0.1',
  ],
  [
    'a first factor of 0',
    () => new lrScheduler.LinearLR(sgd(), { startFactor: 0 }),
    'LinearLR: startFactor: expected a factor above 0, found 0',
  ],
  [
    'iterations below 0',
    () => new lrScheduler.PolynomialLR(sgd(), { totalIters: -1 }),
    'PolynomialLR: totalIters: expected a number of at least 0, found -1',
  ],
  [
    'a period of 0',
    () => new lrScheduler.CosineAnnealingLR(sgd(), 0),
    'CosineAnnealingLR: TMax: expected a number above 0, found 0',
  ],
  [
    'an epoch below 0',
    () => new lrScheduler.CosineAnnealingWarmRestarts(sgd(), 2).step(-0.5),
    'CosineAnnealingWarmRestarts: expected non-negative epoch, found -0.5',
  ],
  [
    'steps up of 0',
    () => new lrScheduler.CyclicLR(sgd(), 1, 2, { stepSizeUp: 0 }),
    'CyclicLR: stepSizeUp: expected a number above 0, found 0',
  ],
  [
    'steps up of null',
    () => new lrScheduler.CyclicLR(sgd(), 1, 2, { stepSizeUp: null as never }),
    'CyclicLR: stepSizeUp: expected a number above 0, found null',
  ],
  [
    'steps down of 0',
    () => new lrScheduler.CyclicLR(sgd(), 1, 2, { stepSizeDown: 0 }),
    'CyclicLR: stepSizeDown: expected a number above 0, found 0',
  ],
  [
    'a mode',
    () => new lrScheduler.CyclicLR(sgd(), 1, 2, { mode: 'square' as never }),
    "CyclicLR: mode: expected triangular, triangular2, exp_range, found 'square'",
  ],
  [
    'what momentum is kept in',
    () => new lrScheduler.CyclicLR(sgd(2), 1, 2, { baseMomentum: [1, 2, 3] }),
    'CyclicLR: baseMomentum: expected one value, or one for each of 2 parameter groups, found 3 values',
  ],
  [
    'a largest momentum',
    () => new lrScheduler.OneCycleLR(sgd(), 1, { totalSteps: 2, maxMomentum: 'x' as never }),
    "OneCycleLR: maxMomentum: expected a number, found 'x'",
  ],
  [
    'one of two numbers of steps',
    () => new lrScheduler.OneCycleLR(sgd(), 1, { epochs: 2 }),
    'OneCycleLR: you must define either totalSteps or both epochs and stepsPerEpoch',
  ],
  [
    'no epochs',
    () => new lrScheduler.OneCycleLR(sgd(), 1, { epochs: 0, stepsPerEpoch: 1 }),
    'OneCycleLR: epochs: expected a positive integer, found 0',
  ],
  [
    'steps of an epoch',
    () => new lrScheduler.OneCycleLR(sgd(), 1, { epochs: 1, stepsPerEpoch: 0.5 }),
    'OneCycleLR: stepsPerEpoch: expected a positive integer, found 0.5',
  ],
  [
    'functions',
    () => new lrScheduler.LambdaLR(sgd(2), [() => 1]),
    'LambdaLR: expected 2 lrLambdas, found 1',
  ],
  [
    'milestones that are none',
    () => sequential(3),
    'SequentialLR expects number of schedulers provided to be one more than the number of ' +
      'milestone points, found 2 schedulers and 3',
  ],
  [
    'as many milestones as schedulers',
    () => sequential([1, 2]),
    'milestone points, found 2 schedulers and 2',
  ],
  [
    'no schedulers',
    () => new lrScheduler.SequentialLR(sgd(), 3 as never, []),
    'SequentialLR: expected an array of at least one scheduler, found 3',
  ],
  [
    'what is no scheduler',
    () => new lrScheduler.ChainedScheduler([step(), 3 as never]),
    'ChainedScheduler: schedulers[1]: expected a scheduler, found 3',
  ],
  [
    'none in a chain',
    () => new lrScheduler.ChainedScheduler([]),
    'ChainedScheduler: expected an array of at least one scheduler, found an array of 0',
  ],
  [
    'a chain of no array',
    () => new lrScheduler.ChainedScheduler({} as never),
    'ChainedScheduler: expected an array of at least one scheduler, found an object',
  ],
  [
    'a plateau in a chain',
    () => {
      const optimizer = sgd()
      return new lrScheduler.ChainedScheduler([step(optimizer), plateau(optimizer)])
    },
    'ChainedScheduler does not support ReduceLROnPlateau, whose step needs a metric, but got one at index 1',
  ],
  [
    'another optimizer',
    () => new lrScheduler.ChainedScheduler([step()], { optimizer: sgd() }),
    'ChainedScheduler expects all schedulers to belong to the same optimizer, but StepLR at index 0 has another',
  ],
  [
    'a strategy',
    () => new swaUtils.SWALR(sgd(), 1, { annealStrategy: 'x' as never }),
    "SWALR: annealStrategy: expected cos, linear, found 'x'",
  ],
  [
    'rates',
    () => new swaUtils.SWALR(sgd(2), [1]),
    'SWALR: swaLr: expected one value, or one for each of 2 parameter groups, found 1 values',
  ],
  [
    'an epoch that is none',
    () => step().step('x' as never),
    "StepLR.step: epoch: expected a number, found 'x'",
  ],
  [
    'a last epoch',
    () => new lrScheduler.StepLR(sgd(), 1, { lastEpoch: 0.5 }),
    'StepLR: lastEpoch: expected an integer, found 0.5',
  ],
  [
    'a rate to begin with',
    () => new lrScheduler.StepLR(sgd(), 1, { lastEpoch: 0 }),
    "StepLR: param 'initialLr' is not specified in paramGroups[0] when resuming scheduler with " +
      'lastEpoch >= 0; load the state of the optimizer first',
  ],
  [
    'a state',
    () => step().loadStateDict([] as never),
    'StepLR.loadStateDict: expected an object as stateDict() gives it, found an array of 0',
  ],
  [
    'a value of a state',
    () => step().loadStateDict({ base_lrs: 3 }),
    'StepLR.loadStateDict: baseLrs: expected an array, found 3',
  ],
  [
    'a value that is no number',
    () => step().loadStateDict({ last_epoch: [3] }),
    'StepLR.loadStateDict: lastEpoch: expected a number, found an array of 1',
  ],
  [
    'states of schedulers',
    () => (sequential([1]) as optim.lrScheduler.SequentialLR).loadStateDict({ _schedulers: [{}] }),
    'SequentialLR.loadStateDict: _schedulers: expected the states of 2 schedulers, found an array of 1',
  ],
])('%s', (_, make, message) => {
  expect(make).toThrow(message)
  expect(make).toThrow(OptionError)
})

test('a state that is refused changes nothing', () => {
  const scheduler = step()
  const before = scheduler.stateDict()
  expect(() => scheduler.loadStateDict({ step_size: 7, last_epoch: 'x' })).toThrow(/lastEpoch/)
  expect(scheduler.stateDict()).toEqual(before)
  scheduler.loadStateDict({ step_size: torch.tensor(7), optimizer: null, unknown: 1 })
  expect(scheduler.stateDict()).toEqual({ ...before, step_size: 7 })
  expect(scheduler.optimizer).toBeInstanceOf(optim.SGD)
})

class Own extends lrScheduler.LRScheduler {
  constructor(
    optimizer: optim.Optimizer,
    readonly found: unknown,
  ) {
    super(optimizer, { found })
  }
  override getLr(): number[] {
    return (this.found ?? super.getLr()) as number[]
  }
}

test('a schedule of your own gives a rate for each group', () => {
  const make = (found: unknown) => () => new Own(sgd(2), found)
  expect(make([1])).toThrow(
    'Own: expected a rate for each of 2 parameter groups, found an array of 1',
  )
  expect(make(3)).toThrow('Own: expected a rate for each of 2 parameter groups, found 3')
  expect(make(undefined)).toThrow('Own: getLr is not implemented')
  expect(make(undefined)).toThrow(TorchError)
})

test('a step before the first of the optimizer warns once, one after it never', () => {
  const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined)
  const scheduler = step()
  scheduler.step()
  scheduler.step()
  expect(warn.mock.calls).toEqual([
    [
      'Detected call of scheduler.step() before optimizer.step(). Call them in the opposite order: ' +
        'else the first value of the learning rate schedule is skipped.',
    ],
  ])
  const optimizer = sgd()
  const other = step(optimizer)
  optimizer.step()
  other.step()
  expect(warn).toHaveBeenCalledTimes(1)
  warn.mockRestore()
})
