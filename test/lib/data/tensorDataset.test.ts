/** Datasets of any number of tensors; those of two are in loader.test.ts. */
import torch, { DataError, OptionError, data } from '../../../lib'

const first = () => torch.arange(8).reshape(4, 2)
const second = () => torch.arange(4)
const third = () => torch.arange(4).mul(10)

test('of three tensors, samples and batches are arrays', () => {
  const dataset = new data.TensorDataset(first(), second(), third())
  const [row, index, ten] = dataset.get(2)
  expect([dataset.length, row.toArray(), index.item(), ten.item()]).toEqual([4, [4, 5], 2, 20])
  const batches = [...new data.DataLoader(dataset, { batchSize: 3 })].length
  expect(batches).toBe(2)
  const [a, b, c] = dataset.gather(torch.tensor([3, 0], { dtype: 'int64' }))
  expect([a.shape, b.toArray(), c.toArray()]).toEqual([
    [2, 2],
    [3, 0],
    [30, 0],
  ])
})

test.each([0, 1])('of one tensor, as PyTorch has them, with %s workers', async numWorkers => {
  const dataset = new data.TensorDataset(first())
  const seen: number[][][] = []
  using loader = new data.DataLoader(dataset, { batchSize: 2, numWorkers })
  for await (const batch of loader) {
    const [rows] = batch
    seen.push(rows.toArray<number[][]>())
  }
  expect(seen.flat()).toEqual([
    [0, 1],
    [2, 3],
    [4, 5],
    [6, 7],
  ])
})

test('take and map keep the number of tensors; the transform is of the first', () => {
  const dataset = new data.TensorDataset(first(), second(), third())
  const mapped = dataset.take(2).map(rows => rows.add(1))
  const [rows, , tens] = mapped.gather(torch.arange(2))
  expect([mapped.length, rows.toArray(), tens.toArray()]).toEqual([
    2,
    [
      [1, 2],
      [3, 4],
    ],
    [0, 10],
  ])
})

test('two stay input and target, and take the options', () => {
  const dataset = new data.TensorDataset(first(), second(), { classes: ['a', 'b'] })
  expect(Object.keys(dataset.get(0))).toEqual(['input', 'target'])
  expect([dataset.target.toArray(), dataset.classes]).toEqual([
    [0, 1, 2, 3],
    ['a', 'b'],
  ])
})

test('what does not fit is refused', () => {
  const make =
    (...args: unknown[]) =>
    () =>
      new data.TensorDataset(...(args as []))
  expect(make()).toThrow(/at least one tensor of samples/)
  expect(make(first(), second(), 3)).toThrow(/as tensor 2, found 3/)
  expect(make(first(), second(), torch.ones([3]))).toThrow(DataError)
  expect(make(first(), second(), torch.ones([3]))).toThrow(/found 4, 4, 3/)
  expect(make(first(), second(), { clases: [] })).toThrow(OptionError)
  expect(() => new data.TensorDataset(first()).target).toThrow(/two tensors, found 1/)
})

test('a batch sampler leaves a loader without a size of batches', () => {
  const batchSampler = [[0, 1, 2], [3]]
  const loader = new data.DataLoader(new data.TensorDataset(second()), { batchSampler })
  expect([loader.batchSize, loader.length]).toEqual([null, 2])
  expect(loader.batchSampler).toBe(batchSampler)
  expect(loader.collate).toBe(data.defaultCollate)
  const sizes: number[] = []
  for (const [rows] of loader) sizes.push(rows.size(0))
  expect(sizes).toEqual([3, 1])
})
