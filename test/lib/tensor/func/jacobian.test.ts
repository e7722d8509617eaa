/* eslint-disable @typescript-eslint/no-unsafe-return -- a transformed function gives whatever its function does */
import torch, { type Tensor } from '../../../../lib'
import { leaf, test } from '../autograd/fixtures'

const { func, vmap } = torch
type Deriver = (typeof func)['jacrev']

const arrays = (value: unknown): unknown => {
  if (value instanceof torch.Tensor) return value.toArray()
  if (Array.isArray(value)) return value.map(arrays)
  return Object.fromEntries(Object.entries(value as object).map(([k, v]) => [k, arrays(v)]))
}

/** [x₀·y, x₁·y] and Σx², of x with two elements and y with none. */
const product = (x: Tensor, y: Tensor): unknown => ({ scaled: x.mul(y), squares: x.pow(2).sum() })

const inX = { scaled: [[5, 0], [0, 5]], squares: [4, 6] } // prettier-ignore
const inY = { scaled: [2, 3], squares: 0 }
const inBoth = {
  scaled: [inX.scaled, inY.scaled],
  squares: [inX.squares, inY.squares],
}

const ways: [name: string, derive: Deriver][] = [
  ['jacrev', func.jacrev],
  ['jacfwd', func.jacfwd as Deriver],
  ['jacrev in chunks of 2', (fn, argnums) => func.jacrev(fn, argnums as number, { chunkSize: 2 })],
  ['jacrev row by row', (fn, argnums) => func.jacrev(fn, argnums as number, { chunkSize: 1 })],
]

describe.each(ways)('%s', (_, derive) => {
  test('gives a block for each output and argument', () => {
    const [x, y] = [leaf([2, 3]).detach(), leaf(5).detach()]
    expect(arrays(derive(product)(x, y))).toEqual(inX)
    expect(arrays(derive(product, 1)(x, y))).toEqual(inY)
    expect(arrays(derive(product, -1)(x, y))).toEqual(inY)
    expect(arrays(derive(product, [0, 1])(x, y))).toEqual(inBoth)
    const [swapped] = [derive(product, [1, 0])(x, y) as Record<string, unknown>]
    expect(arrays(swapped.scaled)).toEqual([inY.scaled, inX.scaled])
  })

  test('keeps arrays and objects of an argument', () => {
    const sum = ({ a, b }: { a: Tensor; b: [Tensor] }) => a.mul(2).sum().add(b[0].mul(3).sum())
    const given = { a: torch.ones([2]), b: [torch.ones([1, 2])] }
    expect(arrays(derive(sum)(given))).toEqual({ a: [2, 2], b: [[[3, 3]]] })
  })

  test('takes no outputs at all', () => {
    const nothing = derive((x: Tensor) => x.narrow(0, 0, 0))(torch.ones([2])) as Tensor
    expect(nothing.shape).toEqual([0, 2])
  })
})

test('the Hessian has a block for each pair of arguments', () => {
  const [x, y] = [leaf([2, 3]).detach(), leaf(5).detach()]
  const f = (a: Tensor, b: Tensor) => a.pow(2).sum().mul(b)
  const [xx, xy, yx, yy] = [[[10, 0], [0, 10]], [4, 6], [4, 6], 0] // prettier-ignore
  expect(arrays(func.hessian(f)(x, y))).toEqual(xx)
  expect(arrays(func.hessian(f, 1)(x, y))).toBe(yy)
  expect(arrays(func.hessian(f, [0, 1])(x, y))).toEqual([[xx, xy], [yx, yy]]) // prettier-ignore
  expect(arrays(func.hessian(f, { argnums: [1] })(x, y))).toEqual([[yy]])
})

test('the rows are the same in chunks of any size', () => {
  const x = torch.arange(5).float()
  const fn = (t: Tensor) => t.mul(2)
  for (const chunkSize of [1, 2, 4, 5, 9, null]) {
    const jacobian = func.jacrev(fn, { chunkSize })(x) as Tensor
    expect(jacobian.toArray()).toEqual(torch.eye(5).mul(2).toArray())
  }
})

test('random numbers within a forward Jacobian are refused, unless allowed', () => {
  const noisy = (x: Tensor) => x.mul(torch.rand([2]).mul(0).add(3))
  const x = torch.ones([2])
  expect(() => func.jacfwd(noisy)(x)).toThrow(/randomness/)
  for (const randomness of ['same', 'different'] as const)
    expect(arrays(func.jacfwd(noisy, { randomness })(x))).toEqual([[3, 0], [0, 3]]) // prettier-ignore
})

describe('vmap', () => {
  const matrix = () => torch.arange(6).view(3, 2).float()

  test('finds the batch in any dimension, and puts it into any', () => {
    const double = (x: Tensor) => x.mul(2)
    const rows = matrix().mul(2)
    for (const dim of [0, 1, -1, -2]) {
      const found = vmap(double, dim, dim)(matrix()) as Tensor
      expect(found.toArray()).toEqual(rows.toArray())
      expect((vmap(double, dim, 0)(matrix()) as Tensor).shape).toEqual(
        dim % 2 === 0 ? [3, 2] : [2, 3],
      )
    }
    expect((vmap(double, [1], [1])(matrix()) as Tensor).shape).toEqual([3, 2])
  })

  test('chunks see at most so many examples', () => {
    const seen: string[] = []
    const look = (x: Tensor) => {
      seen.push(String(/\[\[?.*\]/s.exec(String(x))?.[0].match(/\d+\./g)?.length))
      return x.add(0)
    }
    const x = torch.arange(5).float()
    const found = vmap(look, { chunkSize: 2 })(x) as Tensor
    expect(found.toArray()).toEqual([0, 1, 2, 3, 4])
    expect(seen).toEqual(['2', '2', '1'])
    seen.length = 0
    expect((vmap(look, { chunkSize: 3 })(torch.arange(6).float()) as Tensor).shape).toEqual([6])
    expect(seen).toEqual(['3', '3'])
  })

  test('an empty batch gives an empty result, in chunks too', () => {
    for (const chunkSize of [null, 2]) {
      const found = vmap((x: Tensor) => x.sum(), { chunkSize })(torch.ones([0, 3])) as Tensor
      expect(found.shape).toEqual([0])
    }
  })

  test('chunks joined where the batch goes, and values that are no batch once', () => {
    const fn = (x: Tensor) => [x.mul(2), x.sum(), 'text']
    const options = { outDims: [1, 0, null], chunkSize: 2 } as const
    const [doubled, sums, text] = vmap(fn, options)(matrix()) as [Tensor, Tensor, string]
    expect(doubled.toArray()).toEqual(matrix().mul(2).t().toArray())
    expect([sums.toArray(), text]).toEqual([[1, 5, 9], 'text'])
  })
})
