/** Rates, momenta and factors that are tensors, against PyTorch's rates. */
import torch, { optim, type Tensor } from '../../../lib'
import { build, goldens, optimizerOf, rates, stepOnce, type Scheduler } from './schedules'

const { lrScheduler, swaUtils } = optim

beforeEach(() => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined)
})
afterEach(() => jest.restoreAllMocks())

describe.each(goldens)('%s', (_, golden) => {
  const { kind } = golden

  test.each(['float64', 'float32'] as const)('changes a rate of %s in place', dtype => {
    const lr = torch.tensor([0.5, 0.05], { dtype }).unbind()
    const optimizer = optimizerOf([...lr])
    const scheduler = build(golden, optimizer)
    const seen = golden.rates.slice(0, 20).map((_rate, epoch) => {
      const rate = Number(lr[0]!.item())
      stepOnce(kind, scheduler, optimizer, epoch)
      return rate
    })
    seen.forEach((rate, epoch) => {
      const expected = golden.rates[epoch]!
      expect(Math.abs(rate - expected)).toBeLessThanOrEqual(1e-5 * expected + 1e-7)
    })
    expect(optimizer.paramGroups.map(group => group.lr)).toEqual(lr)
    const base = [...(scheduler.baseLrs ?? [])]
    torch.noGrad(() => lr[0]!.mul_(2))
    expect(scheduler.baseLrs ?? []).toEqual(base)
    expect(scheduler.getLastLr()[0]).toBe(Number(lr[0]!.item()) / 2)
  })
})

test('changes a rate that is a tensor in place, and β₁ where there is no momentum', () => {
  const lr: Tensor = torch.tensor(0.5, { dtype: 'float64' })
  const optimizer = new optim.Adam([torch.ones([1])], { lr })
  const scheduler = new lrScheduler.OneCycleLR(optimizer, 1, { totalSteps: 10 })
  expect(lr.item()).toBeCloseTo(0.04)
  expect(optimizer.paramGroups[0]!.betas).toEqual([0.95, 0.999])
  optimizer.step()
  scheduler.step()
  expect(optimizer.paramGroups[0]!.lr).toBe(lr)
  expect(lr.item()).toBeGreaterThan(0.04)
})

const one = (value: number): Tensor => torch.tensor(value, { dtype: 'float64' })

type Maker = (optimizer: optim.SGD, of: (value: number) => number | Tensor) => Scheduler

test.each<[string, Maker]>([
  ['StepLR', (o, of) => new lrScheduler.StepLR(o, 2, { gamma: of(0.5) })],
  ['MultiStepLR', (o, of) => new lrScheduler.MultiStepLR(o, [2, 3], { gamma: of(0.5) })],
  ['ExponentialLR', (o, of) => new lrScheduler.ExponentialLR(o, of(0.9))],
  ['ConstantLR', (o, of) => new lrScheduler.ConstantLR(o, { factor: of(0.5) })],
  [
    'LinearLR',
    (o, of) => new lrScheduler.LinearLR(o, { startFactor: of(0.5), endFactor: of(0.7) }),
  ],
  ['PolynomialLR', (o, of) => new lrScheduler.PolynomialLR(o, { power: of(2) })],
  ['CosineAnnealingLR', (o, of) => new lrScheduler.CosineAnnealingLR(o, 8, { etaMin: of(0.01) })],
  ['LambdaLR', (o, of) => new lrScheduler.LambdaLR(o, epoch => of(1 / (1 + epoch)))],
  [
    'CyclicLR',
    (o, of) =>
      new lrScheduler.CyclicLR(o, of(0.1), [of(0.3), of(0.4)], {
        stepSizeUp: 3,
        mode: 'exp_range',
        gamma: of(0.9),
      }),
  ],
  [
    'OneCycleLR',
    (o, of) => new lrScheduler.OneCycleLR(o, of(0.3), { totalSteps: 20, divFactor: of(10) }),
  ],
  ['SWALR', (o, of) => new swaUtils.SWALR(o, of(0.02))],
])('%s reads factors that are tensors once', (_, make) => {
  const [expected, optimizer] = [optimizerOf(), optimizerOf()]
  const given: Tensor[] = []
  const plain = make(expected, value => value)
  const scheduler = make(optimizer, value => (given.push(one(value)), given.at(-1)!))
  for (const tensor of given) tensor.fill_(77)
  for (let step = 0; step < 6; ++step) {
    for (const o of [expected, optimizer]) o.step()
    for (const s of [plain, scheduler]) s.step()
    expect(rates(optimizer)).toEqual(rates(expected))
  }
})

test('goes on from groups of a Python state, whose rates are tensors', () => {
  const optimizer = optimizerOf([0.5])
  const state = optimizer.stateDict()
  const rates = { initial_lr: one(0.04), max_lr: one(1), min_lr: one(4e-6), swa_lr: one(0.1) }
  Object.assign(state.param_groups[0]!, rates)
  optimizer.loadStateDict(state)
  const scheduler = new lrScheduler.OneCycleLR(optimizer, 1, {
    totalSteps: 10,
    cycleMomentum: false,
    lastEpoch: 1,
  })
  expect([scheduler.baseLrs, scheduler.getLastLr()]).toEqual([[0.04], [1]])
})
