/** Means of the last updates. Expected: torchmetrics 1.9, RunningMean. */
import torch, { OptionError, metrics } from '../../../lib'

type Update = Parameters<metrics.RunningMean['update']>

const updates = (): Update[] => [
  [torch.tensor([7, 7])],
  [1],
  [torch.tensor([2, NaN, 4])],
  [
    torch.tensor([
      [1, 2],
      [3, 4],
    ]),
    torch.tensor([[1], [0.5]]),
  ],
  [5, 2],
  [torch.zeros([0])],
]

test.each<[metrics.NanStrategy, number[]]>([
  ['ignore', [7, 5, 4.2, 2.25, 3.2142857, 3.3]],
  ['warn', [7, 5, 4.2, 2.25, 3.2142857, 3.3]],
  [9, [7, 5, 5, 3.2142857, 3.9375, 3.3]],
  ['disable', [7, 5, NaN, NaN, NaN, 3.3]],
])('takes numbers, tensors and weights, and does about NaN what it is told: %s', (given, all) => {
  const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined)
  using mean = new metrics.RunningMean({ window: 3, nanStrategy: given })
  const found = updates().map(update => {
    mean.update(...update)
    return mean.compute()
  })
  const warnings = warn.mock.calls.length
  warn.mockRestore()
  found.forEach((figure, i) => {
    if (Number.isNaN(all[i])) expect(figure).toBeNaN()
    else expect(figure).toBeCloseTo(all[i]!, 6)
  })
  expect(warnings > 0).toBe(given === 'warn')
})

test('holds no more than its window', () => {
  const before = torch.memory().tensors
  using mean = new metrics.RunningMean({ window: 3 })
  for (let i = 0; i < 3; ++i) mean.update(i)
  const full = torch.memory().tensors
  for (let i = 3; i < 2000; ++i) mean.update(i)
  expect(torch.memory().tensors).toBe(full)
  expect(mean.state().values!.tolist()).toEqual([1997, 1998, 1999])
  mean.update(2000)
  expect(mean.compute()).toBe(1999)
  mean.dispose()
  expect(torch.memory().tensors).toBe(before)
})

test('a state of more updates than the window is taken to its end', () => {
  using long = new metrics.RunningMean({ window: 9 })
  for (const value of [8, 6, 3, 1]) long.update(value)
  using mean = new metrics.RunningMean({ window: 2 })
  const state = long.state()
  const before = torch.memory().tensors
  mean.loadStateDict(state)
  expect(torch.memory().tensors).toBe(before + 2)
  expect(mean.compute()).toBe(2)
  expect(mean.merge(state).compute()).toBe(2)
  expect(mean.state().values!.shape).toEqual([2])
  mean.update(3)
  expect(mean.compute()).toBe(2)
})

test('values stay on the device of the first', () => {
  const before = torch.memory().tensors
  const mean = new metrics.RunningMean({ window: 3 })
  torch.tidy(() => {
    mean.update(torch.zeros([2], { device: 'meta' }))
    mean.update(3)
    mean.update(torch.ones([2]))
  })
  expect(mean.state().values!.device).toBe('meta')
  mean.dispose()
  expect(torch.memory().tensors).toBe(before)
})

test('refuses what are no values, weights that do not fit, and NaN where told to', () => {
  using mean = new metrics.RunningMean({ nanStrategy: 'error' })
  mean.update(4)
  expect(() => mean.update('3' as never)).toThrow(
    "RunningMean: expected a number or a tensor as value, found '3'",
  )
  expect(() => mean.update(1, -1)).toThrow(/RunningMean: expected a weight of at least 0, found -1/)
  expect(() => mean.update(torch.ones([2]), torch.ones([3]))).toThrow(
    /RunningMean: expected weights that broadcast to the values/,
  )
  expect(() => mean.update(NaN)).toThrow(/RunningMean: encountered NaN/)
  expect(mean.compute()).toBe(4)
  expect(() => new metrics.RunningMean({ nanStrategy: 'skip' as never })).toThrow(OptionError)
})
