/** Loaders whose batches are made by worker threads; these run dist/. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type Torch from '../../../lib'
import type { data as Data, Tensor } from '../../../lib'
import { measure, steadyGrowth, type Readings } from '../../support/memory'
import { settled } from '../../support/settled'

/* eslint-disable @typescript-eslint/no-require-imports -- what workers load must be compiled */
const built = join(__dirname, '..', '..', '..', 'dist', 'index.js')
if (!existsSync(built)) throw new Error('expected dist/: npm run build -- --typescript')
const torch = (require(built) as { default: typeof Torch }).default
const fixtures = require('./workers/datasets.js') as Fixtures
/* eslint-enable */

interface Sample {
  input: Tensor
  target: number
  name: string
}

interface Fixtures {
  Numbers: new (length: number, options?: object) => Data.Dataset<Sample>
  Stream: new (count: number) => Data.IterableDataset<number>
  Broken: new () => Data.Dataset<number>
  Told: new () => Data.Dataset<string[]>
  halve: Data.BatchTransform
  collateNames: Data.Collate
  announce: (id: number) => void
}

const { data } = torch
const { Numbers, Stream } = fixtures

type Loader = InstanceType<typeof data.DataLoader<Data.Dataset<Sample>>>

async function read(loader: Loader): Promise<unknown[]> {
  const batches: unknown[] = []
  for await (const { input, target, name } of loader)
    batches.push([input.toArray(), target.toArray(), name])
  return batches
}

function numbers(length: number, options: Data.LoaderOptions, traits = {}): Loader {
  return new data.DataLoader(new Numbers(length, traits), options)
}

/** Handles of threads that keep the process alive. */
function threads(): number {
  return process.getActiveResourcesInfo().filter(name => name === 'MessagePort').length
}

describe('batches are the same for any number of workers', () => {
  const order = { batchSize: 4, shuffle: true }
  it.each([
    ['of a seed', { ...order, seed: 5 }],
    ['of manualSeed', order],
    ['with a transform of a list', { ...order, seed: 5, transform: fixtures.halve }],
    ['the last one left out', { ...order, seed: 1, dropLast: true }],
  ])('%s', async (_, options) => {
    const results: unknown[][] = []
    for (const numWorkers of [0, 1, 2]) {
      torch.manualSeed(3)
      using loader = numbers(18, { ...options, numWorkers })
      results.push(await read(loader), await read(loader))
    }
    const [first, second] = results
    expect(results).toEqual([first, second, first, second, first, second])
    expect(second).not.toEqual(first)
    expect(first).toHaveLength('dropLast' in options ? 4 : 5)
  })

  it('drawn from the default generator, which goes on as if nothing had been drawn', async () => {
    const read = async (numWorkers: number): Promise<unknown[]> => {
      torch.manualSeed(3)
      using loader = numbers(6, { batchSize: 3, seed: 1, numWorkers })
      const drawn: unknown[] = []
      for await (const { input } of loader) drawn.push(...input.toArray<number[][]>())
      return [...drawn, torch.rand([1]).item()]
    }
    const alone = await read(0)
    expect(await read(2)).toEqual(alone)
    const noise = alone.slice(0, 6).flatMap(sample => (sample as number[]).slice(1))
    expect(new Set(noise).size).toBe(12)
    torch.manualSeed(3)
    expect(torch.rand([1]).item()).toBe(alone.at(-1))
  })

  it('of tensors in memory, augmented', async () => {
    const results: unknown[] = []
    for (const numWorkers of [0, 2]) {
      const images = torch
        .arange(12 * 64)
        .to('float32')
        .div_(768)
        .view([12, 1, 8, 8])
      using dataset = new data.TensorDataset(images, torch.arange(12))
      const transform = [
        { name: 'randomAffine', degrees: 30 },
        { name: 'mixUp', numClasses: 12 },
      ]
      const options = { batchSize: 5, numWorkers, transform, seed: 1, shuffle: true }
      using loader = new data.DataLoader(dataset, options)
      for await (const { input, target } of loader)
        results.push([numWorkers, input.toArray(), target.toArray()])
    }
    const of = (count: number): unknown[] =>
      (results as [number, ...unknown[]][]).filter(([n]) => n === count).map(r => r.slice(1))
    expect(of(2)).toEqual(of(0))
  })
})

test('samples may be waited for, alone or in batches', async () => {
  const ofWorkers = numbers(6, { batchSize: 4, numWorkers: 2, seed: 1 }, { wait: 2 })
  expect(await read(ofWorkers)).toEqual(await read(numbers(6, { batchSize: 4, seed: 1 })))
  const alone = numbers(3, { batchSize: null, numWorkers: 1 }, { wait: 1 })
  const names: string[] = []
  for await (const sample of alone) names.push((sample as unknown as Sample).name)
  expect(names).toEqual(['sample 0', 'sample 1', 'sample 2'])
  expect(() => [...numbers(2, { numWorkers: 1 })]).toThrow(/write for await/)
  expect(() => [...numbers(2, {}, { wait: 1 })]).toThrow(/write for await/)
})

test('streams are dealt out by their workers', async () => {
  const loader = new data.DataLoader(new Stream(11), { batchSize: 3, numWorkers: 2 })
  const batches: number[][] = []
  for await (const batch of loader) batches.push(batch.toArray<number[]>())
  expect(batches).toEqual([
    [0, 2, 4],
    [1, 3, 5],
    [6, 8, 10],
    [7, 9],
  ])
})

test('a worker knows which it is, is initialised, and collates', async () => {
  const { Told, announce, collateNames } = fixtures
  using told = new data.DataLoader(new Told(), { numWorkers: 2, workerInit: announce })
  const answers: string[] = []
  for await (const batch of told) answers.push((batch as unknown[]).flat().join(', '))
  expect(new Set(answers)).toEqual(new Set(['worker 0, 0 of 2, own', 'worker 1, 1 of 2, own']))
  using names = new data.DataLoader(new Numbers(3), {
    batchSize: 2,
    numWorkers: 1,
    collate: collateNames,
  })
  const seen: unknown[] = []
  for await (const batch of names) seen.push(batch)
  expect(seen).toEqual([['sample 0', 'sample 1'], ['sample 2']])
})

test('200 epochs leave as many tensors and as much memory as 140', () => {
  const program = join(__dirname, 'workers', 'epochs.js')
  const { samples, tensors, resident } = measure<Readings & { samples: number }>(program)
  expect(samples).toBe(100_000)
  expect(tensors).toHaveLength(7)
  expect(new Set(tensors).size).toBe(1)
  expect(steadyGrowth(resident) / resident[0]!).toBeLessThan(0.02)
})

describe('errors', () => {
  it('arrive with the stack of the worker and the index of the sample', async () => {
    const failing = read(numbers(9, { batchSize: 2, numWorkers: 2 }, { failAt: 5 }))
    await expect(failing).rejects.toThrow(torch.DataError)
    await expect(failing).rejects.toThrow(
      /DataLoader: worker \d failed at sample 5: RangeError: no sample 5\nIn the worker:[^]*datasets\.js/,
    )
    const cause: unknown = await failing.catch((error: Error) => error.cause)
    expect(cause).toMatchObject({ name: 'RangeError', message: 'no sample 5' })
  })

  it('name the image of a batch that cannot be decoded', async () => {
    const root = mkdtempSync(join(tmpdir(), 'isbe-undecodable-'))
    mkdirSync(join(root, 'a'))
    const image = join(__dirname, '../../goldens/data/colour.png')
    for (let i = 0; i < 6; ++i) copyFileSync(image, join(root, 'a', `${i}.png`))
    writeFileSync(join(root, 'a', '4.png'), 'no image')
    const loader = new data.DataLoader(new data.ImageFolder(root), { batchSize: 6, numWorkers: 1 })
    const reading = loader[Symbol.asyncIterator]().next()
    await expect(reading).rejects.toThrow(
      /worker 0 failed at sample 4: DataError: image: '.*4.png'/,
    )
    rmSync(root, { recursive: true })
  })

  it('say that a worker died', async () => {
    const dying = read(numbers(9, { batchSize: 2, numWorkers: 2 }, { exitAt: 5 }))
    await expect(dying).rejects.toThrow(/worker \d ended with code 3 while batches were expected/)
  })

  it('say that a worker could not make its dataset', async () => {
    const loader = new data.DataLoader(new fixtures.Broken(), { numWorkers: 1 })
    const reading = (async () => {
      for await (const batch of loader) expect(batch).toBeUndefined()
    })()
    await expect(reading).rejects.toThrow(/worker 0 failed.*TypeError: cannot be made/)
  })

  it('say that a batch takes too long', async () => {
    const slow = numbers(4, { numWorkers: 1, timeout: 0.05 }, { wait: 400 })
    await expect(read(slow)).rejects.toThrow(/within 0.05 s \(timeout\)/)
  })

  it('say how a dataset can reach a worker', async () => {
    const mine = { length: 2, get: (index: number) => index }
    const loader = new data.DataLoader(mine, { numWorkers: 1 })
    await expect(loader[Symbol.asyncIterator]().next()).rejects.toThrow(
      /data\.exported.*recipe\(\)/,
    )
  })
})

describe('nothing is left', () => {
  async function expectNothingLeft(use: () => Promise<unknown>): Promise<void> {
    const before = { tensors: torch.memory().tensors, threads: threads() }
    await use()
    expect({ tensors: torch.memory().tensors, threads: threads() }).toEqual(before)
  }
  const options = { batchSize: 2, numWorkers: 2 }

  it('after an epoch, a break, an exception or an abort', async () => {
    await expectNothingLeft(() => read(numbers(12, options)))
    await expectNothingLeft(async () => {
      for await (const batch of numbers(12, options)) if (batch.input.ndim === 2) break
    })
    await expectNothingLeft(async () => {
      const failing = async (): Promise<void> => {
        for await (const batch of numbers(12, options))
          throw new RangeError(String(batch.target.shape))
      }
      await expect(failing()).rejects.toThrow(RangeError)
    })
    await expectNothingLeft(async () => {
      const controller = new AbortController()
      let count = 0
      for await (const batch of numbers(12, { ...options, signal: controller.signal })) {
        expect(batch.target.shape).toEqual([2])
        if (++count === 2) controller.abort()
      }
      expect(count).toBe(2)
    })
  })

  it('over many epochs of persistent workers', async () => {
    const images = torch.rand([256, 1, 28, 28])
    const dataset = new data.TensorDataset(images, torch.arange(256))
    const transform = [{ name: 'randomAffine', degrees: 10 }]
    const loader = new data.DataLoader(dataset, {
      ...{ batchSize: 32, shuffle: true, numWorkers: 2, persistentWorkers: true },
      transform,
    })
    const epoch = async (): Promise<number> => {
      let count = 0
      for await (const batch of loader) count += batch.target.size(0)
      return count
    }
    expect(await epoch()).toBe(256)
    const live = await settled(() => torch.memory().tensors)
    for (let i = 0; i < 20; ++i) {
      await epoch()
      expect(torch.memory().tensors).toBe(live)
    }
    for await (const batch of loader) if (batch.input.ndim === 4) break
    expect(torch.memory().tensors).toBe(live)
    expect(await epoch()).toBe(256)
    loader.dispose()
    dataset.dispose()
  })
})

test('the number of threads of this thread is what it was', async () => {
  const before = torch.getNumThreads()
  await read(numbers(4, { numWorkers: 2 }))
  expect(torch.getNumThreads()).toBe(before)
})
