import torch, { OptionError, TorchError } from '../../../lib'
import { leftBy } from '../tensor/live'

const { forkRng, manualSeed } = torch.random
const next = (): unknown => torch.rand([2]).toArray()

function seeded(between: () => void): unknown {
  manualSeed(7)
  between()
  return next()
}

test('random numbers go on as if the function had drawn none', () => {
  const expected = seeded(() => undefined)
  const seen: unknown[] = []
  const found = seeded(() => {
    expect(forkRng(() => seen.push(next()))).toBe(1)
  })
  expect(found).toEqual(expected)
  expect(seen).toEqual([expected])
  const fail = (): never => {
    next()
    throw new RangeError('mine')
  }
  expect(seeded(() => expect(() => forkRng(fail)).toThrow('mine'))).toEqual(expected)
  expect(seeded(() => forkRng(() => manualSeed(1), { devices: [] }))).toEqual(expected)
  expect(seeded(() => forkRng(next, { enabled: false }))).not.toEqual(expected)
})

test('is the namespace of the functions of torch', () => {
  const { getRngState, setRngState, initialSeed, seed } = torch.random
  expect([getRngState, setRngState, initialSeed, seed, manualSeed]).toEqual([
    torch.getRngState,
    torch.setRngState,
    torch.initialSeed,
    torch.seed,
    torch.manualSeed,
  ])
})

test('what it makes is the caller’s, and nothing else is left', () => {
  expect(leftBy(() => torch.tidy(() => void forkRng(() => torch.rand([2]))))).toBe(0)
  const kept = forkRng(() => torch.rand([2]))
  expect(kept.toArray()).toHaveLength(2)
  kept.dispose()
})

test('what it refuses', () => {
  expect(() => forkRng(1 as never)).toThrow(OptionError)
  expect(() => forkRng(next, { devices: 0 as never })).toThrow(/devices: expected an array/)
  expect(() => forkRng(next, { devices: ['cpu'] })).toThrow(TorchError)
  expect(() => forkRng(next, { enabled: 1 as never })).toThrow(/enabled/)
  expect(() => forkRng(async () => Promise.resolve())).toThrow(/returns a promise/)
})
