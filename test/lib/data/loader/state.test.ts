/** Where a loader says it is, what it takes for that, and what it draws when it goes on from there. */
import torch, { OptionError, data } from '../../../../lib'

const samples = Array.from({ length: 6 }, (_, i) => i)
const generator = (): torch.Generator => new torch.Generator(9)

const read = (loader: Iterable<torch.Tensor>): number[][] =>
  Array.from(loader, batch => batch.toArray<number[]>())

const make = (options: data.LoaderOptions = {}): Iterable<torch.Tensor> & data.DataLoader =>
  new data.DataLoader(samples, { batchSize: 2, ...options }) as never

test('a loader counts epochs and batches, whether they are finished or left', () => {
  const loader = make()
  expect(loader.stateDict()).toEqual({ epoch: 0, position: 0, random: null })
  torch.manualSeed(4)
  const random = Buffer.from(torch.getRngState().toTypedArray() as Uint8Array).toString('base64')
  const states: unknown[] = []
  for (const batch of loader) {
    states.push({ ...loader.stateDict(), shape: (batch as unknown as torch.Tensor).shape })
    if (states.length === 2) break
  }
  expect(states).toEqual([
    { epoch: 0, position: 1, random, shape: [2] },
    { epoch: 0, position: 2, random, shape: [2] },
  ])
  expect(loader.stateDict()).toEqual({ epoch: 1, position: 0, random: null })
  read(loader)
  expect(loader.stateDict()).toEqual({ epoch: 2, position: 0, random: null })
})

test('what was handed out is left out once, and the epochs after it are whole', () => {
  const loader = make()
  const { random } = (() => {
    for (const batch of loader) if (batch) return loader.stateDict()
    return loader.stateDict()
  })()
  const again = make()
  again.loadStateDict({ epoch: 3, position: 2, random })
  expect(again.stateDict()).toEqual({ epoch: 3, position: 2, random })
  expect(read(again)).toEqual([[4, 5]])
  expect(again.stateDict()).toEqual({ epoch: 4, position: 0, random: null })
  expect(read(again)).toHaveLength(3)
  again.loadStateDict({ epoch: 0, position: 3, random })
  expect(read(again)).toEqual([])
})

test('a generator that was given outlives the loader', () => {
  const own = generator()
  for (const options of [{ generator: own }, { seed: 9 }]) {
    const loader = make({ shuffle: true, ...options })
    expect(read(loader)).toHaveLength(3)
    loader.dispose()
  }
  expect(own.isDisposed).toBe(false)
})

describe('orders', () => {
  /** What a loader gives in three epochs. */
  const epochs = (options: () => data.LoaderOptions): number[][][] => {
    const loader = make(options())
    return [read(loader), read(loader), read(loader)]
  }
  const sampler = (): data.LoaderOptions => ({
    sampler: new data.RandomSampler(samples, { generator: generator() }),
  })
  const batchSampler = (): data.LoaderOptions => {
    const { sampler: order } = sampler()
    return { batchSize: undefined, batchSampler: new data.BatchSampler(order!, 2) }
  }

  it.each<[string, () => data.LoaderOptions]>([
    ['the loader’s generator', () => ({ shuffle: true, generator: generator() })],
    ['the loader’s seed', () => ({ shuffle: true, seed: 9 })],
  ])('of %s are gone through again up to the epoch', (_, options) => {
    const whole = epochs(options)
    expect(new Set(whole.map(String)).size).toBe(3)
    for (const epoch of [0, 1, 2]) {
      const again = make(options())
      again.loadStateDict({ epoch, position: 0, random: null })
      expect(read(again)).toEqual(whole[epoch])
    }
  })

  it('of a sampler with a generator of its own, and its batches, follow from it', () => {
    for (const options of [sampler, batchSampler]) {
      const { batchSize, ...own } = options()
      const loader = new data.DataLoader(samples, {
        ...own,
        ...(own.batchSampler ? {} : { batchSize: 2 }),
      })
      expect(batchSize).toBeUndefined()
      const orders = [0, 1].map(() => read(loader as never).flat())
      expect(orders.map(order => [...order].sort())).toEqual([samples, samples])
      const drawn = generator()
      const expected = [0, 1].map(() => [...new data.RandomSampler(samples, { generator: drawn })])
      expect(orders).toEqual(expected)
    }
  })

  it('leave the default generator as it was found', () => {
    torch.manualSeed(4)
    const loader = make({ shuffle: true })
    const first = read(loader)
    torch.manualSeed(4)
    const started = make({ shuffle: true })
    let state: data.LoaderState | undefined
    for (const batch of started) {
      state = started.stateDict()
      if (batch) break
    }
    torch.manualSeed(77)
    const expected = torch.rand([2]).toArray()
    torch.manualSeed(77)
    const again = make({ shuffle: true })
    again.loadStateDict(state!)
    expect(read(again)).toEqual(first.slice(1))
    expect(torch.rand([2]).toArray()).toEqual(expected)
  })
})

test.each<[unknown, string]>([
  [7, 'DataLoader.loadStateDict: expected an object of options (epoch, position, random), found 7'],
  [{ epoch: 0, position: 0, random: null, x: 1 }, "DataLoader.loadStateDict: unknown option 'x'"],
  [
    { epoch: -1, position: 0, random: null },
    'DataLoader.loadStateDict: epoch: expected an integer of at least 0, found -1',
  ],
  [
    { epoch: 0, position: 0.5, random: null },
    'DataLoader.loadStateDict: position: expected an integer of at least 0, found 0.5',
  ],
  [
    { epoch: 0, position: 1, random: null },
    'DataLoader.loadStateDict: random: expected what stateDict() gave, found null',
  ],
  [{ epoch: 0, position: 0, random: 7 }, 'DataLoader.loadStateDict: random: expected '],
])('the state %j is refused', (state, message) => {
  const loader = make()
  expect(() => loader.loadStateDict(state as never)).toThrow(OptionError)
  expect(() => loader.loadStateDict(state as never)).toThrow(message)
  expect(loader.stateDict()).toEqual({ epoch: 0, position: 0, random: null })
})
