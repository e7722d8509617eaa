import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DataError, data } from '../../../lib'
import { cifar10Classes } from '../../../lib/data/sets/cifar'
import { importImages, readImportRecord } from '../../../lib/data/sets/imported'
import { loadSharp } from '../../../lib/data/reader/image'
import { loadData } from '../../../lib/experiments/data'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isbe-import-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

async function image(shade: number, size = 32, form: 'png' | 'jpeg' = 'png'): Promise<Buffer> {
  const background = { r: shade, g: 2 * shade, b: 3 * shade }
  const picture = loadSharp()({ create: { width: size, height: size, channels: 3, background } })
  return picture.toFormat(form).toBuffer()
}

async function writeImages(count: Record<'train' | 'test', number>): Promise<string> {
  const root = join(folder, 'images')
  for (const split of ['train', 'test'] as const)
    for (let i = 0; i < count[split]; ++i) {
      const path = join(root, split, cifar10Classes[i % 10]!, `${String(i).padStart(2, '0')}.png`)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, await image(i))
    }
  return root
}

test('images become batches of the official format, and are read as CIFAR-10', async () => {
  const images = await writeImages({ train: 20, test: 10 })
  const seen: number[] = []
  const onProgress = (done: number): unknown => seen.push(done)
  const record = await importImages({ images, as: 'cifar10', folder, onProgress })
  expect(record).toMatchObject({ title: 'CIFAR-10, imported from images', train: 20, test: 10 })
  expect(readImportRecord(folder)).toEqual(record)
  expect(seen).toHaveLength(30)
  using train = data.cifar10('train', { root: folder })
  expect([train.length, train.title]).toEqual([20, record.title])
  expect(train.target.toArray()).toEqual(Array.from({ length: 20 }, (_, i) => i % 10))
  const corner = train.input.select(3, 0).select(2, 31).toArray<number[][]>()
  expect(corner[13]).toEqual([13, 26, 39])
  const {
    train: fitted,
    test: rest,
    classes,
  } = await loadData({ arch: 'n0', data: 'cifar10', dataDir: folder })
  expect([fitted.get(13).input.shape, classes]).toEqual([[1, 28, 28], 10])
  const grey = (13 * 0.299 + 26 * 0.587 + 39 * 0.114) / 255
  expect(fitted.get(13).input.mean().item()).toBeCloseTo(grey, 5)
  for (const set of [fitted, rest]) set.dispose()
  await expect(importImages({ images, as: 'cifar10', folder })).rejects.toThrow(/there already/)
})

test('an import that fails leaves nothing', async () => {
  const images = await writeImages({ train: 10, test: 10 })
  const attempt = (): Promise<unknown> => importImages({ images, as: 'cifar10', folder })
  const path = join(images, 'train', 'cat', '03.png')
  const wrong: [Buffer, RegExp][] = [
    [await image(1, 31), /03.png' expected an image of 32×32, found 31×31/],
    [Buffer.from('<html>'), /03.png' expected data, found an HTML page/],
  ]
  for (const [content, message] of wrong) {
    writeFileSync(path, content)
    await expect(attempt()).rejects.toThrow(message)
    await expect(attempt()).rejects.toThrow(DataError)
  }
  expect(readdirSync(folder)).toEqual(['images'])
  mkdirSync(join(images, 'train', 'cats'))
  writeFileSync(join(images, 'train', 'cats', '1.png'), await image(1))
  await expect(attempt()).rejects.toThrow(/found 'cats' \(did you mean 'cat'\?\)/)
})

/** Such as `ISBE_TEST_DATA=../shared/data`: it has what cannot be downloaded. */
const { ISBE_TEST_DATA: shared } = process.env
const real = join(shared ?? '', 'cifar10-jpeg.tar.gz')

const isHere = shared !== undefined && existsSync(real)
const whereReal = isHere ? it : it.skip
if (!isHere) {
  const reason = shared === undefined ? 'no ISBE_TEST_DATA' : `no ${real}`
  console.log(`skipped: ${reason}: CIFAR-10 of JPEG files is not imported`)
}

whereReal(
  'CIFAR-10 of JPEG files is imported from its archive and read',
  async () => {
    const record = await importImages({ images: real, as: 'cifar10', folder })
    expect(record).toMatchObject({
      title: 'CIFAR-10, JPEG re-encoded',
      train: 50_000,
      test: 10_000,
    })
    using train = data.cifar10('train', { root: folder })
    using test = data.cifar10('test', { root: folder })
    expect([train.length, test.length, train.title]).toEqual([50_000, 10_000, record.title])
    const counts = train.target.bincount().toArray()
    expect(counts).toEqual(Array.from({ length: 10 }, () => 5000))
    expect(readFileSync(join(folder, 'cifar-10-batches-bin', 'test_batch.bin')).length).toBe(
      30_730_000,
    )
  },
  900_000,
)
