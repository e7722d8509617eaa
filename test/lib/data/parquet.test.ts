import { copyFileSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { DataError, data, type Tensor } from '../../../lib'
import { files, goldenFile } from './files'
import { withFiles } from './fixtures'

const images = goldenFile('train-00000-of-00001.parquet')

test('images and labels as Hugging Face writes them', async () => {
  const columns = { input: 'image', target: 'label' }
  const dataset = await data.ParquetDataset.open(images, { columns })
  expect([dataset.length, dataset.classes]).toEqual([3, { label: files.parquet.names }])
  for (const [i, file] of ['colour.png', 'colour.jpg', 'grey.png'].entries()) {
    const { input, target } = (await dataset.get(i)) as { input: Tensor; target: number }
    expect(target).toBe(files.parquet.labels[i])
    const { pixels } = files.images.find(image => image.file === file)!
    const found = input.mul(255).round().toArray<number[][][]>()
    const worst = Math.max(...found.flat(2).map((value, j) => Math.abs(value - pixels.flat(2)[j]!)))
    expect(worst).toBeLessThanOrEqual(file.endsWith('png') ? 0 : 2)
  }
})

test('numbers, text and lists, of a folder and its split', async () => {
  await withFiles({}, async folder => {
    mkdirSync(join(folder, 'data'))
    copyFileSync(goldenFile('numbers.parquet'), join(folder, 'data', 'test-00000-of-00002.parquet'))
    copyFileSync(goldenFile('numbers.parquet'), join(folder, 'data', 'test-00001-of-00002.parquet'))
    const dataset = await data.ParquetDataset.open(folder, { split: 'test' })
    expect(dataset.length).toBe(6)
    const again = (await data.makeFrom(dataset.recipe())) as data.ParquetDataset
    expect(await again.get(4)).toEqual({ x: null, n: 2n ** 60n, text: 'ü', flag: false, list: [] })
    expect(await dataset.get(0)).toEqual({ x: 0.5, n: 1, text: 'a', flag: true, list: [1, 2] })
    await expect(data.ParquetDataset.open(folder)).rejects.toThrow(/expected 'train-….parquet'/)
  })
})

test('the name of the folder itself says nothing of the split', async () => {
  await withFiles({}, async folder => {
    const root = join(folder, 'test')
    mkdirSync(root)
    for (const split of ['train', 'test'])
      copyFileSync(goldenFile('numbers.parquet'), join(root, `${split}-00000-of-00001.parquet`))
    expect((await data.ParquetDataset.open(root, { split: 'test' })).length).toBe(3)
  })
})

test('refuses files of other columns, links that leave the folder, and wrong sizes', async () => {
  await withFiles({}, async folder => {
    copyFileSync(images, join(folder, 'train-0.parquet'))
    copyFileSync(goldenFile('numbers.parquet'), join(folder, 'train-1.parquet'))
    await expect(data.ParquetDataset.open(folder)).rejects.toThrow(
      /'.*train-1.parquet' expected a column 'image', found x, n/,
    )
    symlinkSync(images, join(folder, 'test-0.parquet'))
    await expect(data.ParquetDataset.open(folder, { split: 'test' })).rejects.toThrow(
      /'.*test-0.parquet' is a link to '.*': expected files/,
    )
  })
  await expect(data.ParquetDataset.open(images, { size: 7 as never })).rejects.toThrow(
    /ParquetDataset.open: size: expected \[height, width\], found 7/,
  )
  await expect(data.ParquetDataset.open(images, { mode: 'x' as never })).rejects.toThrow(/mode/)
})

const bytes = readFileSync(images)

/** With the last mention of a name, that of a group of rows, changed. */
function renamed(from: string, to: string): Buffer {
  const numbers = readFileSync(goldenFile('numbers.parquet'))
  numbers.write(to, numbers.lastIndexOf(from))
  return numbers
}

test.each([
  ['nothing', Buffer.alloc(0), /found an empty file/],
  ['a page', Buffer.from('<html>'.padEnd(40)), /found an HTML page/],
  ['another format', Buffer.alloc(40), /begins with PAR1/],
  ['a truncated file', bytes.subarray(0, 3000), /found other bytes: truncated/],
  [
    'a damaged footer',
    Buffer.concat([bytes.subarray(0, 99), Buffer.from('\0\0\0\x7fPAR1')]),
    /damaged footer/,
  ],
  // Whose damaged values would end the process, as nobody waits for a column that is not in the schema.
  ['a group of another column', renamed('flag', 'flog'), /other columns in group 0 than in its/],
])('refuses %s', async (_, content, message) => {
  await withFiles({ 'x.parquet': content }, async folder => {
    const opening = data.ParquetDataset.open(join(folder, 'x.parquet'))
    await expect(opening).rejects.toThrow(message)
    await expect(opening).rejects.toThrow(DataError)
  })
})

test('names a column that is not there, damaged rows and a missing folder', async () => {
  const columns = { input: 'imag' }
  await expect(data.ParquetDataset.open(images, { columns })).rejects.toThrow(
    /did you mean 'image'/,
  )
  await expect(data.ParquetDataset.open('/nowhere')).rejects.toThrow(/'\/nowhere' cannot be read/)
  const broken = Buffer.from(bytes).fill(0xff, 4, 900)
  await withFiles({ 'x.parquet': broken }, async folder => {
    const dataset = await data.ParquetDataset.open(join(folder, 'x.parquet'))
    await expect(dataset.get(0)).rejects.toThrow(/damaged rows from 0 to 1|cannot be decoded/)
  })
})
