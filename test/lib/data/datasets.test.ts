import torch, { DataError, OptionError, data, type Tensor } from '../../../lib'
import { readGoldens } from '../goldens'

interface Goldens {
  splits: { length: number; lengths: number[]; parts: number[][] }[]
  collated: { samples: unknown[]; batch: unknown }[]
}

// test/goldens/make_datasets.py
const golden = readGoldens<Goldens>('datasets.json')

function counting(length: number): data.Dataset<number> {
  return { length, get: index => index }
}

function tensors(count: number): data.TensorDataset {
  return new data.TensorDataset(
    torch.arange(count, { dtype: 'float32' }).reshape([count, 1]),
    torch.arange(count),
  )
}

const int64 = (values: number[]): Tensor => torch.tensor(values, { dtype: 'int64' })

function described(value: unknown): unknown {
  if (torch.isTensor(value))
    return { dtype: value.dtype, shape: value.shape, values: value.toArray() }
  if (Array.isArray(value)) return value.map(described)
  if (typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value!).map(([key, inner]) => [key, described(inner)]))
}

test.each(golden.splits)('splits $length at random by $lengths as PyTorch', split => {
  const generator = new torch.Generator(42)
  const parts = data.randomSplit(counting(split.length), split.lengths, { generator })
  expect(parts.map(part => [...part.indices])).toEqual(split.parts)
})

test.each(golden.collated)('collates $samples as PyTorch', ({ samples, batch }) => {
  expect(described(data.defaultCollate(samples))).toEqual(batch)
})

test.each([
  [[5, 4], /add up to 10, .*found \[5, 4\]/],
  [[0.5, 0.6], /add up to 10/],
  [[-1, 11], /randomSplit: expected an array of lengths/],
  [[], /randomSplit: expected an array of lengths/],
  ['x', /randomSplit: expected an array of lengths/],
])('refuses to split 10 by %p', (lengths, message) => {
  expect(() => data.randomSplit(counting(10), lengths as never)).toThrow(message)
})

describe('what cannot be collated is named', () => {
  it.each([
    [[torch.ones([2]), torch.ones([3])], /one shape.*of sample 0.*of sample 1/],
    [
      [{ a: [1, 2] }, { a: [1] }],
      /one length, found 2 at 'a' of sample 0 and 1 at 'a' of sample 1/,
    ],
    [[{ a: 1 }, { b: 1 }], /expected 'a' of sample 1/],
    [[{ a: 1 }, { a: 'x' }], /a number at 'a' of sample 0 and a string at 'a' of sample 1/],
    [[null], /found null of sample 0/],
    [[{ a: new Date(0) }], /found a Date at 'a' of sample 0/],
  ])('%p', (samples, message) => {
    expect(() => data.defaultCollate(samples as unknown[])).toThrow(message)
    expect(() => data.defaultCollate(samples as unknown[])).toThrow(DataError)
  })

  it('no samples at all', () => {
    expect(() => data.defaultCollate([])).toThrow(OptionError)
  })
})

test('typed arrays, bigints and tensors are stacked, and leave no tensor behind', () => {
  const live = torch.memory().tensors
  const samples = [
    { input: Float32Array.of(1, 2), id: 2n ** 60n },
    { input: Float32Array.of(3, 4), id: 5n },
  ]
  const { input, id } = data.defaultCollate(samples)
  expect(described([input, id])).toEqual([
    {
      dtype: 'float32',
      shape: [2, 2],
      values: [
        [1, 2],
        [3, 4],
      ],
    },
    { dtype: 'int64', shape: [2], values: [2n ** 60n, 5] },
  ])
  expect(torch.memory().tensors).toBe(live + 2)
  const converted = data.defaultConvert({ input: Uint8Array.of(1), label: 3, name: 'x' })
  expect([converted.input.dtype, converted.label, converted.name]).toEqual(['uint8', 3, 'x'])
})

test('a part gathers from its dataset in one go, or gives sample by sample', () => {
  const part = new data.Subset(tensors(10), [7, 3, 9])
  const { input, target } = part.gather!(int64([2, 0])) as data.Batch
  expect([input.toArray(), target.toArray()]).toEqual([
    [[9], [7]],
    [9, 7],
  ])
  expect((part.get(1) as data.Batch).target.item()).toBe(3)
  const slow = new data.Subset(counting(10), torch.tensor([4n, 2n]))
  expect([slow.length, slow.get(0), slow.get(1), slow.gather]).toEqual([2, 4, 2, undefined])
  expect(() => new data.Subset(counting(3), [3])).toThrow(/index from 0 to 2, found 3/)
  expect(() => slow.get(2)).toThrow(OptionError)
})

test('datasets one after the other, and side by side', async () => {
  const both = new data.ConcatDataset([counting(2), counting(0), counting(3)])
  expect(both.cumulativeSizes).toEqual([2, 2, 5])
  expect([0, 1, 2, 3, 4].map(index => both.get(index))).toEqual([0, 1, 0, 1, 2])
  const later = new data.MappedDataset(counting(3), index => Promise.resolve(`${index}`))
  const named = new data.StackDataset({ index: counting(3), text: later })
  expect(await named.get(2)).toEqual({ index: 2, text: '2' })
  expect(new data.StackDataset([counting(3), counting(3)]).get(1)).toEqual([1, 1])
  expect(() => new data.StackDataset([counting(3), counting(2)])).toThrow(
    /found 3 of '0' and 2 of '1'/,
  )
  const stacked = new data.StackDataset({ a: tensors(4), b: tensors(4) })
  const batch = stacked.gather!(int64([1, 3])) as { a: data.Batch; b: data.Batch }
  expect([batch.a.target.toArray(), batch.b.input.toArray()]).toEqual([
    [1, 3],
    [[1], [3]],
  ])
})

test('arrays are datasets of their elements', () => {
  const part = new data.Subset(['a', 'b', 'c'], [2, 0])
  expect([part.get(0), part.get(1)]).toEqual(['c', 'a'])
  expect(new data.ConcatDataset([['a'], ['b', 'c']]).get(2)).toBe('c')
  const doubled = new data.MappedDataset([1, 2, 3], value => 2 * value)
  expect(doubled.get(2)).toBe(6)
  expect(() => doubled.get(3)).toThrow(/MappedDataset.get: expected an index from 0 to 2, found 3/)
  const [most, few] = data.randomSplit([1, 2, 3, 4], [3, 1])
  expect([most!.length, few!.length]).toEqual([3, 1])
})

test('streams one after the other', async () => {
  const stream = (...values: number[]) => ({ [Symbol.iterator]: () => values.values() })
  const seen: number[] = []
  for await (const value of new data.ChainDataset([stream(1, 2), stream(3)])) seen.push(value)
  expect(seen).toEqual([1, 2, 3])
  expect(() => new data.ChainDataset([counting(2) as never])).toThrow(/ConcatDataset is for/)
})

test('a function goes over the samples when they are asked for', () => {
  const doubled = new data.MappedDataset(counting(4), (sample, index) => sample + index)
  expect([doubled.length, doubled.get(3)]).toEqual([4, 6])
})

describe('a dataset is made again from its recipe', () => {
  const again = async (dataset: data.HasRecipe): Promise<data.Dataset> =>
    (await data.makeFrom(data.recipeOf(dataset))) as data.Dataset

  it('over the same memory', async () => {
    const live = torch.memory().tensors
    const original = torch.tidy(() => tensors(6))
    const parts = new data.StackDataset({
      all: new data.ConcatDataset([
        new data.Subset(original, [0, 1]),
        new data.Subset(original, [5]),
      ]),
    })
    const made = await again(parts)
    original.target.fill_(8)
    const sample = made.get(2) as { all: data.Batch }
    expect([sample.all.input.item(), sample.all.target.item()]).toEqual([5, 8])
    const { datasets } = made as data.StackDataset<{ all: data.ConcatDataset<data.Batch> }>
    for (const part of datasets.all.datasets as data.Subset<data.Batch>[])
      (part.dataset as data.TensorDataset).dispose()
    for (const tensor of [original.input, original.target, sample.all.input, sample.all.target])
      tensor.dispose()
    expect(torch.memory().tensors).toBe(live)
  })

  it('with functions that were exported, and not with others', async () => {
    const double = data.exported(__filename, 'double', (x: number) => 2 * x)
    expect(data.recipeOf(double)).toEqual({ module: __filename, name: 'double' })
    const path = data.recipeOf(data.exported(`file://${__filename}`, 'double', { x: 1 })).module
    expect(path).toBe(__filename)
    expect(() => data.recipeOf(new data.MappedDataset(counting(2), x => x))).toThrow(
      /expected what another thread can make again, found an object.*recipe\(\)/,
    )
    expect(() => data.exported('here', 'double', double)).toThrow(/absolute path or the file: URL/)
    await expect(data.makeFrom({ module: __filename, name: 'none', args: [] })).rejects.toThrow(
      /to export none, found undefined/,
    )
  })
})
