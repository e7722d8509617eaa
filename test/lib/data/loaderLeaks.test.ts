/** What a loader leaves behind: nothing, from the first batch on, whatever fails. */
import torch, { Trainer, data, nn, optim, type Tensor } from '../../../lib'
import { settled } from '../../support/settled'

const ones = (): Tensor => torch.ones([2])

async function expectNothingLeft(use: () => Promise<unknown>): Promise<void> {
  const live = await settled(() => torch.memory().tensors)
  await use()
  expect(torch.memory().tensors).toBe(live)
}

async function drain(dataset: data.AnyDataset, options: data.LoaderOptions = {}): Promise<void> {
  const loader = new data.DataLoader(dataset, { batchSize: 2, ...options })
  for await (const batch of loader as AsyncIterable<unknown>) expect(batch).toBeDefined()
  loader.dispose()
}

const sampled = (get: (index: number) => unknown): data.Dataset => ({ length: 4, get })

test.each<[string, () => data.AnyDataset]>([
  ['tensors', () => new data.TensorDataset(torch.ones([6, 2]), torch.zeros([6]))],
  ['samples', () => sampled(ones)],
  ['promised samples', () => sampled(async () => Promise.resolve(ones()))],
  [
    'promised batches',
    () => ({ length: 6, gather: async (indices: Tensor) => Promise.resolve([indices.add(1)]) }),
  ],
  ['the indices themselves', () => ({ length: 6, gather: (indices: Tensor) => indices })],
])('after an epoch of %s', async (_, make) => {
  await expectNothingLeft(async () => {
    const dataset = make()
    await drain(dataset)
    if (dataset instanceof data.TensorDataset) dataset.dispose()
  })
})

const fail = (): never => {
  throw new RangeError('no')
}

function* failing(): Generator<Tensor, void> {
  yield ones()
  fail()
}

test.each<[string, data.AnyDataset, data.LoaderOptions]>([
  ['a sample fails', sampled(index => (index === 1 ? fail() : ones())), {}],
  ['a promised sample fails', sampled(async i => (i === 1 ? fail() : Promise.resolve(ones()))), {}],
  ['collate fails', sampled(ones), { collate: fail }],
  [
    'promised collate fails',
    sampled(ones),
    { collate: async () => Promise.reject(new Error('no')) },
  ],
  ['the transform fails', sampled(ones), { transform: fail }],
  ['shapes differ', sampled(index => torch.ones([index + 1])), {}],
  ['a stream fails', { [Symbol.iterator]: failing }, {}],
])('where %s', async (_, dataset, options) => {
  await expectNothingLeft(async () => {
    await expect(drain(dataset, options)).rejects.toThrow()
  })
})

test('a training that a callback ends', async () => {
  await expectNothingLeft(async () => {
    const model = new nn.Linear(2, 2)
    const optimizer = new optim.SGD(model.parameters(), { lr: 0.1 })
    const target = torch.zeros([4], { dtype: 'int64' })
    const dataset = new data.TensorDataset(torch.ones([4, 2]), target)
    const loader = new data.DataLoader(dataset, { batchSize: 2 })
    const trainer = new Trainer({ model, optimizer, loss: new nn.CrossEntropyLoss() })
    await expect(trainer.fit(loader, { epochs: 2, onStep: fail })).rejects.toThrow(RangeError)
    for (const owner of [trainer, loader, dataset, optimizer, model]) owner.dispose()
    target.dispose()
  })
})
