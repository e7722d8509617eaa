/** Samplers against PyTorch's: test/goldens/make_samplers.py. */
import torch, { OptionError, data } from '../../../lib'
import { readGoldens } from '../goldens'

interface Drawn {
  length: number
  own: unknown[]
  default: unknown[]
  next: number
}

interface Distributed {
  dataset: number
  options: data.DistributedSamplerOptions
  length: number
  orders: number[][]
}

const goldens = readGoldens<{ samplers: Record<string, Drawn>; distributed: Distributed[] }>(
  'samplers.json',
)
const seed = 11
const samples = { length: 10 }
const weights = [0.1, 0.9, 0.4, 0, 3, 0.3]

type Options = data.SamplerOptions
type Made = Iterable<unknown> & { length: number }

const { RandomSampler, WeightedRandomSampler } = data
const makers: Record<string, (options: Options) => Made> = {
  sequential: () => new data.SequentialSampler(samples),
  random: options => new RandomSampler(samples, options),
  fewer: options => new RandomSampler(samples, { numSamples: 4, ...options }),
  more: options => new RandomSampler(samples, { numSamples: 23, ...options }),
  replacement: options =>
    new RandomSampler(samples, { replacement: true, numSamples: 40, ...options }),
  subset: options => new data.SubsetRandomSampler([3, 5, 8, 9], options),
  weighted: options => new WeightedRandomSampler(weights, 8, options),
  without: options => new WeightedRandomSampler(weights, 5, { replacement: false, ...options }),
  batches: options => new data.BatchSampler(new RandomSampler(samples, options), 3),
  whole: options => new data.BatchSampler(new RandomSampler(samples, options), 3, true),
}

test.each(Object.entries(goldens.samplers))('%s', (name, golden) => {
  const own = makers[name]!({ generator: new torch.Generator(seed) })
  expect(own).toHaveLength(golden.length)
  expect([[...own], [...own]]).toEqual(golden.own)
  torch.manualSeed(seed)
  const sampler = makers[name]!({})
  expect([[...sampler], [...sampler]]).toEqual(golden.default)
  expect(torch.rand([1]).item()).toBe(Math.fround(golden.next))
})

test.each(goldens.distributed)('distributed: $options', golden => {
  const sampler = new data.DistributedSampler({ length: golden.dataset }, golden.options)
  expect(sampler).toHaveLength(golden.length)
  const orders = golden.orders.map((_, epoch) => {
    sampler.setEpoch(epoch)
    return [...sampler]
  })
  expect(orders).toEqual(golden.orders)
})

describe('in a loader', () => {
  const dataset = (): data.TensorDataset =>
    new data.TensorDataset(torch.arange(10), torch.arange(10))
  const read = (options: data.LoaderOptions): number[][] =>
    Array.from(new data.DataLoader(dataset(), options), ({ target }) => target.toArray<number[]>())

  it('sampler decides the order, batchSampler the batches', () => {
    const sampler = new data.SubsetRandomSampler([7, 1, 4], { generator: new torch.Generator(1) })
    expect(read({ sampler, batchSize: 2 }).flat().sort()).toEqual([1, 4, 7])
    expect(read({ batchSampler: [[3, 1], [4], [9, 9, 0]] })).toEqual([[3, 1], [4], [9, 9, 0]])
  })

  it.each([
    [{ sampler: [1], shuffle: true }, /sampler or shuffle, found both/],
    [{ batchSampler: [[1]], batchSize: 2 }, /batchSampler alone/],
    [{ sampler: 7 }, /sampler: expected a sampler/],
    [{ batchSize: null, dropLast: true }, /no dropLast where batchSize is null/],
    [{ timeout: 3 }, /timeout: expected none where numWorkers is 0/],
    [{ persistentWorkers: true }, /numWorkers of at least 1/],
    [{ transform: 7 }, /transform: expected a function/],
    [{ transform: [{ name: 'crop' }] }, /transforms: name/],
    [{ signal: 1 }, /signal: expected an AbortSignal/],
    [{ sampler: [0, 1.5] }, /sampler: expected an index from 0 to 9, found 1\.5/],
    [{ sampler: [-1] }, /sampler: expected an index from 0 to 9, found -1/],
    [{ batchSampler: [[3, 10]] }, /sampler: expected an index from 0 to 9, found 10/],
  ])('%j is refused', (options, message) => {
    expect(() => read(options as never)).toThrow(OptionError)
    expect(() => read(options as never)).toThrow(message)
  })
})

test.each([
  [() => new WeightedRandomSampler([0, 0], 1), /not all of them 0/],
  [() => new WeightedRandomSampler([0, 1], 2, { replacement: false }), /at most 1/],
  [() => new WeightedRandomSampler(torch.ones([2, 2]), 1), /1d sequence, found the shape \[2, 2\]/],
  [() => new WeightedRandomSampler([[1, 2]] as never, 1), /1d sequence, found an array of arrays/],
  [() => new RandomSampler([]), /at least one sample, found an empty dataset/],
  [() => new data.DataLoader([], { shuffle: true }), /found an empty dataset/],
  [() => new RandomSampler(7 as never), /a dataset with a length/],
  [() => new data.DistributedSampler(samples, { numReplicas: 2, rank: 2 }), /rank from 0 to 1/],
  [() => new data.SubsetRandomSampler([1, -1]), /indices\[1\]/],
])('%p is refused', (make, message) => {
  expect(make).toThrow(OptionError)
  expect(make).toThrow(message)
})

test('what samplers were told can be read', () => {
  const distributed = new data.DistributedSampler(samples, { numReplicas: 3, rank: 1 })
  distributed.setEpoch(4)
  expect([distributed.numReplicas, distributed.rank, distributed.epoch]).toEqual([3, 1, 4])
  expect(new RandomSampler(samples, { replacement: true }).replacement).toBe(true)
  const weighted = new WeightedRandomSampler(new Float32Array([0.5, 2]), 1)
  expect([weighted.weights, weighted.replacement]).toEqual([[0.5, 2], true])
  const none = new data.DistributedSampler({ length: 0 }, { numReplicas: 1, rank: 0 })
  expect([...none]).toEqual([])
})

describe('a loader of an array', () => {
  test('gives batches of its elements, whose tensors stay with it', () => {
    const rows = [0, 1, 2].map(i => ({ input: torch.full([2], i), name: `row ${i}` }))
    const loader = new data.DataLoader(rows, { batchSize: 2 })
    const read = (): unknown[] => Array.from(loader, ({ input, name }) => [input.toArray(), name])
    const expected = [
      [
        [
          [0, 0],
          [1, 1],
        ],
        ['row 0', 'row 1'],
      ],
      [[[2, 2]], ['row 2']],
    ]
    expect([read(), read()]).toEqual([expected, expected])
    expect(loader.dataset).toBe(rows)
    expect([...new data.DataLoader([3, 4], { batchSize: null })]).toEqual([3, 4])
  })

  test('says how it was made', () => {
    const loader = new data.DataLoader([1, 2, 3], { batchSize: 2, shuffle: true, dropLast: true })
    expect(loader.sampler).toBeInstanceOf(RandomSampler)
    expect(loader.batchSampler).toBeInstanceOf(data.BatchSampler)
    expect([loader.numWorkers, loader.dropLast, loader.batchSize]).toEqual([0, true, 2])
    expect(loader.collate).toBe(data.defaultCollate)
    const batchSampler = [[0], [2, 1]]
    const given = new data.DataLoader([1, 2, 3], { batchSampler })
    expect(given.batchSampler).toBe(batchSampler)
    expect(given.sampler).toBeNull()
    expect(new data.DataLoader([1], { batchSize: null }).collate).toBe(data.defaultConvert)
  })
})
