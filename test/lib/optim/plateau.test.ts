/** When a rate is reduced for lack of progress. Expected: PyTorch 2.13. */
import torch, { OptionError, nn, optim } from '../../../lib'

const { lrScheduler } = optim

function sgd(): optim.SGD {
  return new optim.SGD([new nn.Parameter(torch.ones([1]))], { lr: 1 })
}

type Progress = [rate: number, best: number, bad: number, cooldown: number]

test.each<[optim.lrScheduler.PlateauOptions, metrics: number[], Progress[]]>([
  [
    { patience: 1, threshold: 0.1, factor: 0.5 },
    [10, 9, 8.5, 8.5, 7.65, NaN],
    [
      [1, 10, 0, 0],
      [1, 10, 1, 0],
      [1, 8.5, 0, 0],
      [1, 8.5, 1, 0],
      [0.5, 8.5, 0, 0],
      [0.5, 8.5, 1, 0],
    ],
  ],
  [
    { patience: 0, threshold: 1, thresholdMode: 'abs', factor: 0.5 },
    [10, 9, 8.9, 8],
    [
      [1, 10, 0, 0],
      [0.5, 10, 0, 0],
      [0.5, 8.9, 0, 0],
      [0.25, 8.9, 0, 0],
    ],
  ],
  [
    { mode: 'max', patience: 0, threshold: 0.1, factor: 0.5 },
    [10, 11, 11.5, 12.1],
    [
      [1, 10, 0, 0],
      [0.5, 10, 0, 0],
      [0.5, 11.5, 0, 0],
      [0.25, 11.5, 0, 0],
    ],
  ],
  [
    { mode: 'max', patience: 0, threshold: 1, thresholdMode: 'abs', factor: 0.5, cooldown: 1 },
    [10, 11, 11.5, 12.1, 12.1],
    [
      [1, 10, 0, 0],
      [0.5, 10, 0, 1],
      [0.5, 11.5, 0, 0],
      [0.25, 11.5, 0, 1],
      [0.25, 11.5, 0, 0],
    ],
  ],
  [
    { patience: 0, factor: 0.5, cooldown: 2, minLr: 0.3 },
    [1, 1, 1, 1, 1, 1],
    [
      [1, 1, 0, 0],
      [0.5, 1, 0, 2],
      [0.5, 1, 0, 1],
      [0.5, 1, 0, 0],
      [0.3, 1, 0, 2],
      [0.3, 1, 0, 1],
    ],
  ],
  [
    { patience: 0, factor: 0.5, eps: 0.3 },
    [1, 1, 1],
    [
      [1, 1, 0, 0],
      [0.5, 1, 0, 0],
      [0.5, 1, 0, 0],
    ],
  ],
])('what is no progress, and what follows: %j', (options, metrics, expected) => {
  const optimizer = sgd()
  const scheduler = new lrScheduler.ReduceLROnPlateau(optimizer, options)
  expect(scheduler.getLastLr()).toEqual([1])
  metrics.forEach((metric, i) => {
    scheduler.step(i % 2 === 0 ? metric : torch.tensor(metric, { dtype: 'float64' }))
    const { best, numBadEpochs, cooldownCounter, inCooldown, lastEpoch } = scheduler
    expect([optimizer.lr, best, numBadEpochs, cooldownCounter]).toEqual(expected[i])
    expect([inCooldown, lastEpoch]).toEqual([cooldownCounter > 0, i + 1])
    expect(scheduler.getLastLr()).toEqual([optimizer.lr])
  })
})

test('a group that is added later has the lowest rate of the others, if they share one', () => {
  const optimizer = sgd()
  const scheduler = new lrScheduler.ReduceLROnPlateau(optimizer, {
    patience: 0,
    factor: 0.1,
    minLr: 0.25,
  })
  optimizer.addParamGroup({ params: torch.ones([1]), lr: 3 })
  scheduler.step(1)
  scheduler.step(1)
  expect(optimizer.paramGroups.map(group => group.lr)).toEqual([0.25, 3 * 0.1])
  expect(scheduler.minLrs).toEqual([0.25, 0.25])
})

test('where each has its own, they have to be set', () => {
  const optimizer = sgd()
  const scheduler = new lrScheduler.ReduceLROnPlateau(optimizer, { patience: 0, minLr: [0.5] })
  optimizer.addParamGroup({ params: torch.ones([1]), lr: 3 })
  scheduler.step(1)
  expect(() => scheduler.step(1)).toThrow(
    'ReduceLROnPlateau: expected minLrs for each of 2 parameter groups, found 1; a group was added: set minLrs',
  )
  scheduler.minLrs = [0.5, 1]
  scheduler.step(1)
  expect(optimizer.paramGroups.map(group => group.lr)).toEqual([0.5, 1])
})

test('an epoch may be given, with a warning', () => {
  const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined)
  const scheduler = new lrScheduler.ReduceLROnPlateau(sgd())
  scheduler.step(1, 7)
  expect(scheduler.lastEpoch).toBe(7)
  expect(warn.mock.calls.map(([message, kind]) => [String(message).slice(0, 19), kind])).toEqual([
    ['The epoch parameter', 'DeprecationWarning'],
  ])
  scheduler.step(1, null)
  expect([scheduler.lastEpoch, warn.mock.calls.length]).toEqual([8, 1])
  warn.mockRestore()
})

test.each<[object, string]>([
  [{ factor: 1 }, 'factor: expected a factor below 1, found 1'],
  [{ factor: NaN }, 'factor: expected a number, found NaN'],
  [{ mode: 'least' }, "mode: expected min, max, found 'least'"],
  [{ thresholdMode: 'share' }, "thresholdMode: expected rel, abs, found 'share'"],
  [{ threshold: 'x' }, "threshold: expected a number, found 'x'"],
  [{ eps: null }, 'eps: expected a number, found null'],
  [{ patience: -1 }, 'patience: expected an integer of at least 0, found -1'],
  [{ cooldown: 0.5 }, 'cooldown: expected an integer of at least 0, found 0.5'],
  [
    { minLr: [1, 2] },
    'minLr: expected one value, or one for each of 1 parameter groups, found 2 values',
  ],
])('%j is refused, and most of it in a state too', (options, message) => {
  expect(() => new lrScheduler.ReduceLROnPlateau(sgd(), options)).toThrow(
    `ReduceLROnPlateau: ${message}`,
  )
  const [[name, value]] = Object.entries(options) as [[string, unknown]]
  if (typeof value !== 'string' && name !== 'factor') return
  const loading = new lrScheduler.ReduceLROnPlateau(sgd())
  const snake = name.replace('M', '_m')
  expect(() => loading.loadStateDict({ [snake]: value })).toThrow(
    /^ReduceLROnPlateau\.loadStateDict: /,
  )
  expect(() => loading.loadStateDict({ [snake]: value })).toThrow(OptionError)
})

test('a step needs a metric', () => {
  const scheduler = new lrScheduler.ReduceLROnPlateau(sgd())
  expect(() => scheduler.step('x')).toThrow("ReduceLROnPlateau.step: expected a metric, found 'x'")
  expect(() => scheduler.step(1, 'x' as never)).toThrow(
    "ReduceLROnPlateau.step: epoch: expected a number, found 'x'",
  )
  expect([scheduler.lastEpoch, scheduler.best]).toEqual([0, Infinity])
})
