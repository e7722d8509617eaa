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
  ])('%j is refused', (options, message) => {
    expect(() => read(options as never)).toThrow(OptionError)
    expect(() => read(options as never)).toThrow(message)
  })
})

test.each([
  [() => new WeightedRandomSampler([0, 0], 1), /not all of them 0/],
  [() => new WeightedRandomSampler([0, 1], 2, { replacement: false }), /at most 1/],
  [() => new RandomSampler(7 as never), /a dataset with a length/],
  [() => new data.DistributedSampler(samples, { numReplicas: 2, rank: 2 }), /rank from 0 to 1/],
  [() => new data.SubsetRandomSampler([1, -1]), /indices\[1\]/],
])('%p is refused', (make, message) => {
  expect(make).toThrow(OptionError)
  expect(make).toThrow(message)
})
