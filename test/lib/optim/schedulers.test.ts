/** Learning rates over a hundred epochs, against PyTorch's, and what schedules refuse. */
import torch, { OptionError, nn, optim } from '../../../lib'
import { build, expectClose, goldens, optimizerOf, rates, stepOnce } from './schedules'

const { lrScheduler, swaUtils } = optim
const savedAt = 40

/** JSON has no infinity. */
function revived(state: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(state), (_, value: unknown) =>
    value === 'inf' ? Infinity : value === '-inf' ? -Infinity : value,
  ) as Record<string, unknown>
}

let warn: jest.SpyInstance
beforeEach(() => {
  warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined)
})
afterEach(() => warn.mockRestore())

describe.each(goldens)('%s', (_, golden) => {
  const { kind } = golden

  test('gives the rates and momenta of a hundred epochs', () => {
    const optimizer = optimizerOf()
    const scheduler = build(golden, optimizer)
    const [seen, momenta] = [[] as number[], [] as number[]]
    golden.rates.forEach((_rate, epoch) => {
      seen.push(rates(optimizer)[0]!)
      momenta.push(optimizer.paramGroups[0]!.momentum)
      stepOnce(kind, scheduler, optimizer, epoch)
    })
    expectClose(seen, golden.rates)
    expectClose(rates(optimizer), golden.last)
    if (golden.momenta) expectClose(momenta, golden.momenta)
    expect(scheduler.getLastLr()).toEqual(rates(optimizer))
    // A chain that is begun anew steps its schedules, which PyTorch warns of too.
    if (!golden.schedulers) expect(warn).not.toHaveBeenCalled()
  })

  test("goes on from PyTorch's state, and has the same keys", () => {
    const optimizer = optimizerOf()
    const scheduler = build(golden, optimizer)
    scheduler.loadStateDict(revived(golden.state))
    optimizer.paramGroups.forEach((group, index) => (group.lr = golden.saved[index]!))
    for (let epoch = savedAt; epoch < golden.rates.length; ++epoch)
      stepOnce(kind, scheduler, optimizer, epoch)
    expectClose(rates(optimizer), golden.last)
    const missing = Object.keys(golden.state).filter(key => !(key in scheduler.stateDict()))
    expect(missing.filter(key => key !== '_get_lr_called_within_step')).toEqual([])
  })

  if (!golden.jumps) return
  test('goes to any epoch, as it was possible once', () => {
    const optimizer = optimizerOf()
    const scheduler = build(golden, optimizer)
    const seen = golden.jumps!.map(([epoch]) => {
      scheduler.step(epoch)
      return rates(optimizer)[0]!
    })
    expectClose(
      seen,
      golden.jumps!.map(([, rate]) => rate),
    )
    const isUsual = kind === 'CosineAnnealingWarmRestarts'
    const about = warn.mock.calls.map(([message]) => String(message)).join()
    expect(about.includes('epoch parameter')).toBe(!isUsual)
  })
})

test('warns of a step before the first one of the optimizer', () => {
  const optimizer = optimizerOf()
  const scheduler = new lrScheduler.StepLR(optimizer, 1)
  scheduler.step()
  expect(warn).toHaveBeenCalledWith(expect.stringMatching(/before optimizer\.step\(\)/))
})

test('goes on at an epoch with the rates that the optimizer began with', () => {
  const optimizer = optimizerOf([0.1])
  optimizer.paramGroups[0]!.initialLr = 1
  const scheduler = new lrScheduler.ExponentialLR(optimizer, 0.1, { lastEpoch: 0 })
  expect([scheduler.lastEpoch, scheduler.baseLrs, rates(optimizer)]).toEqual([1, [1], [0.1]])
  expect(() => new lrScheduler.StepLR(optimizerOf(), 1, { lastEpoch: 3 })).toThrow(
    /'initialLr' is not specified in paramGroups\[0\]/,
  )
})

test('a schedule of your own says what the rates are', () => {
  class Halving extends lrScheduler.LRScheduler {
    constructor(optimizer: optim.Optimizer) {
      super(optimizer, {})
    }
    override getLr(): number[] {
      return this.baseLrs.map(lr => lr / 2 ** this.lastEpoch)
    }
  }
  const optimizer = optimizerOf([1])
  const scheduler = new Halving(optimizer)
  optimizer.step()
  scheduler.step()
  expect(scheduler.getLastLr()).toEqual([0.5])
})

const sgd = (): optim.SGD => optimizerOf([0.1])

test.each<[string, () => unknown, RegExp]>([
  ['LambdaLR', () => new lrScheduler.LambdaLR(sgd(), [() => 1, () => 1]), /expected 1 lrLambdas/],
  ['MultiplicativeLR', () => new lrScheduler.MultiplicativeLR(sgd(), 3 as never), /function/],
  ['StepLR', () => new lrScheduler.StepLR(sgd(), 0), /stepSize/],
  ['StepLR', () => new lrScheduler.StepLR({} as never, 1), /expected an optimizer of optim/],
  ['MultiStepLR', () => new lrScheduler.MultiStepLR(sgd(), 3 as never), /array of epochs/],
  ['ConstantLR', () => new lrScheduler.ConstantLR(sgd(), { factor: 1.1 }), /between 0 and 1/],
  ['LinearLR', () => new lrScheduler.LinearLR(sgd(), { startFactor: 0 }), /above 0/],
  ['CosineAnnealingLR', () => new lrScheduler.CosineAnnealingLR(sgd(), 0), /TMax/],
  [
    'StepLR',
    () => new lrScheduler.StepLR(sgd(), 1, { gamma: torch.ones([2]) }),
    /gamma: expected a tensor with one element/,
  ],
  [
    'CosineAnnealingWarmRestarts',
    () => new lrScheduler.CosineAnnealingWarmRestarts(sgd(), 1, { TMult: 0 }),
    /TMult/,
  ],
  ['ReduceLROnPlateau', () => new lrScheduler.ReduceLROnPlateau(sgd(), { factor: 1 }), /below 1/],
  ['CyclicLR', () => new lrScheduler.CyclicLR(sgd(), [1, 2], 3), /found 2 values/],
  [
    'CyclicLR',
    () => new lrScheduler.CyclicLR(new optim.Adagrad([torch.ones([1])]), 1, 2),
    /must support momentum or beta1/,
  ],
  ['OneCycleLR', () => new lrScheduler.OneCycleLR(sgd(), 1), /either totalSteps or both/],
  ['OneCycleLR', () => new lrScheduler.OneCycleLR(sgd(), 1, { totalSteps: 0 }), /totalSteps/],
  ['SequentialLR', () => new lrScheduler.SequentialLR(sgd(), [], []), /at least one scheduler/],
  [
    'SequentialLR',
    () => new lrScheduler.SequentialLR(sgd(), [new lrScheduler.StepLR(sgd(), 1)], []),
    /belong to the same optimizer/,
  ],
  [
    'ChainedScheduler',
    () => new lrScheduler.ChainedScheduler([new lrScheduler.ReduceLROnPlateau(sgd())]),
    /does not support ReduceLROnPlateau/,
  ],
  ['SWALR', () => new swaUtils.SWALR(sgd(), 1, { annealEpochs: -1 }), /annealEpochs/],
  ['loadStateDict', () => new lrScheduler.StepLR(sgd(), 1).loadStateDict(3 as never), /object/],
  [
    'loadStateDict',
    () => new lrScheduler.StepLR(sgd(), 1).loadStateDict({ gamma: 'x' }),
    /gamma: expected a number/,
  ],
])('%s refuses what PyTorch refuses', (_, make, message) => {
  expect(make).toThrow(message)
  expect(make).toThrow(OptionError)
})

test('milestones in no order are looked up as Python does', () => {
  const optimizer = new optim.SGD([new nn.Parameter(torch.zeros(1))], { lr: 1 })
  const parts = [0.5, 0.25, 0.125].map(
    factor => new lrScheduler.ConstantLR(optimizer, { factor, totalIters: 100 }),
  )
  const scheduler = new lrScheduler.SequentialLR(optimizer, parts, [6, 3])
  const rates = Array.from({ length: 5 }, () => {
    optimizer.step()
    scheduler.step()
    return optimizer.lr
  })
  expect(rates).toEqual([0.5, 0.5, 0.125, 0.125, 0.125]) // PyTorch 2.13
})

test('rounding below 0 at the end of a schedule ends no training, nor does a loaded state', () => {
  const parameter = new nn.Parameter(torch.ones([1]))
  const optimizer = new optim.SGD([parameter], { lr: 0.1 })
  const scheduler = new optim.lrScheduler.LinearLR(optimizer, { endFactor: 0, totalIters: 4 })
  parameter.grad = torch.ones([1])
  for (let step = 0; step < 6; ++step) {
    optimizer.step()
    scheduler.step()
  }
  expect(optimizer.lr).toBeLessThan(0)
  new optim.SGD([parameter]).loadStateDict(optimizer.stateDict()).step()
  expect(parameter.item()).toBeCloseTo(1 - 0.1 * (1 / 3 + 0.25 + 0.5 / 3 + 0.25 / 3), 6)
  expect(() => new optim.SGD([parameter], { lr: -1e-18 })).toThrow(/at least 0/)
})

test('a function that gives no number is refused where it is called', () => {
  const optimizer = new optim.SGD([new nn.Parameter(torch.ones([1]))])
  expect(() => new optim.lrScheduler.LambdaLR(optimizer, () => '0.5' as never)).toThrow(
    /returns a number, found one that returned '0.5' for epoch 0/,
  )
})
