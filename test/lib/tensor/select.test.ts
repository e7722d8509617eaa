/** What indices select, at both ends of what they may be. */
import torch, { TorchError, type Tensor } from '../../../lib'
import { slice } from '../../../lib/tensor'
import type { Index } from '../../../lib/tensor/indexing'
import { test } from './autograd/fixtures'

const cube = (): Tensor => torch.arange(24).view(2, 3, 4)

test('the shape that each kind of index leaves', () => {
  const x = cube()
  const mask = torch.tensor([true, false])
  const both = torch.zeros([2, 3], { dtype: 'bool' })
  const cases: [indices: Index[], shape: number[]][] = [
    [[], [2, 3, 4]],
    [[1], [3, 4]],
    [[-2], [3, 4]],
    [[1n, -1], [4]],
    [[null], [1, 2, 3, 4]],
    [
      [null, 0, null],
      [1, 1, 3, 4],
    ],
    [
      [':', 0],
      [2, 4],
    ],
    [
      ['...', 0],
      [2, 3],
    ],
    [[0, '...', 0], [3]],
    [
      ['...', ':', null],
      [2, 3, 4, 1],
    ],
    [[0, '...', 0, 0], []],
    [
      [slice(1), 0],
      [1, 4],
    ],
    [
      [':', slice(null, null, 2)],
      [2, 2, 4],
    ],
    [[true], [1, 2, 3, 4]],
    [[false], [0, 2, 3, 4]],
    [[mask], [1, 3, 4]],
    [[both], [0, 4]],
    [[[0, 1, 1]], [3, 3, 4]],
    [[[true, false]], [1, 3, 4]],
    [[Int32Array.of(0, 0)], [2, 3, 4]],
    [
      [':', [2, 0]],
      [2, 2, 4],
    ],
    [
      [[0, 1], ':', [1, 2]],
      [2, 3],
    ],
    [
      [
        [0, 1],
        [1, 2],
      ],
      [2, 4],
    ],
    [[torch.tensor(1n)], [3, 4]],
    [[torch.tensor(1, { dtype: 'uint8' })], [1, 2, 3, 4]],
    [[torch.tensor(false)], [0, 2, 3, 4]],
    [
      [0, torch.tensor(true)],
      [1, 3, 4],
    ],
    [
      ['...', torch.tensor([1n, 2n])],
      [2, 3, 2],
    ],
  ]
  for (const [indices, shape] of cases) expect(x.at(...indices).shape).toEqual(shape)
  expect(x.at(1, -1, -4).item()).toBe(20)
  expect(x.at(-2, 0, 3).item()).toBe(3)
  expect(x.at([0, 1], [2, 0], [1, 3]).toArray()).toEqual([9, 15])
})

// PyTorch 2.13
test('a mask takes as many dimensions as it has, before and after other indices', () => {
  const x = torch.arange(16).view(2, 2, 2, 2)
  const mask = torch.tensor([[true, false], [true, true]]) // prettier-ignore
  expect(x.at(mask, 0).toArray()).toEqual([[0, 1], [8, 9], [12, 13]]) // prettier-ignore
  expect(x.at(mask, 1, 0).toArray()).toEqual([2, 10, 14])
  expect(x.at(1, mask, 0).toArray()).toEqual([8, 12, 14])
  expect(x.at(mask, null).shape).toEqual([3, 1, 2, 2])
  expect(x.at(mask, slice(1), -1).toArray()).toEqual([[3], [11], [15]])
  expect(x.at(mask, ':', [0, 1, 0]).toArray()).toEqual([[0, 2], [9, 11], [12, 14]]) // prettier-ignore
  expect(x.at(mask, mask.byte()).toArray()).toEqual([0, 10, 15])
  expect(x.at(':', mask, 1).toArray()).toEqual([[1, 5, 7], [9, 13, 15]]) // prettier-ignore
  expect(x.clone().setAt([mask, 0, 0], -1).at('...', 0, 0).toArray()).toEqual([[-1, 4], [-1, -1]]) // prettier-ignore
})

test('a view where it can be one, another tensor always', () => {
  const x = cube()
  expect(x.at()).not.toBe(x)
  const addresses = [x.at(), x.at(':'), x.at('...'), x.at(0), x.at([0])].map(y => y.dataPtr())
  expect(addresses.map(address => address === x.dataPtr())).toEqual([true, true, true, true, false])
})

test('what is refused, with the code of the error', () => {
  const x = cube()
  const cases: [call: () => unknown, code: string, message: string][] = [
    [() => x.at(2), 'INDEX', 'at: index 2 is out of bounds for dimension 0 with size 2'],
    [() => x.at(0, -4), 'INDEX', 'at: index -4 is out of bounds for dimension 1 with size 3'],
    [() => x.at(null, 2n), 'INDEX', 'at: index 2 is out of bounds for dimension 1 with size 2'],
    [() => x.at(torch.tensor(5n)), 'INDEX', 'at: index 5 is out of bounds for dimension 0'],
    [() => x.at(0, 0, 0, 0), 'INDEX', 'at: too many indices for a tensor of 3 dimensions: found 4'],
    [
      () => x.at(torch.zeros([2, 3], { dtype: 'bool' }), 0, 0),
      'INDEX',
      'at: too many indices for a tensor of 3 dimensions: found 4',
    ],
    [() => torch.tensor(1).at(0), 'INDEX', 'at: too many indices for a tensor of 0 dimensions'],
    [
      () => x.at('x' as never),
      'TYPE',
      "at: expected an integer, slice(start, stop), null, '...', ':', or integers or booleans in " +
        "an array or tensor, found 'x'",
    ],
    [() => x.at(0.5), 'TYPE', 'found 0.5'],
    [() => x.at(undefined as never), 'TYPE', 'found undefined'],
    [() => slice(0.5), 'TYPE', 'slice: expected start to be an integer or null, found 0.5'],
    [
      () => slice(0, '1' as never),
      'TYPE',
      "slice: expected stop to be an integer or null, found '1'",
    ],
    [() => slice(0, 1, NaN), 'TYPE', 'slice: expected step to be an integer or null, found NaN'],
    [
      () => slice(0, 1, 0),
      'VALUE',
      'slice: expected a step greater than zero, found 0; flip(dim) reverses a dimension',
    ],
    [() => slice(0, 1, -1n), 'VALUE', 'found -1'],
  ]
  for (const [call, code, message] of cases) {
    expect(call).toThrow(TorchError)
    expect(call).toThrow(message)
    expect(call).toThrow(expect.objectContaining({ code }) as Error)
  }
})

test('slices keep their bounds, and what is left out is an end', () => {
  expect([slice(), slice(1), slice(null, 2), slice(1n, null, 2), slice(undefined, -1)]).toEqual([
    { start: null, stop: null, step: 1 },
    { start: 1, stop: null, step: 1 },
    { start: null, stop: 2, step: 1 },
    { start: 1n, stop: null, step: 2 },
    { start: null, stop: -1, step: 1 },
  ])
})

test('values that are written are broadcast, and lose what the dtype has not', () => {
  const write = (indices: Index | readonly Index[], value: unknown, shape = [2, 3]) => {
    const x = torch.zeros(shape, { dtype: 'int64' })
    expect(x.setAt(indices as never, value as never)).toBe(x)
    return x.toArray()
  }
  expect([
    write(0, 2.7),
    write([], 5),
    write([0, 1], 2n ** 62n),
    write(false, 7),
    write(true, 7),
    write([':', 1], [3, 4]),
    write(0, [1, 2, 3]),
    write(0, [[[1, 2, 3]]]),
    write(0, [[[4]]]),
    write([[1, 1]], [[1, 2, 3], [1, 2, 3]]), // prettier-ignore
    write([[0, 1], [2, 0]], [8, 9]), // prettier-ignore
    write(torch.tensor([true, false]), torch.tensor(6n)),
    write(slice(1), true),
  ]).toEqual([
    [[2, 2, 2], [0, 0, 0]], // prettier-ignore
    [[5, 5, 5], [5, 5, 5]], // prettier-ignore
    [[0, 2n ** 62n, 0], [0, 0, 0]], // prettier-ignore
    [[0, 0, 0], [0, 0, 0]], // prettier-ignore
    [[7, 7, 7], [7, 7, 7]], // prettier-ignore
    [[0, 3, 0], [0, 4, 0]], // prettier-ignore
    [[1, 2, 3], [0, 0, 0]], // prettier-ignore
    [[1, 2, 3], [0, 0, 0]], // prettier-ignore
    [[4, 4, 4], [0, 0, 0]], // prettier-ignore
    [[0, 0, 0], [1, 2, 3]], // prettier-ignore
    [[0, 0, 8], [9, 0, 0]], // prettier-ignore
    [[6, 6, 6], [0, 0, 0]], // prettier-ignore
    [[0, 0, 0], [1, 1, 1]], // prettier-ignore
  ])
  const z = torch.zeros([2], { dtype: 'complex64' })
  expect(z.setAt(1, { real: 1, imag: 2 }).toArray()).toEqual([
    { real: 0, imag: 0 },
    { real: 1, imag: 2 },
  ])
  const big = torch.zeros([1], { dtype: 'uint64' })
  expect(big.setAt(0, 2n ** 63n).toArray()).toEqual([2n ** 63n])
})
