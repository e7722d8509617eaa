import torch, { DataError, OptionError, data, type Tensor } from '../../../lib'

function dataset(count: number): data.TensorDataset {
  return new data.TensorDataset(
    torch.arange(count, { dtype: 'float32' }).reshape([count, 1]),
    torch.arange(count),
  )
}

function targets(loader: data.DataLoader): number[][] {
  return Array.from(loader, ({ target }) => target.toArray() as number[])
}

test('goes through the samples in order, the last batch smaller', () => {
  const loader = new data.DataLoader(dataset(5), { batchSize: 2 })
  expect(loader.length).toBe(3)
  expect(targets(loader)).toEqual([[0, 1], [2, 3], [4]])
  expect(targets(new data.DataLoader(dataset(5), { batchSize: 2, dropLast: true }))).toEqual([
    [0, 1],
    [2, 3],
  ])
})

test('inputs and targets stay together when shuffled', () => {
  for (const { input, target } of new data.DataLoader(dataset(20), {
    batchSize: 6,
    shuffle: true,
  })) {
    expect(input.flatten().toArray()).toEqual(target.toArray())
  }
})

test('the seed decides the orders, which differ from epoch to epoch', () => {
  const make = (seed: number) =>
    new data.DataLoader(dataset(30), { batchSize: 30, shuffle: true, seed })
  const [a, b, c] = [make(1), make(1), make(2)]
  const first = targets(a)
  expect(targets(b)).toEqual(first)
  expect(targets(c)).not.toEqual(first)
  expect(targets(a)).not.toEqual(first)
  expect([...first[0]!].sort((x, y) => x - y)).toEqual(Array.from({ length: 30 }, (_, i) => i))
})

test('a batch is released when the next is asked for, unless kept', async () => {
  const seen: Tensor[] = []
  for await (const { input, target } of new data.DataLoader(dataset(6), { batchSize: 2 })) {
    expect(input.isDisposed || target.isDisposed).toBe(false)
    expect(seen.every(earlier => earlier.isDisposed)).toBe(true)
    seen.push(input)
  }
  expect(seen.every(tensor => tensor.isDisposed)).toBe(true)
  let kept: Tensor | undefined
  for (const { input } of new data.DataLoader(dataset(6), { batchSize: 2 })) {
    kept = torch.keep(input)
    break
  }
  expect(kept!.toArray()).toEqual([[0], [1]])
})

test('the event loop runs between batches', async () => {
  let ticks = 0
  const timer = setInterval(() => ++ticks, 0)
  for await (const batch of new data.DataLoader(dataset(200), { batchSize: 1 })) {
    expect(batch.target.shape).toEqual([1])
  }
  clearInterval(timer)
  expect(ticks).toBeGreaterThan(0)
})

test('take is a view of the first samples', () => {
  expect(targets(new data.DataLoader(dataset(9).take(2), { batchSize: 5 }))).toEqual([[0, 1]])
})

test('wrong sizes and options are refused', () => {
  expect(() => new data.DataLoader(dataset(2), { batchSize: 0 })).toThrow(OptionError)
  expect(() => new data.DataLoader(dataset(2), { shufle: true } as never)).toThrow(
    /did you mean 'shuffle'/,
  )
  expect(() => new data.TensorDataset(torch.ones([2, 1]), torch.ones([3]))).toThrow(DataError)
})
