/** PyTorch's example of register_multi_grad_hook, and what its documentation says. */
import torch, { OptionError, TorchError, type Tensor } from '../../../../lib'
import { native } from '../../../../lib/native'
import { leaf, test } from './fixtures'
import { inBothWays } from './ways'

const { registerMultiGradHook } = torch.autograd.graph

inBothWays(() => {
  test('all: once every gradient of a backward is there, null for the others', () => {
    const [a, b] = [leaf([1, 2]), leaf([3, 4])]
    const [c, d] = [a.mul(b), a.mul(b)]
    const seen: unknown[] = []
    const handle = registerMultiGradHook([a, b, c, d], gradients => {
      seen.push(gradients.map(gradient => gradient?.toArray() ?? null))
    })
    c.sum().backward(null, { retainGraph: true })
    c.sum().backward(null, { inputs: a, retainGraph: true })
    c.add(d).sum().backward(null, { retainGraph: true })
    expect(seen).toEqual([
      [[3, 4], [1, 2], [1, 1], null],
      [[3, 4], null, [1, 1], null],
      [
        [6, 8],
        [2, 4],
        [1, 1],
        [1, 1],
      ],
    ])
    handle.remove()
    handle.remove()
    c.sum().backward()
    expect(seen).toHaveLength(3)
  })

  test('any: with the first gradient of each backward, passing over what requires none', () => {
    const a = leaf([1, 2])
    const b = a.mul(2)
    const seen: unknown[] = []
    registerMultiGradHook([a, b, torch.ones([1])], g => void seen.push(g!.toArray()), {
      mode: 'any',
    })
    b.sum().backward(null, { retainGraph: true })
    b.mul(3).sum().backward()
    expect(seen).toEqual([
      [1, 1],
      [3, 3],
    ])
  })

  test('tensors of the graph alone may be disposed of meanwhile', () => {
    const a = leaf([2])
    const seen: unknown[] = []
    const result = torch.tidy(() => {
      const inner = a.exp()
      registerMultiGradHook([inner, a], gradients => {
        seen.push(gradients.map(gradient => gradient !== null))
      })
      return inner.mul(3)
    })
    result.backward()
    expect(seen).toEqual([[true, true]])
  })

  test('grad comes to results; leaves it refuses, as PyTorch does', () => {
    const a = leaf([2])
    const b = a.mul(3)
    let calls = 0
    const handle = registerMultiGradHook([b], () => void ++calls)
    expect(torch.grad(b.exp(), a)[0]).not.toBeNull()
    expect(calls).toBe(1)
    handle.remove()
    registerMultiGradHook([a], () => void ++calls)
    expect(() => torch.grad(a.exp(), a)).toThrow(/found grad\(\)/)
    expect(calls).toBe(1)
  })

  test('what it throws is thrown, and the next backward is whole again', () => {
    const [a, b] = [leaf([1]), leaf([1])]
    const error = new RangeError('mine')
    let fails = true
    const seen: unknown[] = []
    registerMultiGradHook([a, b], gradients => {
      if (fails) throw error
      seen.push(gradients.length)
    })
    expect(() => a.mul(b).backward()).toThrow(error)
    fails = false
    a.mul(b).backward()
    expect(seen).toEqual([2])
  })
})

test('what it refuses', () => {
  const x = leaf([1])
  const never = (): void => undefined
  expect(() => registerMultiGradHook([x, torch.ones([1])], never)).toThrow(TorchError)
  expect(() => registerMultiGradHook([x], never, { mode: 'one' as never })).toThrow(OptionError)
  expect(() => registerMultiGradHook([x], 1 as never)).toThrow(OptionError)
  expect(() => registerMultiGradHook(1 as never, never)).toThrow(TorchError)
  expect(() => native.removeMultiGradHook({} as never)).toThrow(TorchError)
  const promising = (): unknown => Promise.resolve()
  registerMultiGradHook([x], promising)
  expect(() => x.mul(1).backward()).toThrow(/returns a promise/)
})

test('a hook that was taken off leaves nothing on the tensor', () => {
  const x = leaf([1])
  let big: Tensor | null = torch.ones([1000])
  for (let i = 0; i < 3; ++i) registerMultiGradHook([x], () => void big).remove()
  big = null
  x.mul(2).backward()
  expect(x.grad!.item()).toBe(2)
})
