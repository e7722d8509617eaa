/** Runs on files of one's own; all of them are made here, a handful of samples each. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import torch, { DataError, OptionError } from '../../../lib'
import type { TensorDataset } from '../../../lib/data'
import { loadSharp } from '../../../lib/data/reader/image'
import { loadData, type Data } from '../../../lib/experiments/data'
import { parseSettings } from '../../../lib/experiments/settings'
import { train } from '../../../lib/experiments/train'
import { goldenFile } from '../data/files'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isbe-own-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

function write(path: string, content: Buffer | string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), content)
}

/** Of one colour, 4×5. */
function png(r: number, g: number, b: number): Promise<Buffer> {
  const create = { width: 5, height: 4, channels: 3, background: { r, g, b } } as const
  return loadSharp()({ create }).png().toBuffer()
}

async function writeImages(): Promise<void> {
  for (const split of ['train', 'test']) {
    for (let i = 0; i < 4; ++i) write(`${split}/dark/${i}.png`, await png(10 + i, 0, 0))
    for (let i = 0; i < 4; ++i) write(`${split}/light/${i}.png`, await png(200 + i, 255, 255))
  }
}

type Rows = Data<TensorDataset>

function load(data: 'images' | 'csv' | 'parquet' | 'idx', more: object = {}): Promise<Rows> {
  return loadData({ arch: 'mlp', data, dataDir: folder, ...more }) as Promise<Rows>
}

/** What a run on such data records. */
function run(data: string, more: object = {}) {
  const settings = { data, dataDir: folder, runs: join(folder, 'runs'), device: 'cpu', ...more }
  return train(parseSettings({ arch: 'mlp', batchSize: 4, lr: 0.01, decay: 1, ...settings }))
}

const rows = (...lines: string[]): string => `${lines.join('\n')}\n`

describe('images in a folder a class', () => {
  beforeEach(writeImages)

  it('are resized for the network, grey or in colour', async () => {
    const grey = await load('images')
    expect(grey).toMatchObject({ classes: 2, adaptation: 'images resized to 28×28 in grey' })
    expect([grey.train.classes, grey.train.length]).toEqual([['dark', 'light'], 8])
    const { input, target } = grey.train.get(7)
    expect([input.shape, input.dtype, target.item()]).toEqual([[1, 28, 28], 'float32', 1])
    expect(input.min().item()).toBeGreaterThan(0.8)
    const colour = await load('images', { arch: 'vit' })
    expect(colour.adaptation).toBe('images resized to 32×32 in colour')
    const red = colour.test.get(2).input.mul(255).amax([1, 2]).toArray()
    expect(red).toEqual([12, 0, 0])
  })

  it('are learnt', async () => {
    const outcome = await run('images', { epochs: 40 })
    expect(outcome).toMatchObject({ epochs: 40, testAccuracy: 1 })
  })

  it('are limited across the classes', async () => {
    const { train: some, test } = await load('images', { limit: 4 })
    expect([some.target.toArray(), test.length]).toEqual([[0, 0, 1, 1], 8])
  })

  it('are refused where they are of other classes, or none', async () => {
    write('test/middle/1.png', await png(1, 2, 3))
    await expect(load('images')).rejects.toThrow(/same classes.*'middle' in the test set alone/)
    rmSync(join(folder, 'test'), { recursive: true })
    await expect(load('images')).rejects.toThrow(/expected a folder at '.*test'/)
    write('test/dark/1.png', 'no image')
    write('test/light/1.png', await png(1, 2, 3))
    await expect(load('images')).rejects.toThrow(/1\.png' expected a PNG/)
    await expect(load('images')).rejects.toThrow(DataError)
  })
})

describe('a CSV file', () => {
  const train = rows('x,name,label,y', '1,a,no,-1', '2,b,no,-2', '-1,c,yes,1', '-2,d,yes,2')
  const test = rows('label,y,x', 'yes,3,-3', 'no,-3,3')

  it('has its columns of numbers as features, in the order of the training set', async () => {
    write('train.csv', train)
    write('test.csv', test)
    const loaded = await load('csv')
    expect(loaded).toMatchObject({ classes: 2, features: 2, adaptation: null })
    expect(loaded.test.input.toArray()).toEqual([
      [-3, 3],
      [3, -3],
    ])
    expect(loaded.test.target.toArray()).toEqual([1, 0])
    expect(await run('csv', { epochs: 20 })).toMatchObject({ testAccuracy: 1 })
    expect(await run('csv', { limit: 2, epochs: 1, memoryFormat: 'channels_last' })).toMatchObject({
      epochs: 1,
    })
  })

  it('has whole numbers as labels, in a column of any name', async () => {
    write('train.csv', rows('kind,x', '0,1', '2,5', '1,3'))
    write('test.csv', rows('kind,x', '1,3'))
    const { classes, train: set } = await load('csv', { labelColumn: 'kind', limit: 2 })
    expect([classes, set.input.toArray(), set.target.toArray()]).toEqual([3, [[1], [5]], [0, 2]])
  })

  it('has numbers as labels too where they are text in the training set', async () => {
    write('train.csv', rows('label,x', '1,1', '2,5', 'none,3'))
    write('test.csv', rows('label,x', '2,3', '1,3'))
    expect((await load('csv')).test.target.toArray()).toEqual([1, 0])
  })

  it('has images pixel by pixel for a network of those', async () => {
    const pixels = Array.from({ length: 784 }, (_, i) => i)
    const text = rows(`label,${pixels.map(i => `p${i}`).join(',')}`, `0,${pixels.join(',')}`)
    write('train.csv', text)
    write('test.csv', text)
    const { train: set, adaptation } = await load('csv', { arch: 'n0' })
    expect(adaptation).toBe('rows as images of 1×28×28')
    const { input } = set.gather(torch.tensor([0n]))
    expect([input.shape, input.at(0, 0, 1, 2).item()]).toEqual([[1, 1, 28, 28], 30])
  })

  it.each([
    ['gaps', 'label,x,y\n0,1,\n', /train\.csv' expected a number .* row 0 of the column 'y'/],
    ['no label', 'lable,x\n0,1\n', /expected a column 'label' \(did you mean 'lable'\?\)/],
    [
      'labels that are fractions',
      'label,x\n0.5,1\n',
      /text or whole numbers from 0, found float32/,
    ],
    ['labels below 0', 'label,x\n-1,1\n', /whole numbers from 0, found -1 in the training set/],
    ['other labels', 'label,x\n0,1\n', /labels from 0 to 0, .* found 1 in the test set/],
    ['no other column', 'label,y\n0,1\n', /test\.csv' expected a column 'y'/],
    [
      'no column of numbers',
      'label,x\n0,a\n',
      /expected columns of numbers beside 'label', found none/,
    ],
  ])('is refused with %s', async (_, text, message) => {
    write('train.csv', text)
    write('test.csv', 'label,x\n1,1\n')
    await expect(load('csv')).rejects.toThrow(message)
    await expect(load('csv')).rejects.toThrow(DataError)
  })

  it('is refused by a network of images that it does not fit', async () => {
    write('train.csv', train)
    write('test.csv', test)
    const message = /expected 3072 columns of numbers, as vit takes images of 3×32×32, found 2; mlp/
    await expect(load('csv', { arch: 'vit' })).rejects.toThrow(message)
  })
})

describe('Parquet', () => {
  const put = (name: string, split: string): void =>
    copyFileSync(goldenFile(name), join(folder, `${split}-00000-of-00001.parquet`))

  it('has images and labels as Hugging Face writes them', async () => {
    for (const split of ['train', 'test']) put('train-00000-of-00001.parquet', split)
    const { train: set, adaptation } = await load('parquet', { arch: 'vit' })
    expect([set.length, adaptation]).toEqual([3, 'images resized to 32×32 in colour'])
    expect(set.get(0).input.shape).toEqual([3, 32, 32])
    expect(await run('parquet', { epochs: 1 })).toMatchObject({ epochs: 1 })
  })

  it('is refused where its columns are no images, or called otherwise', async () => {
    for (const split of ['train', 'test']) put('numbers.parquet', split)
    await expect(load('parquet')).rejects.toThrow(/expected a column 'image'/)
    const columns = { imageColumn: 'text', labelColumn: 'flag' }
    await expect(load('parquet', columns)).rejects.toThrow(/expected images/)
    await expect(load('parquet', columns)).rejects.toThrow(DataError)
  })
})

test.each([
  [{ data: 'csv' }, /^dataDir: expected the folder of the files, as data is csv, found none/],
  [{ labelColumn: 'x' }, /^labelColumn: expected data to be csv or parquet, found mnist/],
  [{ data: 'csv', dataDir: '.', imageColumn: 'x' }, /^imageColumn: .* parquet, found csv/],
  [{ data: 'csv', dataDir: '.', labelColumn: '' }, /^labelColumn: expected the name of a column/],
])('%p is refused by name', (settings, message) => {
  expect(() => parseSettings(settings)).toThrow(message)
  expect(() => parseSettings(settings)).toThrow(OptionError)
})
