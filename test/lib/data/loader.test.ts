import torch, { DataError, DisposedError, OptionError, data, type Tensor } from '../../../lib'
import { readGoldens } from '../goldens'

interface Orders {
  shuffled: number[][][]
  randomAfterShuffled: number[]
  withGenerator: number[][][]
  randomAfterPlain: number[]
}

const golden = readGoldens<Orders>('loader.json')

function dataset(count: number): data.TensorDataset {
  return new data.TensorDataset(
    torch.arange(count, { dtype: 'float32' }).reshape([count, 1]),
    torch.arange(count),
  )
}

function targets(loader: data.DataLoader): number[][] {
  return Array.from(loader, ({ target }) => target.toArray<number[]>())
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

describe('the order', () => {
  // test/goldens/make_loader.py
  it('is that of PyTorch for a seed of the default generator, epoch by epoch', () => {
    torch.manualSeed(3)
    const loader = new data.DataLoader(dataset(10), { batchSize: 4, shuffle: true })
    for (const epoch of golden.shuffled) expect(targets(loader)).toEqual(epoch)
    expect(torch.rand([2]).toArray()).toEqual(golden.randomAfterShuffled.map(Math.fround))
  })

  it('is that of PyTorch for a generator, and for the seed of one', () => {
    const options = { batchSize: 4, shuffle: true }
    const generator = new torch.Generator(3)
    const loaders = [{ generator }, { seed: 3 }, { seed: 3n }].map(
      own => new data.DataLoader(dataset(10), { ...options, ...own }),
    )
    for (const loader of loaders)
      for (const epoch of golden.withGenerator) expect(targets(loader)).toEqual(epoch)
  })

  it('draws as much from the default generator as PyTorch without shuffling', () => {
    torch.manualSeed(3)
    targets(new data.DataLoader(dataset(10), { batchSize: 4 }))
    expect(torch.rand([2]).toArray()).toEqual(golden.randomAfterPlain.map(Math.fround))
  })
})

test('a batch that was collected says that it was released', () => {
  const loader = new data.DataLoader(dataset(4), { batchSize: 2 })
  const live = torch.memory().tensors
  const batches = [...loader]
  expect(batches).toHaveLength(2)
  for (const batch of batches) {
    expect(() => batch.input).toThrow(DisposedError)
    expect(() => batch.target).toThrow(/the target of the current batch.*keep\(\)/)
  }
  expect(torch.memory().tensors).toBe(live)
})

test('a loop that is left, or throws, leaves no tensor', async () => {
  const loader = new data.DataLoader(dataset(6), { batchSize: 2, shuffle: true })
  const live = torch.memory().tensors
  for (const batch of loader) if (batch.target.size(0) === 2) break
  for await (const batch of loader) if (batch.target.size(0) === 2) break
  const failing = async (): Promise<void> => {
    for await (const batch of loader) throw new RangeError(String(batch.target.shape))
  }
  await expect(failing()).rejects.toThrow(RangeError)
  expect(torch.memory().tensors).toBe(live)
})

test('batches asked for one by one inside tidy', () => {
  const batches = new data.DataLoader(dataset(4), { batchSize: 2 })[Symbol.iterator]()
  const next = (): unknown => torch.tidy(() => batches.next().value?.target.toArray())
  expect([next(), next(), next()]).toEqual([[0, 1], [2, 3], undefined])
})

describe('what is no dataset, or none of its batches', () => {
  const lazy = (gather: unknown): data.BatchDataset => ({ length: 2, gather }) as data.BatchDataset
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a length that is none', { length: -1, gather: () => undefined }],
    ['no gather', { length: 2 }],
  ])('%s is refused', (_, value) => {
    expect(() => new data.DataLoader(value as never)).toThrow(/DataLoader: expected a dataset/)
  })

  it.each([
    ['nothing', () => undefined],
    ['a number', () => 7],
    ['text', () => 'batch'],
  ])('a batch of %s is refused', (_, gather) => {
    expect(() => [...new data.DataLoader(lazy(gather))]).toThrow(DataError)
  })
})

test.each([
  [{ shuffle: 'yes' }, /shuffle: expected true or false, found 'yes'/],
  [{ dropLast: 1 }, /dropLast: expected true or false, found 1/],
  [{ generator: 7 }, /generator: expected a torch.Generator, found 7/],
  [{ seed: 1.5 }, /expected a seed/],
  [{ seed: 1, generator: new torch.Generator(1) }, /expected generator or seed, found both/],
  [{ device: 'gpu' }, /DataLoader: device: expected auto, cpu, cuda/],
  [{ device: 7 }, /DataLoader: device: expected auto, cpu, cuda.*found 7/],
])('%p is refused', (options, message) => {
  expect(() => new data.DataLoader(dataset(2), options as never)).toThrow(message)
})

test('datasets and loaders are released once, and refuse afterwards', () => {
  const live = torch.memory().tensors
  const whole = torch.tidy(() => dataset(6))
  const [first, mapped] = [whole.take(2), whole.map(input => input.mul(2))]
  whole.dispose()
  const loader = new data.DataLoader(mapped, { batchSize: 6, seed: 1 })
  for (const { input } of loader) expect(input.toArray()).toEqual([[0], [2], [4], [6], [8], [10]])
  for (const owner of [loader, mapped, first]) {
    owner.dispose()
    owner[Symbol.dispose]()
  }
  expect(() => [...loader]).toThrow(DisposedError)
  expect(() => [...new data.DataLoader(first)]).toThrow(DisposedError)
  expect(torch.memory().tensors).toBe(live)
})
