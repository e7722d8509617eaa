/** Sparse and nested tensors, and those without values, in .pt files. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import torch, { DataError, nn, OptionError, type Tensor } from '../../../lib'
import { rebuildNested } from '../../../lib/serialize/pytorch/layouts'
import { golden } from './goldens'

const folder = mkdtempSync(join(tmpdir(), 'isbe-layouts-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'layouts.pt')

type Layouts = Record<string, Tensor>
const ofPython = (): Layouts => torch.load<Layouts>(golden('layouts.pt'))
const again = (): Layouts => {
  torch.save(ofPython(), file)
  return torch.load<Layouts>(file)
}

describe.each([
  ['by Python', ofPython],
  ['here', again],
])('written %s', (_, load) => {
  test.each(['sparse_coo', 'sparse_csr', 'sparse_csc', 'sparse_bsr', 'sparse_bsc'])('%s', name => {
    const tensor = load()[name]!
    expect(tensor.layout).toBe(name)
    expect(tensor.toDense().toArray()).toEqual([
      [1, 0, 2, 0],
      [0, 0, 0, 3],
    ])
  })

  test('whether indices are coalesced', () => {
    const { sparse_coo: one, uncoalesced: other } = load()
    expect([one!.isCoalesced(), other!.isCoalesced()]).toEqual([true, false])
    expect(other!.toDense().toArray()).toEqual([3, 0])
  })

  test('nested', () => {
    const { nested } = load()
    expect(nested!.isNested).toBe(true)
    expect(nested!.unbind().map(part => part.toArray())).toEqual([
      [
        [1, 1, 1],
        [1, 1, 1],
      ],
      [[1, 1, 1]],
    ])
  })

  test('without values', () => {
    const { meta, parameter } = load()
    const { device, dtype, shape, strides } = meta!
    expect({ device, dtype, shape, strides }).toEqual({
      device: 'meta',
      dtype: 'float16',
      shape: [3, 2],
      strides: [1, 3],
    })
    expect([parameter instanceof nn.Parameter, parameter!.isMeta]).toEqual([true, true])
  })
})

test('a module without values is written as it is', () => {
  torch.save(new nn.Linear(2, 3, { device: 'meta' }).stateDict(), file)
  expect(torch.load<Layouts>(file).weight!.shape).toEqual([3, 2])
})

const int64 = (values: number[] | number[][]): Tensor => torch.tensor(values, { dtype: 'int64' })

test.each<[string, number[][], number[][], number[], boolean]>([
  [
    'within',
    [
      [2, 3],
      [1, 3],
    ],
    [
      [3, 1],
      [3, 1],
    ],
    [0, 6],
    true,
  ],
  [
    'empty',
    [
      [2, 3],
      [0, 3],
    ],
    [
      [3, 1],
      [3, 1],
    ],
    [0, 9],
    true,
  ],
  [
    'offset',
    [
      [2, 3],
      [1, 3],
    ],
    [
      [3, 1],
      [3, 1],
    ],
    [0, 7],
    false,
  ],
  [
    'strides',
    [
      [2, 3],
      [1, 3],
    ],
    [
      [5, 2],
      [3, 1],
    ],
    [0, 6],
    false,
  ],
  [
    'sizes',
    [
      [2, 3],
      [1, 300],
    ],
    [
      [3, 1],
      [3, 1],
    ],
    [0, 6],
    false,
  ],
  [
    'negative',
    [
      [2, 3],
      [1, 3],
    ],
    [
      [3, 1],
      [3, 1],
    ],
    [0, -1],
    false,
  ],
  [
    'count',
    [
      [2, 3],
      [1, 3],
    ],
    [
      [3, 1],
      [3, 1],
    ],
    [0],
    false,
  ],
])('parts of a nested tensor lie in its buffer: %s', (_, sizes, strides, offsets, isGood) => {
  const places = [int64(sizes), int64(strides), int64(offsets)]
  const make = (): Tensor =>
    rebuildNested([torch.ones([9]), ...places], problem => new DataError(problem))
  if (isGood)
    expect(
      make()
        .unbind()
        .map(part => part.shape),
    ).toEqual(sizes)
  else expect(make).toThrow(/parts within the buffer|sizes, strides and offsets of its parts/)
})

test('indices that break the rules of their layout are refused', () => {
  const csr = torch.eye(3).toSparseCsr()
  csr.colIndices().fill_(7)
  torch.save(csr, file)
  expect(() => torch.load(file)).toThrow(DataError)
})

test('a key that load refuses is refused by save, in the same words', () => {
  const words = /expected a key without '__proto__', found 'a\.__proto__'/
  expect(() => torch.save(new Map([['a.__proto__', 1]]), file)).toThrow(words)
  expect(() => torch.save({ b: [{ 'a.__proto__': 1 }] }, file)).toThrow(OptionError)
})

test('what other formats cannot hold, they still refuse', () => {
  const csr = torch.eye(2).toSparseCsr()
  expect(() => torch.save({ csr }, join(folder, 'a.safetensors'))).toThrow(
    /sparse_csr one; toDense/,
  )
})
