/** Loaders whose workers die, hang, draw random numbers, or make what cannot be posted. */
import { setTimeout as sleep } from 'node:timers/promises'
import type Torch from '../../../lib'
import type { data as Data, Tensor } from '../../../lib'
import { settled } from '../../support/settled'

/* eslint-disable @typescript-eslint/no-require-imports -- what workers load must be compiled */
const torch = (require('../../../dist') as { default: typeof Torch }).default
const fixtures = require('./workers/troubled.js') as Fixtures
const { Numbers } = require('./workers/datasets.js') as {
  Numbers: new (length: number, options?: object) => Data.Dataset<number>
}
/* eslint-enable */

interface Fixtures {
  Stuck: new (length: number, stuckAt: number, spins?: boolean) => Data.Dataset<number>
  Drawing: new () => Data.Dataset<number>
  Throwing: new () => Data.Dataset<number>
  collateNoise: Data.Collate
  collateMaps: Data.Collate
  collateFunctions: Data.Collate
  seedById: (id: number) => void
}

const { data } = torch

async function read<T>(loader: AsyncIterable<T>, wait = 0): Promise<T[]> {
  const found: T[] = []
  for await (const batch of loader) {
    found.push(torch.isTensor(batch) ? (batch.toArray() as T) : batch)
    await sleep(wait)
  }
  return found
}

const over = <D extends Data.AnyDataset>(dataset: D, options: Data.LoaderOptions = {}) =>
  new data.DataLoader(dataset, { numWorkers: 1, ...options }) as AsyncIterable<unknown> & {
    dispose(): void
  }

test('a worker that dies while nobody waits is an error of the loop', async () => {
  const loader = over(new Numbers(12, { exitAt: 5 }), { numWorkers: 2 })
  await expect(read(loader, 30)).rejects.toThrow(/worker \d ended with code 3/)
})

describe('two loops over one loader', () => {
  it.each([false, true])('have workers of their own; persistent: %s', async persistentWorkers => {
    const loader = over(new fixtures.Stuck(4, -1), { numWorkers: 2, persistentWorkers })
    const pairs: unknown[] = []
    for await (const outer of loader) {
      for await (const inner of loader)
        pairs.push([outer, inner].map(one => (one as Tensor).item()))
    }
    expect(pairs).toHaveLength(16)
    expect(pairs.slice(3, 5)).toEqual([
      [0, 3],
      [1, 0],
    ])
    const first = async (): Promise<unknown> => {
      for await (const batch of loader) return (batch as Tensor).item()
      return undefined
    }
    const [all, one] = await Promise.all([read(loader), first()])
    expect([all, one]).toEqual([[[0], [1], [2], [3]], 0])
    loader.dispose()
  })
})

describe('a sample that never comes', () => {
  it.each([false, true])('is waited for until timeout; in a loop: %s', async spins => {
    const loader = over(new fixtures.Stuck(6, 2, spins), { timeout: 0.5 })
    const start = performance.now()
    await expect(read(loader)).rejects.toThrow(/within 0.5 s \(timeout\)/)
    expect(performance.now() - start).toBeLessThan(4500)
  })

  it('does not keep a break for ever', async () => {
    for await (const batch of over(new fixtures.Stuck(6, 1, true))) {
      expect((batch as Tensor).item()).toBe(0)
      await sleep(100)
      break
    }
  }, 20_000)

  it.each([0, 1])('is left when the loop is aborted, with %d workers', async numWorkers => {
    const controller = new AbortController()
    const loader = over(new fixtures.Stuck(6, 2), { numWorkers, signal: controller.signal })
    const found: unknown[] = []
    for await (const batch of loader) {
      found.push((batch as Tensor).item())
      if (found.length === 2) setTimeout(() => controller.abort(), 100)
    }
    expect(found).toEqual([0, 1])
  })
})

describe('what is random', () => {
  it.each(['collateNoise'] as const)('in %s is the same for any workers', async name => {
    const batches: unknown[] = []
    for (const numWorkers of [0, 1, 2]) {
      torch.manualSeed(1)
      const dataset = new fixtures.Stuck(6, -1)
      batches.push(await read(over(dataset, { numWorkers, collate: fixtures[name] })))
    }
    expect(batches[1]).toEqual(batches[0])
    expect(batches[2]).toEqual(batches[0])
    expect(batches[0]).not.toContainEqual((batches[0] as unknown[][])[0]!.map(() => 0))
  })

  it('in workers leaves the generator of the main thread alone', async () => {
    const drawn: unknown[] = []
    for (const options of [{ numWorkers: 0 }, { numWorkers: 2, workerInit: fixtures.seedById }]) {
      torch.manualSeed(3)
      await read(over(new fixtures.Drawing(), options))
      torch.manualSeed(3)
      await read(over(new fixtures.Stuck(4, -1), options))
      drawn.push(torch.rand([3]).toArray())
    }
    expect(drawn[1]).toEqual(drawn[0])
  })

  it('in the making of a dataset is the same in every worker', async () => {
    const offsets = await read(over(new fixtures.Drawing(), { numWorkers: 2 }))
    expect(new Set(offsets.map(String)).size).toBe(1)
  })
})

describe('what is thrown, and what is made', () => {
  it.each([0, 1])('says where it was, if it is no Error; %d workers', async numWorkers => {
    const reading = read(over(new fixtures.Throwing(), { numWorkers }))
    await expect(reading).rejects.toThrow(/expected an Error to be thrown, found 'boom'/)
    if (numWorkers > 0) await expect(reading).rejects.toThrow(/at sample 2/)
  })

  it.each([0, 1])('may be a Map, and is released; %d workers', async numWorkers => {
    const live = await settled(() => torch.memory().tensors)
    const dataset = new fixtures.Stuck(4, -1)
    const loader = over(dataset, { numWorkers, batchSize: 2, collate: fixtures.collateMaps })
    for await (const batch of loader)
      expect((batch as Map<string, Tensor>).get('input')!.shape).toEqual([2])
    expect(torch.memory().tensors).toBe(live)
  })

  it('must be what can be posted', async () => {
    const live = await settled(() => torch.memory().tensors)
    const loader = over(new fixtures.Stuck(4, -1), { collate: fixtures.collateFunctions })
    await expect(read(loader)).rejects.toThrow(
      /arrays, Maps and plain objects.*could not be cloned/,
    )
    expect(torch.memory().tensors).toBe(live)
  })

  it('may be frozen', async () => {
    const collate = (): object => Object.freeze({ input: torch.ones([1]) })
    expect(await read(over([1, 2], { numWorkers: 0, collate }))).toHaveLength(2)
  })
})
