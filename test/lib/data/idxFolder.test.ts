/** Folders of IDX files of one's own; all of them are made here. */
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import torch, { DataError, OptionError, data } from '../../../lib'
import { withFiles } from './fixtures'

const sizes = { 0x08: 1, 0x09: 1, 0x0b: 2, 0x0c: 4, 0x0d: 4, 0x0e: 8 } as const
type Type = keyof typeof sizes

/** The bytes of a file of one type. */
function idx(type: Type, shape: readonly number[], values: readonly number[]): Buffer {
  const head = Buffer.alloc(4 + 4 * shape.length)
  head.writeUInt16BE((type << 8) | shape.length, 2)
  shape.forEach((size, i) => head.writeUInt32BE(size, 4 + 4 * i))
  const body = Buffer.alloc(sizes[type] * values.length)
  values.forEach((value, i) => {
    const at = i * sizes[type]
    if (type === 0x08) body.writeUInt8(value, at)
    else if (type === 0x09) body.writeInt8(value, at)
    else if (type === 0x0b) body.writeInt16BE(value, at)
    else if (type === 0x0c) body.writeInt32BE(value, at)
    else if (type === 0x0d) body.writeFloatBE(value, at)
    else body.writeDoubleBE(value, at)
  })
  return Buffer.concat([head, body])
}

const count = (n: number): number[] => Array.from({ length: n }, (_, i) => i)
const labels = idx(0x08, [2], [0, 1])

test.each<[string, Type, number]>([
  ['bytes', 0x08, 1 / 255],
  ['int8', 0x09, 1],
  ['int16', 0x0b, 1],
  ['int32', 0x0c, 1],
  ['float32', 0x0d, 1],
  ['float64', 0x0e, 1],
])('samples of %s become float32', async (_, type, scale) => {
  const files = {
    'train-images-idx3': idx(type, [2, 2, 3], count(12)),
    'train-labels-idx1': labels,
  }
  await withFiles(files, root => {
    using set = data.idxFolder('train', { root })
    const { input, target } = set.gather(torch.tensor([1n]))
    expect([input.shape, input.dtype, target.dtype]).toEqual([[1, 1, 2, 3], 'float32', 'int64'])
    const expected = torch.tensor([6, 7, 8, 9, 10, 11]).mul(scale)
    expect(torch.allclose(input.flatten(), expected)).toBe(true)
  })
})

test.each<[string, Type]>([
  ['bytes', 0x08],
  ['int8', 0x09],
  ['int16', 0x0b],
  ['int32', 0x0c],
])('labels of %s are int64', async (_, type) => {
  const files = {
    'test-images': idx(0x08, [2, 3], count(6)),
    'test-labels': idx(type, [2], [1, 7]),
  }
  await withFiles(files, root => {
    using set = data.idxFolder('test', { root })
    expect([set.target.dtype, set.target.toArray()]).toEqual(['int64', [1, 7]])
    expect(set.get(0).input.shape).toEqual([3])
  })
})

test.each([
  ['train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz'],
  ['My-Train.images.idx', 'My-Train.labels.idx'],
  ['emnist-letters-train-images-idx3-ubyte', 'emnist-letters-train-labels-idx1-ubyte'],
])('%s is found', async (images, names) => {
  const packed = (name: string, bytes: Buffer): Buffer =>
    name.endsWith('.gz') ? gzipSync(bytes) : bytes
  const files = {
    [images]: packed(images, idx(0x08, [2, 3, 4, 5], count(120))),
    [names]: packed(names, labels),
    'constrain-images': Buffer.from('another file'),
  }
  await withFiles(files, root => {
    using set = data.idxFolder('train', { root, classes: ['a', 'b'] })
    expect([set.get(1).input.shape, set.classes]).toEqual([
      [3, 4, 5],
      ['a', 'b'],
    ])
  })
})

const images = idx(0x08, [2, 2, 2], count(8))

test.each<[string, Record<string, Buffer>, RegExp]>([
  ['no images', { 'train-labels': labels }, /whose name has 'train-images' in .*found none/],
  ['no labels', { 'train-images': images }, /whose name has 'train-labels'/],
  [
    'two sets',
    { 'a-train-images': images, 'b-train-images': images, 'train-labels': labels },
    /expected one file of the images of the train set .* 'a-train-images' and 'b-train-images'/,
  ],
  [
    'fractions as labels',
    { 'train-images': images, 'train-labels': idx(0x0d, [2], [0, 1]) },
    /expected labels \[count\] of whole numbers, found \[2\] of float32/,
  ],
  [
    'labels of two dimensions',
    { 'train-images': images, 'train-labels': idx(0x08, [2, 1], [0, 1]) },
    /expected labels \[count\] of whole numbers, found \[2, 1\] of uint8/,
  ],
  [
    'labels below 0',
    { 'train-images': images, 'train-labels': idx(0x09, [2], [0, -1]) },
    /expected labels from 0, found -1 at 1/,
  ],
  [
    'other counts',
    { 'train-images': images, 'train-labels': idx(0x08, [3], [0, 1, 0]) },
    /expected as many labels as samples, found 3 in .* for 2/,
  ],
  [
    'no samples',
    { 'train-images': idx(0x08, [0, 2, 2], []), 'train-labels': idx(0x08, [0], []) },
    /expected samples \[count, …\] with values, found \[0, 2, 2\]/,
  ],
  [
    'numbers without a shape',
    { 'train-images': idx(0x08, [2], [1, 2]), 'train-labels': labels },
    /expected samples \[count, …\] with values, found \[2\]/,
  ],
  [
    'another format',
    { 'train-images': Buffer.from('PNG?'), 'train-labels': labels },
    /magic number/,
  ],
])('a folder with %s is refused', async (_, files, message) => {
  await withFiles(files, root => {
    expect(() => data.idxFolder('train', { root })).toThrow(message)
    expect(() => data.idxFolder('train', { root })).toThrow(DataError)
  })
})

test('labels outside the classes, and wrong options, are refused', async () => {
  await withFiles({ 'train-images': images, 'train-labels': labels }, root => {
    const open = (classes: unknown) => () => data.idxFolder('train', { root, classes } as never)
    expect(open(['a'])).toThrow(/train-labels' expected labels from 0 to 0, found 1 at 1/)
    expect(open('ab')).toThrow(OptionError)
    expect(open([])).toThrow(/classes: expected an array of names/)
    expect(() => data.idxFolder('val' as never, { root })).toThrow(/split: expected/)
    expect(() => data.idxFolder('train', {} as never)).toThrow(/idxFolder: root: expected a string/)
    expect(() => data.idxFolder('train', { root: join(root, 'no') })).toThrow(/expected a folder/)
  })
})
