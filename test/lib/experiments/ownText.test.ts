/** Runs on plain text and on IDX files of one's own; all of them are made here. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import torch, { DataError, OptionError, data } from '../../../lib'
import { loadData, type Data } from '../../../lib/experiments/data'
import { parseSettings } from '../../../lib/experiments/settings'
import { train } from '../../../lib/experiments/train'
import { idxBytes } from '../data/fixtures'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isbe-own-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(name: string, content: Buffer | string): string {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

function load(settings: { arch: string; data: string } & object): Promise<Data> {
  return loadData({ dataDir: folder, ...settings })
}

describe('text', () => {
  const text = (more: object = {}) => load({ arch: 'charLm', data: 'text', ...more })
  const alphabet = 'abcdefghijklmnopqrstuvwxyz'
  const long = alphabet.repeat(20)

  it('is cut into blocks of characters, of which each is to be told from those before', async () => {
    write('train.txt', long)
    write('test.txt.gz', gzipSync(`${alphabet.repeat(6)}!`))
    const { train: all, test, classes, adaptation } = await text()
    expect([all.length, test.length, classes, adaptation]).toEqual([4, 1, 27, null])
    const { input, target } = all.gather(torch.tensor([0n, 1n]))
    expect([input.shape, target.shape, input.dtype]).toEqual([[2, 128], [2, 128], 'int64'])
    expect(input.narrow(1, 1, 127).equal(target.narrow(1, 0, 127))).toBe(true)
    expect((await text({ limit: 3 })).train.length).toBe(3)
  })

  it('may be one file, whose last tenth is the test', async () => {
    write('all.txt', '🙂'.repeat(2000))
    const { train: all, test, adaptation } = await text()
    expect(adaptation).toBe('the last tenth of all.txt as the test set')
    expect([all.length, test.length]).toEqual([14, 1])
  })

  it('has the tokens of a vocabulary that is named', async () => {
    write('train.txt', long)
    write('test.txt', long)
    const vocabulary = join(folder, 'vocabulary.json')
    data.BytePairTokenizer.train(long, { vocabularySize: 260 }).save(vocabulary)
    const { classes, train: all } = await text({ vocabulary })
    expect(classes).toBe(260)
    expect(all.length).toBeLessThan(4)
  })

  it.each([
    ['isbe:softmax', 0.9],
    ['ce', 0.9],
  ])('is learnt by %s', async (loss, least) => {
    write('train.txt', long)
    write('test.txt', long)
    const settings = { arch: 'charLm', data: 'text', dataDir: folder, loss, device: 'cpu' }
    const outcome = await train(
      parseSettings({
        ...settings,
        runs: join(folder, 'runs'),
        epochs: 15,
        batchSize: 2,
        fast: true,
      }),
    )
    expect(outcome.testAccuracy).toBeGreaterThan(least)
  })

  it('is refused where it is not there, too short, or one of several', async () => {
    await expect(text()).rejects.toThrow(/found no \.txt file/)
    write('a.txt', 'short')
    await expect(text()).rejects.toThrow(/more tokens than a block's 128/)
    write('b.txt', 'short')
    await expect(text()).rejects.toThrow(
      /train\.txt and test\.txt, or one text alone.* a\.txt, b\.txt/,
    )
    await expect(text()).rejects.toThrow(DataError)
    await expect(text({ dataDir: join(folder, 'no') })).rejects.toThrow(/expected a folder at/)
  })
})

test.each([
  [{ data: 'text', dataDir: '.' }, /^arch: expected charLm, as data is text, found n0$/],
  [{ arch: 'charLm' }, /^data: expected text, as arch is charLm, found mnist$/],
  [{ vocabulary: 'x' }, /^vocabulary: expected data to be text, found mnist/],
  [{ arch: 'charLm', data: 'text' }, /^dataDir: expected the folder of the files/],
])('%p is refused by name', (settings, message) => {
  expect(() => parseSettings(settings)).toThrow(message)
  expect(() => parseSettings(settings)).toThrow(OptionError)
})

describe('IDX files', () => {
  const idx = (arch: string, more: object = {}) => load({ arch, data: 'idx', ...more })
  const values = (n: number): number[] => Array.from({ length: n }, (_, i) => i % 256)

  function writeSets(shape: readonly number[], testShape = shape): void {
    for (const [split, sample] of [
      ['train', shape],
      ['t10k', testShape],
    ] as const) {
      const elements = sample.reduce((product, size) => product * size, 4)
      write(`${split}-images-idx3-ubyte`, idxBytes([4, ...sample], values(elements)))
      write(`${split}-labels-idx1-ubyte`, idxBytes([4], [0, 1, 2, 1]))
    }
  }

  it.each([
    ['mlp', [4, 5], [1, 4, 5], 20, null],
    ['mlp', [7], [7], 7, null],
    ['n0', [28, 28], [1, 28, 28], undefined, null],
    ['n0', [4, 5], [1, 28, 28], undefined, 'images resized to 28×28 in grey'],
    ['n0', [3, 28, 28], [1, 28, 28], undefined, 'images resized to 28×28 in grey'],
    ['vit', [16, 16], [3, 32, 32], undefined, 'images resized to 32×32 in colour'],
    ['n0', [784], [1, 28, 28], undefined, 'vectors as images of 1×28×28'],
  ])('%s takes samples of %p', async (arch, shape, fitted, features, adaptation) => {
    writeSets(shape)
    const loaded = await idx(arch, { limit: 2 })
    expect(loaded).toMatchObject({ classes: 3, adaptation })
    expect([loaded.features, loaded.train.length, loaded.test.length]).toEqual([features, 2, 4])
    expect(loaded.train.get(0).input.shape).toEqual(fitted)
    expect(loaded.test.gather(torch.tensor([1n])).input.shape).toEqual([1, ...fitted])
  })

  it('are learnt', async () => {
    writeSets([4, 5])
    const settings = {
      arch: 'mlp',
      data: 'idx',
      dataDir: folder,
      device: 'cpu',
      lr: 0.01,
      decay: 1,
    }
    const outcome = await train(
      parseSettings({ ...settings, runs: join(folder, 'runs'), epochs: 300, batchSize: 4 }),
    )
    expect(outcome.testAccuracy).toBe(1)
  })

  it('are refused where they do not fit the network, or each other', async () => {
    writeSets([7])
    await expect(idx('n0')).rejects.toThrow(
      /expected vectors of 784, as n0 takes images .* found 7/,
    )
    writeSets([2, 4, 5])
    await expect(idx('n0')).rejects.toThrow(/of 1 or 3 channels, .* found samples of 2×4×5; mlp/)
    writeSets([4, 5], [5, 4])
    await expect(idx('mlp')).rejects.toThrow(/one shape, found 1×4×5 in .* and 1×5×4 in the test/)
    await expect(idx('mlp')).rejects.toThrow(DataError)
  })
})
