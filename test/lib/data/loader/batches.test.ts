/** How a loader makes its batches: what is called with what, in which order, and what it draws. */
import torch, { DataError, data, type Tensor } from '../../../../lib'
import { places } from '../../../../lib/data/loader/places'
import { deriveSeed, drawSeed } from '../../../../lib/data/seed'
import { settled } from '../../../support/settled'

const values = (tensor: Tensor): unknown => tensor.toArray()

/** Random numbers of the loader and of the default generator, as they come for a sample. */
const draw = (): [unknown, unknown] => [
  torch.rand([1], { generator: data.loaderGenerator() ?? null }).item(),
  torch.rand([1]).item(),
]
/** What comes first from the generator of this seed. */
const firstOf = (seed: bigint): unknown =>
  torch.rand([1], { generator: new torch.Generator(BigInt.asIntN(64, seed)) }).item()

async function all<T>(loader: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const batch of loader) found.push(batch)
  return found
}

describe('random numbers', () => {
  const seed = 21
  /** Of the epoch, which is the first draw of the loader's generator. */
  const ofEpoch = (): bigint => drawSeed(new torch.Generator(seed))

  it('of samples, of collate and of the transform follow from the number of the batch', () => {
    const drawn: unknown[] = []
    const note = (value: unknown): unknown => {
      drawn.push(draw()[0])
      return value
    }
    const loader = new data.DataLoader(
      { length: 3, get: note },
      {
        ...{ batchSize: 2, seed, collate: note },
        transform: (batch: never) => note(batch),
      },
    )
    expect([...loader]).toEqual([[0, 1], [2]])
    const batch = (index: number): bigint => deriveSeed(ofEpoch(), index)
    const expected = [
      ...[deriveSeed(batch(0), 0), deriveSeed(batch(0), 1), deriveSeed(batch(0), 2), batch(0)],
      ...[deriveSeed(batch(1), 0), deriveSeed(batch(1), 1), batch(1)],
    ]
    expect(drawn).toEqual(expected.map(firstOf))
  })

  it('of a dataset that gathers are those of the batch', () => {
    const drawn: unknown[] = []
    const gather = (indices: Tensor): Tensor => {
      drawn.push(draw()[0])
      return indices.add(0)
    }
    const loader = new data.DataLoader({ length: 4, gather }, { batchSize: 2, seed })
    expect(Array.from(loader, values)).toEqual([
      [0, 1],
      [2, 3],
    ])
    expect(drawn).toEqual([0, 1].map(index => firstOf(deriveSeed(ofEpoch(), index))))
  })

  it('of a stream follow from the batch and the place in it', async () => {
    const drawn: unknown[] = []
    const stream = {
      *[Symbol.iterator]() {
        for (let i = 0; i < 3; ++i) {
          drawn.push(draw()[0])
          yield i
        }
      },
    }
    const loader = new data.DataLoader(stream, { batchSize: 2, seed })
    expect((await all(loader)).length).toBe(2)
    const ofStream = deriveSeed(ofEpoch(), 0)
    const places = [
      [0, 0],
      [0, 1],
      [1, 0],
    ] as const
    expect(drawn).toEqual(
      places.map(([batch, place]) => firstOf(deriveSeed(deriveSeed(ofStream, batch), place))),
    )
  })

  it('are the same whether a dataset must be waited for or not', async () => {
    const get = (index: number): unknown => [index, ...draw()]
    const options = { batchSize: 2, seed, collate: (some: unknown) => some }
    const now = await all(new data.DataLoader({ length: 5, get }, options))
    const get2 = async (index: number): Promise<unknown> => Promise.resolve(get(index))
    expect(await all(new data.DataLoader({ length: 5, get: get2 }, options))).toEqual(now)
    expect([...new data.DataLoader({ length: 5, get }, options)]).toEqual(now)
    expect(new Set(now.flat(2)).size).toBe(15)
  })
})

describe('a transform', () => {
  const flip = new data.transforms.RandomHorizontalFlip(1)
  const image = (): Tensor => torch.arange(4).to('float32').view([1, 1, 4])
  const back = [[[[3, 2, 1, 0]]]]
  const first = (samples: readonly unknown[], options: data.LoaderOptions): unknown => {
    for (const batch of new data.DataLoader(samples, options)) return structureOf(batch)
    return undefined
  }
  const structureOf = (batch: unknown): unknown => {
    if (torch.isTensor(batch)) return batch.toArray()
    if (Array.isArray(batch)) return batch.map(structureOf)
    if (typeof batch !== 'object') return batch
    return Object.fromEntries(
      Object.entries(batch!).map(([key, value]) => [key, structureOf(value)]),
    )
  }

  it('changes input and target, and leaves what is beside them', () => {
    expect(first([{ input: image(), target: 7, name: 'x' }], { transform: flip })).toEqual({
      ...{ input: back, target: [7], name: ['x'] },
    })
    expect(first([[image(), 7, 'x', 5]], { transform: flip })).toEqual([back, [7], ['x'], [5]])
    expect(first([[image(), 7]], { transform: [{ name: 'randomHorizontalFlip', p: 1 }] })).toEqual([
      back,
      [7],
    ])
  })

  it.each([
    [[1, 2], 'a Tensor'],
    [[['a', 'b']], 'an array of 2'],
    [[[torch.ones([1]), 'b']], 'an array of 2'],
    [['a'], 'an array of 1'],
  ])('of samples %p is refused', (samples, found) => {
    expect(() => first(samples, { transform: flip })).toThrow(DataError)
    expect(() => first(samples, { transform: flip })).toThrow(
      'DataLoader: transform: expected batches { input, target } or [input, target] of tensors, ' +
        `found ${found}; a function (batch) => batch takes others`,
    )
  })

  it('may be a promise, and leaves no tensor behind', async () => {
    const live = await settled(() => torch.memory().tensors)
    const transform = async (batch: Tensor): Promise<Tensor> => Promise.resolve(batch.mul(2))
    const seen: unknown[] = []
    const get = (index: number): Tensor => torch.full([1], index)
    const loader = new data.DataLoader({ length: 2, get }, { transform })
    for await (const batch of loader as AsyncIterable<Tensor>) seen.push(batch.toArray())
    expect(seen).toEqual([[[0]], [[2]]])
    expect(torch.memory().tensors).toBe(live)
  })
})

describe('samples alone', () => {
  it('are converted, or collated by a function of one', () => {
    const samples = [{ x: Uint8Array.of(1) }, { x: Uint8Array.of(2) }]
    const alone = new data.DataLoader(samples, { batchSize: null })
    expect(Array.from(alone, ({ x }) => x.toArray())).toEqual([[1], [2]])
    const seen: unknown[] = []
    const collate = (sample: { x: Uint8Array }): number => {
      seen.push(sample)
      return sample.x[0]!
    }
    expect([...new data.DataLoader(samples, { batchSize: null, collate })]).toEqual([1, 2])
    expect(seen).toEqual(samples)
  })

  it('of a stream come one by one', async () => {
    const stream = { [Symbol.iterator]: () => ['a', 'b'].values() }
    expect(await all(new data.DataLoader(stream, { batchSize: null }))).toEqual(['a', 'b'])
  })
})

describe('streams', () => {
  function stream(count: number): { closed: number } & data.IterableDataset<number> {
    return {
      closed: 0,
      *[Symbol.iterator]() {
        try {
          for (let i = 0; i < count; ++i) yield i
        } finally {
          ++this.closed
        }
      },
    }
  }
  const read = async (count: number, options: data.LoaderOptions): Promise<unknown> => {
    const loader = new data.DataLoader(stream(count), {
      ...options,
      collate: (some: unknown) => some,
    })
    return all(loader as AsyncIterable<unknown>)
  }

  it('have a last batch that is smaller, unless it is dropped', async () => {
    expect(await read(5, { batchSize: 2 })).toEqual([[0, 1], [2, 3], [4]])
    expect(await read(5, { batchSize: 2, dropLast: true })).toEqual([
      [0, 1],
      [2, 3],
    ])
    expect(await read(4, { batchSize: 2, dropLast: true })).toHaveLength(2)
    expect(await read(0, {})).toEqual([])
    expect(await read(2, {})).toEqual([[0], [1]])
  })

  it('are closed when the loop is left, once', async () => {
    const source = stream(9)
    const loader = new data.DataLoader(source)
    for await (const batch of loader) if (batch.item() === 1) break
    expect(source.closed).toBe(1)
    await all(loader)
    expect(source.closed).toBe(2)
  })

  it('may be asynchronous, which is taken before the other', async () => {
    const mixed = {
      async *[Symbol.asyncIterator]() {
        yield Promise.resolve('later')
      },
      *[Symbol.iterator]() {
        yield 'now'
      },
    }
    expect(await all(new data.DataLoader(mixed))).toEqual([['later']])
  })
})

test('an error has the samples of its batch as its place', async () => {
  const fail = (): never => {
    throw new RangeError('no')
  }
  const placeOf = async (
    dataset: data.AnyDataset,
    options: data.LoaderOptions,
  ): Promise<unknown> => {
    try {
      await all(
        new data.DataLoader(dataset, { batchSize: 12, ...options }) as AsyncIterable<unknown>,
      )
    } catch (error) {
      return places.get(error as object)
    }
    return 'none'
  }
  const indices = Array.from({ length: 12 }, (_, i) => i)
  const many = 'samples 0, 1, 2, 3, 4, 5, 6, 7, … (12)'
  expect(await placeOf(indices, { collate: fail })).toBe(many)
  expect(await placeOf({ length: 12, gather: fail }, {})).toBe(many)
  expect(await placeOf(indices.slice(4), { collate: fail })).toBe('samples 0, 1, 2, 3, 4, 5, 6, 7')
  const get = (index: number): number => (index === 3 ? fail() : index)
  expect(await placeOf({ length: 5, get }, {})).toBe('sample 3')
})
