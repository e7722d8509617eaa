/** What samplers take and refuse, and how they divide samples between processes. */
import torch, { OptionError, data } from '../../../lib'

const of = (length: number): { length: number } => ({ length })
const { DistributedSampler, RandomSampler, SequentialSampler } = data
const { SubsetRandomSampler, WeightedRandomSampler } = data

describe('distributed', () => {
  const parts = (length: number, options: object, replicas = 3): number[][] =>
    Array.from({ length: replicas }, (_, rank) => [
      ...new DistributedSampler(of(length), { numReplicas: replicas, rank, ...options }),
    ])

  it('deals samples out in turn, some twice, or leaves out what is over', () => {
    expect(parts(7, { shuffle: false })).toEqual([
      [0, 3, 6],
      [1, 4, 0],
      [2, 5, 1],
    ])
    expect(parts(7, { shuffle: false, dropLast: true })).toEqual([
      [0, 3],
      [1, 4],
      [2, 5],
    ])
    expect(parts(1, { shuffle: false })).toEqual([[0], [0], [0]])
    expect(parts(2, { dropLast: true })).toEqual([[], [], []])
    expect(parts(0, {})).toEqual([[], [], []])
  })

  it('shuffles by seed and epoch alone, as RandomSampler with the seed seed + epoch', () => {
    const order = (seed: number): number[] => {
      const generator = new torch.Generator(seed)
      return [...new RandomSampler(of(9), { generator })]
    }
    const sampler = new DistributedSampler(of(9), { numReplicas: 1, rank: 0 })
    expect([sampler.epoch, [...sampler]]).toEqual([0, order(0)])
    sampler.setEpoch(2)
    expect([sampler.epoch, [...sampler]]).toEqual([2, order(2)])
    const seeded = new DistributedSampler(of(9), { numReplicas: 1, rank: 0, seed: 5 })
    seeded.setEpoch(1)
    expect([...seeded]).toEqual(order(6))
  })

  const make = (options: object) => (): unknown => new DistributedSampler(of(4), options as never)
  it.each<[() => unknown, string]>([
    [make({ rank: 0 }), 'DistributedSampler: numReplicas: expected an integer of at least 0'],
    [make({ numReplicas: 1 }), 'DistributedSampler: rank: expected an integer of at least 0'],
    [make({ numReplicas: 2, rank: 2 }), 'DistributedSampler: expected a rank from 0 to 1, found 2'],
    [make({ numReplicas: 1, rank: 0, shuffle: 1 }), 'DistributedSampler: shuffle: expected true'],
    [make({ numReplicas: 1, rank: 0, seed: 0.5 }), 'DistributedSampler: seed: expected an integer'],
    [make({ numReplicas: 1, rank: 0, dropLast: 1 }), 'DistributedSampler: dropLast: expected true'],
    [make({ numReplicas: 1, rank: 0, drop: true }), "DistributedSampler: unknown option 'drop'"],
    [
      () => new DistributedSampler(7 as never, { numReplicas: 1, rank: 0 }),
      'SequentialSampler: expected a dataset with a length, found 7',
    ],
    [
      () => new DistributedSampler(of(1), { numReplicas: 1, rank: 0 }).setEpoch(-1),
      'DistributedSampler.setEpoch: expected an integer of at least 0, found -1',
    ],
  ])('%p is refused', (call, message) => expect(call).toThrow(message))
})

describe('what samplers refuse', () => {
  it.each<[() => unknown, string]>([
    [
      () => new SequentialSampler(null as never),
      'SequentialSampler: expected a dataset with a length',
    ],
    [() => new SequentialSampler(of(-1)), 'SequentialSampler: expected a dataset with a length'],
    [() => new SequentialSampler(of(1.5)), 'SequentialSampler: expected a dataset with a length'],
    [() => new SequentialSampler('abc'), "a dataset with a length, found 'abc'"],
    [
      () => new RandomSampler({} as never),
      'RandomSampler: expected a dataset with a length, found an object',
    ],
    [
      () => new RandomSampler(of(2), { replace: true } as never),
      "RandomSampler: unknown option 'replace'",
    ],
    [
      () => new RandomSampler(of(2), { replacement: 1 as never }),
      'RandomSampler: replacement: expected true or false, found 1',
    ],
    [
      () => new RandomSampler(of(2), { numSamples: 0 }),
      'RandomSampler: numSamples: expected a positive integer, found 0',
    ],
    [
      () => new RandomSampler(of(2), { generator: 7 as never }),
      'RandomSampler: generator: expected a torch.Generator, found 7',
    ],
    [
      () => new RandomSampler(of(0)),
      'RandomSampler: expected at least one sample, found an empty dataset',
    ],
    [
      () => new SubsetRandomSampler(7 as never),
      'SubsetRandomSampler: expected an array of indices, found 7',
    ],
    [
      () => new SubsetRandomSampler([0, 0.5]),
      'SubsetRandomSampler: indices[1]: expected an integer of at least 0, found 0.5',
    ],
    [
      () => new SubsetRandomSampler([0], { seed: 1 } as never),
      "SubsetRandomSampler: unknown option 'seed'",
    ],
    [
      () => new SubsetRandomSampler([0], { generator: 7 as never }),
      'SubsetRandomSampler: generator: expected a torch.Generator, found 7',
    ],
    [
      () => new WeightedRandomSampler([1], 0),
      'WeightedRandomSampler: numSamples: expected a positive integer, found 0',
    ],
    [
      () => new WeightedRandomSampler([1], 1, { replacement: 1 as never }),
      'WeightedRandomSampler: replacement: expected true or false, found 1',
    ],
    [
      () => new WeightedRandomSampler([1], 1, { generator: 7 as never }),
      'WeightedRandomSampler: generator: expected a torch.Generator, found 7',
    ],
    [
      () => new WeightedRandomSampler([1], 1, { seed: 1 } as never),
      "WeightedRandomSampler: unknown option 'seed'",
    ],
    [
      () => new WeightedRandomSampler([1, 0, 2], 3, { replacement: false }),
      'WeightedRandomSampler: expected numSamples of at most 2, the number of weights above 0, where ' +
        'replacement is false, found 3',
    ],
    ...[[0, 0], [-1, 2], [Infinity], [NaN], ['1'], [], 7, null].map(
      (weights): [() => unknown, string] => [
        () => new WeightedRandomSampler(weights as never, 1),
        'WeightedRandomSampler: expected an array of weights of at least 0, not all of them 0, found ',
      ],
    ),
    [
      () => new WeightedRandomSampler(torch.ones([2, 3]), 1),
      'WeightedRandomSampler: weights should be a 1d sequence, found the shape [2, 3]',
    ],
    [
      () => new WeightedRandomSampler([1, [2]] as never, 1),
      'WeightedRandomSampler: weights should be a 1d sequence, found an array of arrays',
    ],
    [() => new WeightedRandomSampler(torch.ones([]), 1), 'found the shape []'],
  ])('%p', (call, message) => {
    expect(call).toThrow(OptionError)
    expect(call).toThrow(message)
  })
})

describe('what samplers take', () => {
  it('weights of tensors and of arrays of numbers of any type', () => {
    const given = [torch.tensor([1, 2]), Float32Array.of(1, 2), BigInt64Array.of(1n, 2n), [1, 2]]
    for (const weights of given)
      expect(new WeightedRandomSampler(weights, 2).weights).toEqual([1, 2])
    const sampler = new WeightedRandomSampler([0, 1, 0], 5)
    expect([sampler.length, sampler.numSamples, [...sampler]]).toEqual([5, 5, [1, 1, 1, 1, 1]])
    const each = new WeightedRandomSampler([1, 0, 2], 2, { replacement: false })
    expect([...each].sort()).toEqual([0, 2])
  })

  it('more samples than there are, in orders one after the other', () => {
    const sampler = new RandomSampler(of(3), { numSamples: 7 })
    const found = [...sampler]
    expect([sampler.length, found.length]).toEqual([7, 7])
    for (const start of [0, 3]) expect(found.slice(start, start + 3).sort()).toEqual([0, 1, 2])
    const anew = new RandomSampler(of(2), { numSamples: 65, replacement: true })
    expect([anew.length, [...anew].length, new Set(anew).size]).toEqual([65, 65, 2])
    expect([...new RandomSampler(of(0), { numSamples: 2 })]).toEqual([])
  })

  it('a dataset that grows, and one that is empty', () => {
    const samples = [1, 2]
    const sampler = new SequentialSampler(samples)
    samples.push(3)
    expect([sampler.length, [...sampler]]).toEqual([3, [0, 1, 2]])
    expect([...new SequentialSampler([])]).toEqual([])
    expect([...new SubsetRandomSampler([])]).toEqual([])
  })

  it('nothing of their own when they are left early', () => {
    const live = torch.memory().tensors
    for (const index of new RandomSampler(of(5))) if (index >= 0) break
    for (const index of new SubsetRandomSampler([4, 5])) if (index >= 0) break
    expect(torch.memory().tensors).toBe(live)
  })
})
