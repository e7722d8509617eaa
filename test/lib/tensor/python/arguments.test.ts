/** How arguments by position and by name become one object. */
import torch, { OptionError, TorchError } from '../../../../lib'
import { bindByName, checkTensor, tensorsOf } from '../../../../lib/tensor/python/arguments'

const bind = (...args: unknown[]) => bindByName('f', ['x!', 'dim', 'keepdim'], ['out'], args)

test('arguments come by position, by name, or both ways', () => {
  expect([
    bind(1),
    bind(1, 2, true),
    bind(1, { keepdim: true, out: 3 }),
    bind({ x: 1, dim: null }),
    bind(1, undefined, true),
    bind(1, undefined, { dim: 2 }),
    bind(undefined, { x: 0 }),
    bind([1]),
  ]).toEqual([
    { x: 1 },
    { x: 1, dim: 2, keepdim: true },
    { x: 1, keepdim: true, out: 3 },
    { x: 1, dim: null },
    { x: 1, keepdim: true },
    { x: 1, dim: 2 },
    { x: 0 },
    { x: [1] },
  ])
})

test('what is undefined at the end was left out', () => {
  expect(bind(1, 2, true, undefined)).toEqual({ x: 1, dim: 2, keepdim: true })
  expect(bind(1, { dim: 2 }, undefined)).toEqual({ x: 1, dim: 2 })
  torch.tidy(() => {
    expect(torch.signal.windows.hann(3, undefined).toArray()).toEqual([0, 1, 0])
    const x = torch.ones([4])
    expect(torch.norm(x, 2, null, false, undefined).item()).toBe(2)
  })
})

test.each<[message: string, call: () => unknown]>([
  ['f: found 4 arguments, expected f(x, dim, keepdim, { out })', () => bind(1, 2, true, 3)],
  ['f: found no x, expected f(x, dim, keepdim, { out })', () => bind()],
  ['f: found no x, expected', () => bind({ dim: 1 })],
  ['f: found dim twice, expected', () => bind(1, 2, { dim: 2 })],
  ['f: found x twice, expected', () => bind(0, { x: 0 })],
  ['g: found 1 arguments, expected g()', () => bindByName('g', [], [], [1])],
  ['g: found 2 arguments, expected g(a)', () => bindByName('g', ['a'], [], [1, 2])],
  ['g: found 1 arguments, expected g({ b, c })', () => bindByName('g', [], ['b', 'c'], [1])],
])('refuses: %s', (message, call) => {
  expect(call).toThrow(TorchError)
  expect(call).toThrow(message)
})

test('names that are none are options that are none', () => {
  expect(() => bind(1, { ouT: 2 })).toThrow(OptionError)
  expect(() => bind(1, { ouT: 2 })).toThrow(
    "f: unknown option 'ouT' (did you mean 'out'?); expected one of x, dim, keepdim, out",
  )
})

test('tensors come one by one or in one list', () => {
  torch.tidy(() => {
    const [a, b] = [torch.ones([1]), torch.zeros([1])]
    const indices = (args: unknown[]) => tensorsOf('f', args).map(found => [a, b].indexOf(found))
    expect([[a, b], [[b, a]], [a], [[b]], []].map(indices)).toEqual([[0, 1], [1, 0], [0], [1], []])
    expect(() => tensorsOf('f', [a, [b]])).toThrow('f: expected tensors, found an array of 1 at')
    expect(() => tensorsOf('f', [[a, 3]])).toThrow('f: expected tensors, found 3 at position 1')
    expect(() => checkTensor('f', a)).not.toThrow()
    expect(() => checkTensor('f', null)).toThrow('f: expected a tensor, found null')
  })
})
