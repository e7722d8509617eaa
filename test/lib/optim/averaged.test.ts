/** Averaged models, against the averages in plain arithmetic. */
import torch, { OptionError, nn, optim, type Tensor } from '../../../lib'

const { AveragedModel, getEmaAvgFn, getEmaMultiAvgFn, getSwaAvgFn, getSwaMultiAvgFn, updateBn } =
  optim.swaUtils

/** The first weight after 1, 2, 3, … were averaged. */
function averages(options: optim.swaUtils.AveragedModelOptions): number[] {
  const model = new nn.Linear(1, 1)
  const averaged = new AveragedModel(model, options)
  const set = (value: number): Tensor =>
    torch.noGrad(() => model.weight.fill_(value) && model.bias!.fill_(value))
  return [1, 2, 6].map(value => {
    set(value)
    averaged.updateParameters(model)
    return Number((averaged.module as nn.Linear).weight.item())
  })
}

test('the mean of all by default, and by every function of it', () => {
  const expected = [1, 1.5, 3]
  expect(averages({})).toEqual(expected)
  expect(averages({ multiAvgFn: getSwaMultiAvgFn() })).toEqual(expected)
  expect(averages({ avgFn: getSwaAvgFn() })).toEqual(expected)
})

test('an exponential average', () => {
  const expected = [1, 1.5, 3.75]
  expect(averages({ multiAvgFn: getEmaMultiAvgFn(0.5) })).toEqual(expected)
  expect(averages({ avgFn: getEmaAvgFn(0.5) })).toEqual(expected)
})

test('has the state names of PyTorch, and a copy of its own', () => {
  const model = new nn.Linear(1, 1)
  const averaged = new AveragedModel(model)
  expect(Object.keys(averaged.stateDict())).toEqual(['n_averaged', 'module.weight', 'module.bias'])
  averaged.updateParameters(model)
  expect(averaged.nAveraged.item()).toBe(1)
  torch.noGrad(() => model.weight.fill_(100))
  const input = torch.ones([1, 1])
  expect(torch.equal(averaged.forward(input), model.forward(input))).toBe(false)
})

test('copies buffers, or averages them too', () => {
  const model = new nn.BatchNorm1d(1)
  const [copying, averaging] = [{}, { useBuffers: true }].map(o => new AveragedModel(model, o))
  for (const value of [0, 4]) {
    torch.noGrad(() => model.runningMean!.fill_(value))
    copying!.updateParameters(model)
    averaging!.updateParameters(model)
  }
  const mean = (averaged: unknown) =>
    ((averaged as { module: nn.BatchNorm1d }).module.runningMean as Tensor).item()
  expect([mean(copying), mean(averaging)]).toEqual([4, 2])
})

test('updateBn gives batch norms the statistics of all batches', async () => {
  const model = new nn.Sequential(new nn.BatchNorm1d(1))
  const norm = model.at(0) as nn.BatchNorm1d
  model.eval()
  const batches = [
    torch.tensor([[0], [2]]),
    [torch.tensor([[4], [6]]), torch.ones([2])] as const,
    { input: torch.tensor([[8], [10]]) },
  ]
  await updateBn(batches, model)
  expect([norm.runningMean!.item(), norm.runningVar!.item()]).toEqual([5, 2])
  expect([norm.momentum, norm.training]).toEqual([0.1, false])
  await updateBn(batches, new nn.Linear(1, 1))
})

test('what is no average is refused', async () => {
  const model = new nn.Linear(1, 1)
  const both = { avgFn: getSwaAvgFn(), multiAvgFn: getSwaMultiAvgFn() }
  expect(() => new AveragedModel(model, both)).toThrow(/only one of avgFn and multiAvgFn/)
  expect(() => getEmaMultiAvgFn(1.1)).toThrow(OptionError)
  expect(() => getEmaAvgFn(-0.1)).toThrow(/invalid decay value/)
  expect(() => new AveragedModel(model).updateParameters(new nn.Linear(2, 1))).toThrow(
    /one like it/,
  )
  await expect(updateBn(3 as never, model)).rejects.toThrow(OptionError)
})
