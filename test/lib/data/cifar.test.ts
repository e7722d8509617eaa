import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { DataError, data } from '../../../lib'
import { tarEntries } from '../../../lib/data/reader/tar'
import { files, goldenFile } from './files'
import { idxBytes, imageFiles, withFiles } from './fixtures'

const archive = goldenFile('cifar-10-binary.tar.gz')

function batches(): Record<string, Buffer> {
  const entries = [...tarEntries('archive', gunzipSync(readFileSync(archive)))]
  return Object.fromEntries(entries.map(({ name, content }) => [name.split('/')[1]!, content]))
}

describe('CIFAR-10', () => {
  const check = (root: string): void => {
    using train = data.cifar10('train', { root })
    using test = data.cifar10('test', { root })
    expect(train.target.toArray()).toEqual(files.cifar10.train)
    expect(test.target.toArray()).toEqual(files.cifar10.test)
    expect([train.input.shape, train.input.dtype]).toEqual([[10, 3, 32, 32], 'uint8'])
    const { input, target } = train.get(9)
    expect([input.shape, input.dtype, target.dtype]).toEqual([[3, 32, 32], 'float32', 'int64'])
    const row = input.mul(255).round().select(1, 31).transpose(0, 1).toArray()
    expect(row).toEqual(files.cifar10.lastPixels)
    expect(train.classes?.[3]).toBe('cat')
  }

  it('is read from the archive, its folder, and unpacked', async () => {
    check(archive)
    await withFiles(batches(), check)
    await withFiles({}, root => {
      copyFileSync(archive, join(root, 'cifar-10-binary.tar.gz'))
      check(root)
      const folder = join(root, 'cifar-10-batches-bin')
      mkdirSync(folder)
      for (const [name, bytes] of Object.entries(batches()))
        writeFileSync(join(folder, name), bytes)
      check(root)
    })
  })

  const wrong: [string, Record<string, Buffer | null>, RegExp][] = [
    ['a batch that is missing', { 'data_batch_3.bin': null }, /data_batch_3.bin', found no such/],
    ['none at all', { 'data_batch_1.bin': null }, /expected data_batch_1.bin or cifar-10-binary/],
    [
      'a truncated batch',
      { 'data_batch_2.bin': Buffer.alloc(5000) },
      /found 5000 bytes: truncated/,
    ],
    ['an empty batch', { 'data_batch_2.bin': Buffer.alloc(0) }, /the file is empty/],
    ['a page', { 'data_batch_2.bin': Buffer.from('<html>no</html>') }, /found an HTML page/],
    ['a label of 10', { 'data_batch_1.bin': Buffer.alloc(3073, 10) }, /0 to 9, found 10 at byte 0/],
  ]

  it.each(wrong)('refuses %s', async (_, replaced, message) => {
    const given = Object.entries({ ...batches(), ...replaced }).filter(([, bytes]) => bytes)
    await withFiles(Object.fromEntries(given) as Record<string, Buffer>, root => {
      expect(() => data.cifar10('train', { root })).toThrow(message)
      expect(() => data.cifar10('train', { root })).toThrow(DataError)
    })
  })

  it('says what to do where there is nothing', async () => {
    expect(() => data.cifar10('train')).toThrow(/npx isbe data fetch cifar10.*\{ root \}/)
    await withFiles({ 'cifar-10-python.tar.gz': Buffer.alloc(1) }, root => {
      expect(() => data.cifar10('train', { root })).toThrow(/the version for Python/)
    })
  })
})

test('CIFAR-100 has fine and coarse labels', async () => {
  const record = (coarse: number, fine: number): Buffer =>
    Buffer.concat([Buffer.from([coarse, fine]), Buffer.alloc(3072, fine)])
  const bytes = Buffer.concat([record(4, 0), record(19, 99)])
  await withFiles({ 'train.bin': bytes, 'test.bin': bytes }, root => {
    using fine = data.cifar100('train', { root })
    using coarse = data.cifar100('test', { root, labels: 'coarse' })
    expect([fine.target.toArray(), coarse.target.toArray()]).toEqual([
      [0, 99],
      [4, 19],
    ])
    expect([fine.classes?.[99], coarse.classes?.[19]]).toEqual(['worm', 'vehicles_2'])
    expect(() => data.cifar100('test', { root, labels: 'x' as never })).toThrow(/fine, coarse/)
  })
})

test('the datasets of MNIST’s format', async () => {
  await withFiles(imageFiles(12), root => {
    expect(data.fashionMnist('train', { root }).classes?.[9]).toBe('Ankle boot')
    expect(data.kmnist('test', { root }).length).toBe(12)
    expect(() => data.emnist('test', { root, subset: 'digits' })).toThrow(
      /EMNIST digits: expected emnist-digits-test-images-idx3-ubyte/,
    )
    expect(() => data.emnist('test', { root } as never)).toThrow(/subset: expected balanced/)
  })
  const letters = {
    'emnist-letters-train-images-idx3-ubyte': imageFiles(2)['train-images-idx3-ubyte']!,
    'emnist-letters-train-labels-idx1-ubyte': idxBytes([2], [1, 26]),
  }
  await withFiles(letters, root => {
    using set = data.emnist('train', { root, subset: 'letters' })
    expect([set.classes?.[26], set.title]).toEqual(['z', 'EMNIST letters'])
  })
})
