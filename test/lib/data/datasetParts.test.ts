/** What datasets of datasets, collating and splitting refuse, and what they keep. */
import torch, { DataError, OptionError, data, type Tensor } from '../../../lib'
import { checkIndex, isIterableDataset } from '../../../lib/data/dataset'
import { deriveSeed, drawSeed, withSeed } from '../../../lib/data/seed'

const counting = (length: number): data.Dataset<number> => ({ length, get: index => index })
const later = (length: number): data.Dataset<number> => ({
  length,
  get: index => Promise.resolve(index),
})
const values = (value: unknown): unknown => (torch.isTensor(value) ? value.toArray() : value)

describe('collating', () => {
  const collate = (...samples: unknown[]): unknown => data.defaultCollate(samples)

  it.each<[unknown[], string]>([
    [
      [Symbol('s')],
      'defaultCollate: expected samples of tensors, TypedArrays, numbers, booleans, strings, arrays ' +
        'or plain objects of these, found Symbol(s) of sample 0; pass a collate function of your own ' +
        'for others',
    ],
    [[{ a: [1, null] }], "found null at 'a.1' of sample 0; pass a collate function"],
    [[1, 'x'], 'expected values of one kind, found a number of sample 0 and a string of sample 1'],
    [[1, 2, 3n], 'found a number of sample 0 and a bigint of sample 2'],
    [[true, torch.ones([1])], 'found a boolean of sample 0 and a tensor of sample 1'],
    [[[1], { 0: 1 }], 'found a array of sample 0 and a object of sample 1'],
    [[new Uint8Array(1), [1]], 'found a typed array of sample 0 and a array of sample 1'],
    [
      [torch.ones([2]), torch.ones([2]), torch.ones([2, 1])],
      'defaultCollate: expected tensors of one shape, found Tensor(float32[2], cpu) of sample 0 and ' +
        'Tensor(float32[2, 1], cpu) of sample 2; resize or pad them in a transform, or pass a collate ' +
        'function of your own',
    ],
    [
      [{ x: torch.ones([2, 3]) }, { x: torch.ones([2, 4]) }],
      "at 'x' of sample 0 and Tensor(float32[2, 4]",
    ],
    [[[1, 2], [1]], 'expected arrays of one length, found 2 of sample 0 and 1 of sample 1'],
    [[{ a: { b: 1 } }, { a: {} }], "defaultCollate: expected 'b' at 'a' of sample 1, found none"],
  ])('refuses %p', (samples, message) => {
    expect(() => collate(...samples)).toThrow(DataError)
    expect(() => collate(...samples)).toThrow(message)
  })

  it.each([['x'], [undefined], [{}]])('refuses %p as samples', samples => {
    expect(() => data.defaultCollate(samples as never)).toThrow(OptionError)
    expect(() => data.defaultCollate(samples as never)).toThrow(
      'defaultCollate: expected an array of samples, found ',
    )
  })

  it('takes numbers as int64 where all are whole, booleans, and nothing', () => {
    const dtype = (...samples: unknown[]): unknown => (collate(...samples) as Tensor).dtype
    expect([dtype(1, 2), dtype(1, 2.5), dtype(2 ** 60), dtype(true), dtype(1n)]).toEqual([
      ...['int64', 'float64', 'float64', 'bool', 'int64'],
    ])
    expect(collate([], [])).toEqual([])
    expect(collate('a', 'b')).toEqual(['a', 'b'])
  })

  it('goes as deep as 1000 levels, and says where it stops', () => {
    let deep: unknown = 1
    for (let i = 0; i < 20_000; ++i) deep = [deep]
    expect(() => collate(deep)).toThrow(/^defaultCollate: /)
    expect(() => data.defaultConvert(deep)).toThrow(/^defaultConvert: /)
    expect(() => collate(deep)).toThrow(DataError)
  })

  it('converts arrays of numbers within samples, and leaves the rest', () => {
    const tensor = torch.ones([1])
    const date = new Date(0)
    const { a, b, c, d } = data.defaultConvert({
      a: [Uint8Array.of(7), 'x'],
      b: tensor,
      c: 5,
      d: date,
    })
    expect([(a[0] as unknown as Tensor).toArray(), a[1], c]).toEqual([[7], 'x', 5])
    expect(b).toBe(tensor)
    expect(d).toBe(date)
  })
})

describe('a part', () => {
  it.each<[() => unknown, string]>([
    [() => new data.Subset(7 as never, []), 'Subset: expected a dataset, such as data.mnist('],
    [
      () => new data.Subset(counting(3), 7 as never),
      'Subset: indices: expected an array of indices, found 7',
    ],
    [
      () => new data.Subset(counting(3), [0, -1]),
      'Subset: indices[1]: expected an index from 0 to 2, found -1',
    ],
    [
      () => new data.Subset(counting(3), [0.5]),
      'Subset: indices[0]: expected an index from 0 to 2, found 0.5',
    ],
    [
      () => new data.Subset(counting(0), [0]),
      'Subset: indices[0]: expected an index from 0 to -1, found 0 (the dataset is empty)',
    ],
    [
      () => new data.Subset(counting(3), [2]).get(1),
      'Subset.get: expected an index from 0 to 0, found 1',
    ],
    [
      () => new data.ConcatDataset([]),
      'ConcatDataset: expected an array of at least one dataset, found an array of 0',
    ],
    [
      () => new data.ConcatDataset([counting(1), 7 as never]),
      'ConcatDataset[1]: expected a dataset',
    ],
    [
      () => new data.ConcatDataset([counting(2)]).get(2),
      'ConcatDataset.get: expected an index from 0 to 1, found 2',
    ],
    [() => new data.ChainDataset([]), 'ChainDataset: expected an array of at least one dataset'],
    [
      () => new data.ChainDataset([new Set([1]), counting(1)] as never),
      'ChainDataset[1]: expected an iterable of samples, found an object; ConcatDataset is for datasets by index',
    ],
    [() => new data.StackDataset([]), 'StackDataset: expected an array of at least one dataset'],
    [
      () => new data.StackDataset({}),
      'StackDataset: expected an array of at least one dataset, found an array of 0',
    ],
    [
      () => new data.StackDataset(7 as never),
      'StackDataset: expected an array of at least one dataset, found 7',
    ],
    [
      () => new data.StackDataset({ a: counting(1), b: 7 as never }),
      'StackDataset: b: expected a dataset',
    ],
    [
      () => new data.StackDataset({ a: counting(3), b: counting(3), c: counting(2) }),
      "StackDataset: expected datasets of one length, found 3 of 'a' and 2 of 'c'",
    ],
    [() => new data.MappedDataset(7 as never, x => x), 'MappedDataset: expected a dataset'],
    [
      () => new data.MappedDataset([1], 7 as never),
      'MappedDataset: fn: expected a function, found 7',
    ],
  ])('%p is refused', (call, message) => {
    expect(call).toThrow(message)
  })

  it('shares its indices with other threads', () => {
    const part = new data.Subset(counting(9), Int32Array.of(8, 3))
    expect(part.indices.buffer).toBeInstanceOf(SharedArrayBuffer)
    expect([[...part.indices], part.indices.buffer.byteLength]).toEqual([[8, 3], 16])
  })

  it('waits for samples that are promised, in its place', async () => {
    expect(await new data.ConcatDataset([later(2), counting(3)]).get(1)).toBe(1)
    const stacked = new data.StackDataset({ a: counting(4), b: later(4) })
    expect(await stacked.get(3)).toEqual({ a: 3, b: 3 })
    expect(stacked.gather).toBeUndefined()
    expect(await new data.StackDataset([later(4), counting(4)]).get(2)).toEqual([2, 2])
    const mapped = new data.MappedDataset(later(3), (sample, index) => [sample, index])
    expect(await mapped.get(2)).toEqual([2, 2])
  })

  it('says which of its own has no recipe', () => {
    const message = (dataset: data.HasRecipe): string => {
      try {
        dataset.recipe()
      } catch (error) {
        return (error as Error).message.split(':').slice(0, -1).join(':')
      }
      return 'none'
    }
    const stream = { [Symbol.iterator]: () => [1].values() }
    expect(message(new data.Subset(counting(1), [0]))).toContain('Subset')
    expect(message(new data.ConcatDataset([counting(1)]))).toContain('ConcatDataset[0]')
    expect(message(new data.ChainDataset([stream]))).toContain('ChainDataset[0]')
    expect(message(new data.StackDataset({ x: counting(1) }))).toContain('StackDataset: x')
    expect(message(new data.MappedDataset(counting(1), x => x))).toContain('MappedDataset')
  })
})

test('streams are iterable, and no datasets by index', () => {
  const iterate = { [Symbol.iterator]: () => [1].values() }
  const indexed = [[1], counting(1), { length: 1, gather: () => 1 }, 'abc', null, 7, {}]
  expect(indexed.map(isIterableDataset)).toEqual(indexed.map(() => false))
  const asynchronous = { [Symbol.asyncIterator]: () => undefined }
  const streams = [iterate, asynchronous, new Set(), { length: -1, get: () => 1, ...iterate }]
  expect(streams.map(isIterableDataset)).toEqual(streams.map(() => true))
  expect(() => checkIndex('f', 2, 3)).not.toThrow()
  expect(() => checkIndex('f', 0, 1)).not.toThrow()
})

describe('splitting', () => {
  const lengths = (total: number, parts: number[]): number[] =>
    data.randomSplit(counting(total), parts).map(part => part.length)

  it('deals out what fractions leave over, one each, and has every sample once', () => {
    expect(lengths(10, [0.35, 0.35, 0.3])).toEqual([4, 3, 3])
    expect(lengths(11, [0.25, 0.25, 0.25, 0.25])).toEqual([3, 3, 3, 2])
    expect(lengths(1, [1])).toEqual([1])
    expect(lengths(5, [0, 5])).toEqual([0, 5])
    const parts = data.randomSplit(counting(9), [4, 5])
    const all = parts.flatMap(part => [...part.indices]).sort((a, b) => a - b)
    expect(all).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  })

  it.each<[() => unknown, string]>([
    [
      () => lengths(10, [0.5, 0.4]),
      'randomSplit: expected lengths that add up to 10, or fractions that add up to 1, found ' +
        '[0.5, 0.4], which add up to 0.9',
    ],
    [() => lengths(10, [0.5, 0.5, 9]), 'found [0.5, 0.5, 9], which add up to 10'],
    [
      () => lengths(10, ['5', '5'] as never),
      'randomSplit: expected an array of lengths, such as [54_000, 6_000]',
    ],
    [() => data.randomSplit(7 as never, [1]), 'randomSplit: expected a dataset'],
    [() => data.randomSplit([1], [1], { seed: 1 } as never), "randomSplit: unknown option 'seed'"],
    [
      () => data.randomSplit([1], [1], { generator: 7 as never }),
      'randomSplit: generator: expected a torch.Generator, found 7',
    ],
  ])('%p is refused', (call, message) => expect(call).toThrow(message))
})

describe('seeds', () => {
  it('of parts are those of SplitMix64', () => {
    // The first numbers of SplitMix64 for the seed 1234567, and the first for 0.
    const found = [0, 1, 2, 3].map(index => deriveSeed(1234567n, index))
    expect(found).toEqual([
      6457827717110365317n,
      3203168211198807973n,
      9817491932198370423n,
      4593380528125082431n,
    ])
    expect(deriveSeed(0n, 0)).toBe(0xe220a8397b1dcdafn)
  })

  it('are drawn from a generator, or the default one', () => {
    const [first, second] = [new torch.Generator(5), new torch.Generator(5)]
    expect(drawSeed(first)).toBe(drawSeed(second))
    expect(drawSeed(first)).not.toBe(drawSeed(new torch.Generator(5)))
    torch.manualSeed(5)
    expect(drawSeed()).toBe(drawSeed(new torch.Generator(5)))
  })

  it('are of what is made with them alone', () => {
    torch.manualSeed(8)
    const draw = (): unknown => values(torch.rand([2]))
    const outside = draw()
    torch.manualSeed(8)
    const inside = withSeed(7n, () => [
      draw(),
      values(torch.rand([2], { generator: data.loaderGenerator() ?? null })),
    ])
    expect(withSeed(7n, draw)).toEqual(inside[0])
    expect(inside[1]).toEqual(values(torch.rand([2], { generator: new torch.Generator(7n) })))
    expect(inside[0]).not.toEqual(inside[1])
    expect(() =>
      withSeed(7n, () => {
        throw new RangeError('no')
      }),
    ).toThrow(RangeError)
    expect(data.loaderGenerator()).toBeUndefined()
    expect(draw()).toEqual(outside)
  })
})
