/** A loader goes on where another one was. */
import torch, { OptionError, data } from '../../../lib'

function dataset(): data.TensorDataset {
  return new data.TensorDataset(torch.rand([10, 1, 4, 4]), torch.arange(10))
}

const transform: data.LoaderOptions['transform'] = [{ name: 'randomAffine', degrees: 90 }]

/** What `count` batches hold, epoch after epoch. */
function* batches(loader: data.DataLoader<data.TensorDataset>): Generator<string> {
  for (;;)
    for (const { input, target } of loader)
      yield JSON.stringify([input.toArray(), target.toArray()])
}

function take(count: number, from: Iterator<string>): string[] {
  return Array.from({ length: count }, () => from.next().value as string)
}

describe.each([
  ['the default generator', {}],
  ['a seed of its own', { seed: 4 }],
])('with %s', (_, own) => {
  it.each([0, 1, 3, 4, 6, 9])('after %d batches', count => {
    const options = { batchSize: 3, shuffle: true, transform, ...own }
    using samples = dataset()
    torch.manualSeed(2)
    const first = new data.DataLoader(samples, options)
    const source = batches(first)
    take(count, source)
    const state = JSON.parse(JSON.stringify(first.stateDict())) as data.LoaderState
    const random = torch.getRngState()
    const expected = take(7, source)
    torch.manualSeed(99)
    const second = new data.DataLoader(samples, options)
    second.loadStateDict(state)
    expect(second.stateDict()).toEqual(state)
    torch.setRngState(random)
    expect(take(7, batches(second))).toEqual(expected)
  })
})

test('of a stream, what was handed out is left out', async () => {
  const stream = {
    *[Symbol.iterator]() {
      for (let i = 0; i < 8; ++i) yield i
    },
  }
  const first = new data.DataLoader(stream, { batchSize: 3 })
  let state: data.LoaderState | undefined
  for await (const batch of first) {
    expect(batch.toArray()).toEqual([0, 1, 2])
    state = first.stateDict()
    break
  }
  const second = new data.DataLoader(stream, { batchSize: 3 })
  second.loadStateDict(state!)
  const rest: unknown[] = []
  for await (const batch of second) rest.push(batch.toArray())
  expect(rest).toEqual([
    [3, 4, 5],
    [6, 7],
  ])
})

test.each([[null], [{ epoch: -1 }], [{ epoch: 0, position: 2, random: null }], [{ epochs: 1 }]])(
  'a state of %j is refused',
  state => {
    const loader = new data.DataLoader(dataset())
    expect(() => loader.loadStateDict(state as never)).toThrow(OptionError)
  },
)
