import torch, { OptionError, TorchError, type Tensor } from '../../../../lib'
import { test } from '../autograd/fixtures'

const rows = () => torch.arange(6).view(2, 3)
const columns = () => torch.arange(12).view(3, 4)

// rows() @ columns()
const product = [
  [20, 23, 26, 29],
  [56, 68, 80, 92],
]

describe('einsum', () => {
  test('takes an equation and operands, one by one or in a list', () => {
    const [a, b] = [rows(), columns()]
    const equation = 'ij,jk->ik'
    expect(torch.einsum(equation, a, b).toArray()).toEqual(product)
    expect(torch.einsum(equation, [a, b]).toArray()).toEqual(product)
  })

  test('takes operands and subscripts in turn, with those of the output last', () => {
    const [a, b] = [rows(), columns()]
    expect(torch.einsum(a, [0, 1], b, [1, 2], [0, 2]).toArray()).toEqual(product)
    expect(torch.einsum(a, [51, 0], b, [0, 26], [26, 51]).toArray()).toEqual(
      torch.tensor(product).T.toArray(),
    )
    // Without them the letters come in the order of the alphabet: A before B.
    expect(torch.einsum(a, [1, 0]).toArray()).toEqual(a.T.toArray())
    expect(torch.einsum(a, ['...', 0], b, [0, 1]).toArray()).toEqual(product)
    expect(torch.einsum(a, ['...', 0], ['...']).toArray()).toEqual([3, 12])
    expect(torch.einsum(a, [0, 1], []).item()).toBe(15)
  })

  test('says which subscripts it takes', () => {
    const a = rows()
    const message = "einsum: expected subscripts from 0 to 51 or '...', found"
    expect(() => torch.einsum(a, [0, 52])).toThrow(`${message} 52`)
    expect(() => torch.einsum(a, [0, -1])).toThrow(`${message} -1`)
    expect(() => torch.einsum(a, ['..' as never, 1])).toThrow(`${message} '..'`)
    expect(() => torch.einsum(a, a)).toThrow(
      'einsum: expected a list of subscripts, found a Tensor',
    )
    expect(() => torch.einsum(a)).toThrow(
      "einsum: expected an equation such as 'ij,jk->ik' and operands",
    )
    expect(() => torch.einsum(3 as never, [0])).toThrow(
      'einsum: expected tensors, found 3 at position 0',
    )
    expect(() => torch.einsum('ij,jk', a, 2 as never)).toThrow(
      'einsum: expected tensors, found 2 at position 1',
    )
  })
})

describe('tensordot', () => {
  test('sums over the last dimensions of one and the first of the other: two by default', () => {
    const [a, b] = [rows(), columns()]
    expect(torch.tensordot(a, b, 1).toArray()).toEqual(product)
    expect(torch.tensordot(a, a).item()).toBe(55)
    expect(torch.tensordot(a, a, 2).item()).toBe(55)
    expect(torch.tensordot(a, b, 0).shape).toEqual([2, 3, 3, 4])
    const cube = torch.arange(24).view(4, 2, 3)
    expect(torch.tensordot(cube, a).shape).toEqual([4])
  })

  test('or over those that are named', () => {
    const [a, b] = [rows(), columns()]
    const dims: [number[], number[]] = [[1], [0]]
    const one = [1, 0] as never
    expect(torch.tensordot(a, b, dims).toArray()).toEqual(product)
    expect(torch.tensordot(a, b, one).toArray()).toEqual(product)
    expect(torch.tensordot(a, b, { dims }).toArray()).toEqual(product)
    const tensor = torch.tensor([[1n], [0n]])
    expect(torch.tensordot(a, b, tensor).toArray()).toEqual(product)
    expect(torch.tensordot(a, a.T, [[0, 1], [1, 0]]).item()).toBe(55) // prettier-ignore
  })

  test('writes into out', () => {
    const [a, b] = [rows().float(), columns().float()]
    const out = torch.empty([2, 4])
    expect(torch.tensordot(a, b, 1, { out })).toBe(out)
    expect(out.toArray()).toEqual(product)
    expect(torch.tensordot(a, b, 1, { out: null }).toArray()).toEqual(product)
  })

  test('says what does not fit', () => {
    const a = rows()
    const found: [dims: unknown, message: string][] = [
      [-1, 'tensordot: expected dims of 0 or more, found -1'],
      [1.5, 'tensordot: expected dims of 0 or more, found 1.5'],
      [3, 'tensordot: expected dims of at most 2, the dimensions of a, found 3'],
      [[[0]], 'tensordot: expected dims as a number or two lists of dimensions, found an array'],
      [[1, [0]], 'two lists of dimensions, found an array of 2'],
      [[1, 0, 1], 'two lists of dimensions, found an array of 3'],
      ['1', "two lists of dimensions, found '1'"],
    ]
    for (const [dims, message] of found)
      expect(() => torch.tensordot(a, a, dims as number)).toThrow(message)
    expect(() => torch.tensordot(1 as never, a)).toThrow('tensordot: expected a tensor, found 1')
    expect(() => torch.tensordot(a, 1 as never)).toThrow('tensordot: expected a tensor, found 1')
    expect(() => torch.tensordot(a, a, { dim: 1 } as never)).toThrow(OptionError)
  })
})

test('combinations and chains of products take a list too', () => {
  const [a, b] = [torch.arange(2), torch.arange(2).add(5)]
  const pairs = [
    [0, 5],
    [0, 6],
    [1, 5],
    [1, 6],
  ]
  expect(torch.cartesianProd(a, b).toArray()).toEqual(pairs)
  expect(torch.cartesianProd([a, b]).toArray()).toEqual(pairs)
  const [x, y] = [rows().float(), columns().float()]
  expect(torch.chainMatmul(x, y).toArray()).toEqual(product)
  expect(torch.chainMatmul([x, y]).toArray()).toEqual(product)
  expect(() => torch.cartesianProd(a, [b] as never)).toThrow(
    'cartesianProd: expected tensors, found an array of 1 at position 1',
  )
  expect(() => torch.chainMatmul(1 as never)).toThrow(
    'chainMatmul: expected tensors, found 1 at position 0',
  )
})

describe('norm', () => {
  const values = (found: Tensor) => found.toArray<number[]>().map(value => Number(value.toFixed(4)))

  // PyTorch 2.13
  test('is that of Frobenius over everything, unless told otherwise', () => {
    const a = rows().float()
    const cube = torch.arange(24).view(2, 3, 4).float()
    const found = [
      torch.norm(a),
      torch.norm(a, 'fro'),
      torch.norm(a, null),
      torch.norm(a, 0),
      torch.norm(a, 1),
      torch.norm(a, Infinity),
      torch.norm(a, -Infinity),
      torch.norm(a, 'nuc'),
      torch.norm(cube),
      torch.norm(a.toSparse()),
      torch.norm(a.toSparse(), 1),
    ]
    expect(values(torch.stack(found))).toEqual([
      7.4162, 7.4162, 7.4162, 5, 15, 5, 0, 8.3485, 65.7571, 7.4162, 15,
    ])
  })

  test('may be of dimensions, which may be kept', () => {
    const a = rows().float()
    expect(values(torch.norm(a, 1, 0))).toEqual([3, 5, 7])
    expect(values(torch.norm(a, 1, [1]))).toEqual([3, 12])
    expect(torch.norm(a, 1, 1, true).shape).toEqual([2, 1])
    expect(torch.norm(a, { keepdim: true }).shape).toEqual([1, 1])
    expect(torch.norm(a, 'nuc', [1, 0]).item()).toBeCloseTo(8.3485, 4)
    expect(torch.norm(a, { p: 'nuc', keepdim: true }).shape).toEqual([1, 1])
    const cube = torch.ones([2, 3, 4])
    expect(() => torch.norm(cube, 'fro', [0, 1, 2])).toThrow(TorchError)
  })

  test('has another dtype, or goes into out, where that is asked for', () => {
    const a = rows().float()
    const out = torch.empty([])
    expect(torch.norm(a, 2, null, false, { dtype: 'float64' }).dtype).toBe('float64')
    expect(torch.norm(a, 'nuc', { dtype: 'float64' }).dtype).toBe('float64')
    expect(torch.norm(a, 1, { out })).toBe(out)
    expect(out.item()).toBe(15)
    expect(torch.norm(a, 1, { out: null }).item()).toBe(15)
    expect(() => torch.norm('a' as never)).toThrow("norm: expected a tensor, found 'a'")
  })
})
