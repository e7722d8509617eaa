/** What a loader is told: what fits together, what does not, and what it says of it. */
import torch, { DataError, OptionError, data, type Tensor } from '../../../../lib'

const samples = [0, 1, 2, 3, 4]
const stream = { [Symbol.iterator]: () => samples.values() }
const whole: data.BatchDataset<Tensor> = { length: 5, gather: indices => indices.mul(2) }

const both =
  'DataLoader: expected batchSampler alone, found batchSize, shuffle, sampler or dropLast beside it'
const ofStream =
  'DataLoader: expected no shuffle, sampler or batchSampler for a stream, whose order is its own'
const ofWhole =
  'DataLoader: expected a dataset with get(index) for collate or batchSize null, found one of whole batches'

test.each<[unknown, object, string]>([
  [
    7,
    {},
    'DataLoader: expected a dataset, such as data.mnist() or an object with a length and get(index) or ' +
      'gather(indices), or a stream of samples, found 7',
  ],
  [{ length: 1.5, get: () => 1 }, {}, 'DataLoader: expected a dataset'],
  [samples, { batchSise: 1 }, "DataLoader: unknown option 'batchSise' (did you mean 'batchSize'?)"],
  [samples, { batchSize: 0 }, 'DataLoader: batchSize: expected a positive integer, found 0'],
  [samples, { shuffle: 1 }, 'DataLoader: shuffle: expected true or false, found 1'],
  [samples, { dropLast: 1 }, 'DataLoader: dropLast: expected true or false, found 1'],
  [samples, { pinMemory: 1 }, 'DataLoader: pinMemory: expected true or false, found 1'],
  [samples, { persistentWorkers: 1 }, 'DataLoader: persistentWorkers: expected true or false'],
  [
    samples,
    { numWorkers: -1 },
    'DataLoader: numWorkers: expected an integer of at least 0, found -1',
  ],
  [
    samples,
    { prefetchFactor: 0 },
    'DataLoader: prefetchFactor: expected a positive integer, found 0',
  ],
  [
    samples,
    { numWorkers: 1, timeout: -1 },
    'DataLoader: timeout: expected seconds from 0 to 2,000,000, found -1',
  ],
  [
    samples,
    { numWorkers: 1, timeout: '1' },
    "timeout: expected seconds from 0 to 2,000,000, found '1'",
  ],
  [samples, { numWorkers: 1, timeout: 2 ** 31 / 1000 }, 'timeout: expected seconds from 0'],
  [samples, { numWorkers: 1, timeout: NaN }, 'timeout: expected seconds from 0'],
  [samples, { workerInit: () => 1 }, 'DataLoader: workerInit: expected none where numWorkers is 0'],
  [
    samples,
    { prefetchFactor: 2 },
    'DataLoader: prefetchFactor: expected none where numWorkers is 0',
  ],
  [samples, { timeout: 1 }, 'DataLoader: timeout: expected none where numWorkers is 0'],
  [
    samples,
    { persistentWorkers: true },
    'DataLoader: persistentWorkers: expected numWorkers of at least 1',
  ],
  [samples, { collate: 1 }, 'DataLoader: collate: expected a function, found 1'],
  [
    samples,
    { workerInit: 1, numWorkers: 1 },
    'DataLoader: workerInit: expected a function, found 1',
  ],
  [samples, { transform: 1 }, 'DataLoader: transform: expected a function, found 1'],
  [samples, { signal: {} }, 'DataLoader: signal: expected an AbortSignal, found an object'],
  [samples, { signal: null }, 'DataLoader: signal: expected an AbortSignal, found null'],
  [samples, { seed: 1, generator: 1 }, 'DataLoader: expected generator or seed, found both'],
  [samples, { seed: -1.5 }, 'DataLoader: seed: expected '],
  [samples, { generator: 1 }, 'DataLoader: generator: expected a torch.Generator, found 1'],
  [
    samples,
    { sampler: 1 },
    'DataLoader: sampler: expected a sampler, such as data.RandomSampler or',
  ],
  [
    samples,
    { batchSampler: { length: 1 } },
    'DataLoader: batchSampler: expected a sampler, such as',
  ],
  [samples, { sampler: new Set([1]) }, 'DataLoader: sampler: expected a sampler'],
  [samples, { sampler: 'ab' }, 'DataLoader: sampler: expected a sampler'],
  [stream, { shuffle: true }, ofStream],
  [stream, { sampler: [1] }, ofStream],
  [stream, { batchSampler: [[1]] }, ofStream],
  [samples, { sampler: [1], shuffle: true }, 'DataLoader: expected sampler or shuffle, found both'],
  [samples, { batchSampler: [[1]], sampler: [1] }, both],
  [samples, { batchSampler: [[1]], shuffle: true }, both],
  [samples, { batchSampler: [[1]], dropLast: true }, both],
  [samples, { batchSampler: [[1]], batchSize: 1 }, both],
  [
    samples,
    { batchSize: null, dropLast: true },
    'DataLoader: expected no dropLast where batchSize is null',
  ],
  [whole, { batchSize: null }, ofWhole],
  [whole, { collate: (x: unknown) => x }, ofWhole],
  [samples, { device: 'tpu' }, 'DataLoader: device: expected '],
])('%p with %p is refused', (dataset, options, message) => {
  const make = (): unknown => new data.DataLoader(dataset as never, options)
  expect(make).toThrow(OptionError)
  expect(make).toThrow(message)
})

test.each<[unknown, object]>([
  [samples, { numWorkers: 1, timeout: 2_147_483.647 - 0.001, prefetchFactor: 1 }],
  [samples, { timeout: 0, workerInit: undefined }],
  [samples, { numWorkers: 1, persistentWorkers: true, workerInit: () => 1 }],
  [samples, { sampler: [1], shuffle: false, dropLast: true, pinMemory: false }],
  [samples, { batchSampler: [[1]], shuffle: false, dropLast: false }],
  [samples, { batchSize: null, shuffle: true }],
  [samples, { batchSampler: [[]], collate: (x: unknown) => x }],
  [stream, { batchSize: null }],
  [stream, { batchSize: 2, dropLast: true, shuffle: false }],
  [whole, { batchSampler: [[1]] }],
  [samples, { signal: new AbortController().signal, seed: 0 }],
  [samples, { signal: { aborted: false } }],
])('%p with %p is taken', (dataset, options) => {
  expect(new data.DataLoader(dataset as never, options as never).numWorkers).toBe(
    (options as { numWorkers?: number }).numWorkers ?? 0,
  )
})

describe('what it is', () => {
  it('of an array, by default', () => {
    const loader = new data.DataLoader(samples)
    expect([loader.batchSize, loader.length, loader.numWorkers]).toEqual([1, 5, 0])
    expect([loader.dropLast, loader.device]).toEqual([false, 'cpu'])
    expect(loader.sampler).toBeInstanceOf(data.SequentialSampler)
    expect(loader.batchSampler).toMatchObject({ batchSize: 1, dropLast: false })
  })

  it('of samples alone, and of a stream', () => {
    const alone = new data.DataLoader(samples, { batchSize: null, shuffle: true })
    expect([alone.batchSize, alone.length, alone.batchSampler]).toEqual([null, 5, null])
    expect(alone.sampler).toBeInstanceOf(data.RandomSampler)
    const streamed = new data.DataLoader(stream, { batchSize: 2 })
    expect([streamed.batchSize, streamed.sampler, streamed.batchSampler]).toEqual([2, null, null])
    expect(() => streamed.length).toThrow(OptionError)
    expect(() => streamed.length).toThrow(
      'DataLoader: length: expected a dataset of known length, found a stream',
    )
  })

  it('of a batch sampler that is one of ours', () => {
    const batchSampler = new data.BatchSampler(new data.SequentialSampler(samples), 2)
    const loader = new data.DataLoader(samples, { batchSampler })
    expect([loader.batchSize, loader.sampler, loader.length]).toEqual([null, null, 3])
    expect(loader.batchSampler).toBe(batchSampler)
  })
})

describe('batch samplers', () => {
  it('have whole batches, and a smaller one unless it is dropped', () => {
    const of = (count: number, size: number, dropLast?: boolean): unknown => {
      const batches = new data.BatchSampler(
        new data.SequentialSampler({ length: count }),
        size,
        dropLast,
      )
      return [batches.length, [...batches].map(batch => batch.length)]
    }
    expect(of(7, 3)).toEqual([3, [3, 3, 1]])
    expect(of(7, 3, true)).toEqual([2, [3, 3]])
    expect(of(6, 3)).toEqual([2, [3, 3]])
    expect(of(2, 3, true)).toEqual([0, []])
    expect(of(0, 3)).toEqual([0, []])
  })

  it.each<[() => unknown, string]>([
    [() => new data.BatchSampler(7 as never, 1), 'BatchSampler: expected a sampler, such as'],
    [() => new data.BatchSampler([1], 0), 'BatchSampler: batchSize: expected a positive integer'],
    [
      () => new data.BatchSampler([1], 1, 1 as never),
      'BatchSampler: dropLast: expected true or false',
    ],
  ])('%p is refused', (call, message) => expect(call).toThrow(message))
})

describe('what comes of a batch sampler', () => {
  const read = (batchSampler: unknown): unknown[] =>
    Array.from(
      new data.DataLoader(samples, { batchSampler: batchSampler as number[][] }),
      batch => batch,
    ).map(batch => batch.isDisposed)

  it('may be any iterables of indices, and nothing else', () => {
    expect(read([Float64Array.of(1, 2), new Set([3])])).toEqual([true, true])
    expect(() => read([7])).toThrow('DataLoader: batchSampler: expected arrays of indices, found 7')
    expect(() => read([null])).toThrow('expected arrays of indices, found null')
    expect(() => read(['12'])).toThrow("expected arrays of indices, found '12'")
    expect(() => read([[5]])).toThrow('DataLoader: sampler: expected an index from 0 to 4, found 5')
  })
})

describe('loops without await', () => {
  it('refuse what would have to be waited for', () => {
    const later = { length: 2, get: () => Promise.resolve(1) }
    expect(() => [...new data.DataLoader(later)]).toThrow(DataError)
    expect(() => [...new data.DataLoader(later)]).toThrow(
      'DataLoader: expected a dataset that gives its samples at once in a loop without await, found ' +
        'one that promises them; write for await (const batch of loader)',
    )
    expect(() => [...new data.DataLoader(stream)]).toThrow(
      'DataLoader: expected what need not be waited for in a loop without await, found a stream of ' +
        'samples; write for await (const batch of loader)',
    )
    expect(() => [...new data.DataLoader(samples, { numWorkers: 1 })]).toThrow(
      'found batches of workers; write for await (const batch of loader)',
    )
  })

  it('end where they are aborted', () => {
    const controller = new AbortController()
    const seen: number[] = []
    for (const batch of new data.DataLoader(samples, { signal: controller.signal })) {
      seen.push(batch.item<number>())
      if (seen.length === 2) controller.abort()
    }
    expect(seen).toEqual([0, 1])
    expect([...new data.DataLoader(samples, { signal: controller.signal })]).toEqual([])
  })
})

test('batches are put on the device that is asked for', () => {
  for (const device of ['cpu', 'auto']) {
    const loader = new data.DataLoader(samples, { device, batchSize: 5 })
    for (const batch of loader) expect(batch.device).toBe(loader.device)
  }
  expect(
    torch.cuda.isAvailable() || new data.DataLoader(samples, { device: 'auto' }).device === 'cpu',
  ).toBe(true)
})
