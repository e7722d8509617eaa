import torch, { OptionError, TorchError } from '../../../../lib'
import { leftBy } from '../live'
import { leaf, test } from './fixtures'
import { inBothWays } from './ways'

const { disableSavedTensorsHooks, saveOnCpu, savedTensorsHooks } = torch.autograd.graph
const same = <T>(value: T): T => value

inBothWays(() => {
  for (const pinMemory of [false, true]) {
    test(`saveOnCpu gives the same gradients, with pinMemory ${pinMemory}`, () => {
      const x = leaf([1, 2])
      const run = () => x.exp().mul(x).sin()
      const y = saveOnCpu(run, { pinMemory })
      const [expected] = torch.grad(run().sum(), x)
      expect(torch.grad(y.sum(), x)[0]!.toArray()).toEqual(expected!.toArray())
    })
  }

  test('what is saved on the CPU outlives the tidy that it was saved in', () => {
    const x = leaf([1, 2])
    const y = torch.tidy(() => saveOnCpu(() => x.exp().sin().sum()))
    y.backward()
    const expected = x.detach().exp().cos().mul(x.detach().exp())
    expect(x.grad!.toArray()).toEqual(expected.toArray())
  })
})

it('leaves nothing behind', () => {
  const left = leftBy(() => {
    torch.tidy(() => {
      const x = leaf([1, 2])
      saveOnCpu(() => x.exp().sin().sum()).backward()
    })
  })
  expect(left).toBe(0)
})

test('a change of what was saved is refused all the same', () => {
  const x = leaf([1, 2])
  const y = x.exp()
  const results = [saveOnCpu(() => y.mul(y)), y.mul(y)]
  torch.autograd.graph.incrementVersion([y])
  for (const result of results) {
    expect(() => result.sum().backward()).toThrow(/modified by an inplace operation/)
  }
})

test('hooks can be disabled, from outside and from inside', () => {
  const x = leaf([1])
  const run = () => x.exp()
  expect(disableSavedTensorsHooks('not here', () => 3)).toBe(3)
  expect(() => disableSavedTensorsHooks('not here', () => saveOnCpu(run))).toThrow('not here')
  const hooked = () => savedTensorsHooks(same, same, run)
  expect(() => disableSavedTensorsHooks('not here', hooked)).toThrow(TorchError)
  expect(() => saveOnCpu(() => disableSavedTensorsHooks('not now', run))).toThrow('not now')
  const inner = () => disableSavedTensorsHooks('inner', () => undefined)
  expect(() =>
    disableSavedTensorsHooks('outer', () => {
      inner()
      hooked()
    }),
  ).toThrow('outer')
  expect(hooked().requiresGrad).toBe(true)
})

test('what they refuse', () => {
  expect(() => saveOnCpu(1 as never)).toThrow(OptionError)
  expect(() => saveOnCpu(() => 1, { pinMemory: 1 as never })).toThrow(/pinMemory/)
  expect(() => saveOnCpu(() => 1, { pinned: true } as never)).toThrow(/unknown option/)
  expect(() => saveOnCpu(async () => Promise.resolve(1))).toThrow(/returns a promise/)
  expect(() => disableSavedTensorsHooks(1 as never, () => 1)).toThrow(/message/)
  expect(() => disableSavedTensorsHooks('x', async () => Promise.resolve(1))).toThrow(/promise/)
})

test('retainsGrad, outputNr and _version', () => {
  const x = leaf([1, 2])
  const y = x.mul(2)
  expect([x.retainsGrad, y.retainsGrad]).toEqual([false, false])
  y.retainGrad()
  x.retainGrad()
  expect([x.retainsGrad, y.retainsGrad]).toEqual([false, true])
  expect(x.detach().unbind().length).toBe(2)
  expect(x.unbind().map(({ outputNr }) => outputNr)).toEqual([0, 1])
  expect([x.outputNr, x._version]).toEqual([0, 0])
  const z = torch.tensor([1]).add_(1)
  expect(z._version).toBe(1)
  torch.autograd.graph.incrementVersion(z)
  expect(z._version).toBe(2)
  const frozen = torch.inferenceMode(() => torch.ones([1]))
  expect(() => torch.autograd.graph.incrementVersion(frozen)).not.toThrow()
})
