/** Statistics of batch norms, taken anew. Expected: plain means and variances of the batches. */
import torch, { OptionError, nn, optim, type Tensor } from '../../../lib'
import { settled } from '../../support/settled'

const { AveragedModel, updateBn } = optim.swaUtils

const column = (...values: number[]): Tensor => torch.tensor(values).reshape([-1, 1])

function figures(norm: nn.BatchNorm1d): unknown[] {
  const { runningMean, runningVar, numBatchesTracked, momentum, training } = norm
  return [runningMean!.item(), runningVar!.item(), numBatchesTracked!.item(), momentum, training]
}

function trained(): [nn.Sequential, nn.BatchNorm1d] {
  const norm = new nn.BatchNorm1d(1, { momentum: 0.25 })
  torch.noGrad(() => {
    norm.runningMean!.fill_(7)
    norm.runningVar!.fill_(9)
    norm.numBatchesTracked!.fill_(5)
  })
  return [new nn.Sequential(norm), norm]
}

test('forgets what there was, and means all batches alike', async () => {
  const [model, norm] = trained()
  const batches = [column(0, 2), column(4, 8)]
  const before = await settled(() => torch.memory().tensors)
  await updateBn(batches, model)
  expect(torch.memory().tensors).toBe(before)
  // PyTorch 2.13
  expect(figures(norm)).toEqual([3.5, 5, 2, 0.25, true])
})

test('without batches statistics are those of a new layer', async () => {
  const [model, norm] = trained()
  model.eval()
  await updateBn([], model)
  expect(figures(norm)).toEqual([0, 1, 0, 0.25, false])
})

test('a layer without statistics stays without', async () => {
  const norm = new nn.BatchNorm1d(1, { trackRunningStats: false })
  await updateBn([column(1, 2)], new nn.Sequential(norm))
  expect([norm.runningMean, norm.numBatchesTracked, norm.momentum]).toEqual([null, null, 0.1])
})

test('takes what comes one after the other, and moves it to a device', async () => {
  const [model, norm] = trained()
  async function* batches(): AsyncGenerator<readonly [Tensor, number]> {
    for (const value of [1, 3]) {
      await Promise.resolve()
      yield [column(value, value), 0]
    }
  }
  await updateBn(batches(), model, 'cpu')
  expect(figures(norm)).toEqual([2, 0, 2, 0.25, true])
  const seen: string[] = []
  class Noting extends nn.BatchNorm1d {
    override forward(input: Tensor): Tensor {
      seen.push(input.device)
      return super.forward(input.to('cpu'))
    }
  }
  const noting = new nn.Sequential(new Noting(1))
  await updateBn([column(1, 2)], noting, null)
  await expect(updateBn([column(1, 2)], noting, 'meta')).rejects.toThrow()
  expect(seen).toEqual(['cpu', 'meta'])
})

test('a batch that is none ends it, and the model is as it was', async () => {
  const [model, norm] = trained()
  model.eval()
  const wrong: [unknown, string][] = [
    [3, '3'],
    [null, 'null'],
    [{ inputs: column(1) }, 'an object'],
    [['x'], 'an array of 1'],
  ]
  for (const [batch, found] of wrong)
    await expect(updateBn([column(1, 2), batch] as never, model)).rejects.toThrow(
      `updateBn: expected batches that are or have a tensor, found ${found}`,
    )
  expect([norm.momentum, model.training, norm.training]).toEqual([0.25, false, false])
})

test.each<[unknown, string]>([
  [column(1, 2), 'a Tensor'],
  [null, 'null'],
  [{}, 'an object'],
  [undefined, 'undefined'],
])('%# is no loader', async (loader, found) => {
  await expect(updateBn(loader as never, trained()[0])).rejects.toThrow(
    `updateBn: loader: expected a loader or another iterable of batches, found ${found}`,
  )
})

test('a model without batch norms is not run', async () => {
  class Failing extends nn.Module<[Tensor]> {
    forward(): Tensor {
      throw new OptionError('it was run')
    }
  }
  await expect(updateBn([column(1)], new Failing())).resolves.toBeUndefined()
  await expect(updateBn([column(1)], 3 as never)).rejects.toThrow(
    'updateBn: model: expected an nn.Module, found 3',
  )
})

describe('an averaged model', () => {
  test('averages parameters of two dtypes, each with its own function', () => {
    const model = new nn.ParameterList([
      new nn.Parameter(torch.tensor([1])),
      new nn.Parameter(torch.tensor([3], { dtype: 'float64' })),
    ])
    const calls: unknown[] = []
    const averaged = new AveragedModel(model, {
      multiAvgFn: (own, current, count) => {
        calls.push([own.map(p => p.dtype), current.length, count.item()])
        own.forEach((p, i) => p.copy_(current[i]!.mul(10)))
      },
    })
    averaged.updateParameters(model)
    expect(calls).toEqual([])
    averaged.updateParameters(model)
    expect(calls).toEqual([
      [['float32'], 1, 1],
      [['float64'], 1, 1],
    ])
    expect(averaged.module.parameters().map(p => p.item())).toEqual([10, 30])
    expect(averaged.nAveraged.item()).toBe(2)
  })

  test('goes to a device, its count too', () => {
    const averaged = new AveragedModel(new nn.Linear(1, 1), { device: 'meta' })
    expect(averaged.nAveraged.device).toBe('meta')
    expect(averaged.module.parameters().map(p => p.device)).toEqual(['meta', 'meta'])
    expect(new AveragedModel(new nn.Linear(1, 1)).nAveraged.dtype).toBe('int64')
  })

  test('says which model it takes', () => {
    const averaged = new AveragedModel(new nn.Linear(1, 1))
    const message =
      'AveragedModel.updateParameters: expected the model that the averages were made of, or one like it'
    expect(() => averaged.updateParameters(new nn.Linear(1, 2))).toThrow(message)
    expect(() => averaged.updateParameters(new nn.Linear(1, 1, { bias: false }))).toThrow(message)
    expect(averaged.nAveraged.item()).toBe(0)
  })
})
