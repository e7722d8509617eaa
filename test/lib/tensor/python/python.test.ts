/** The functions that PyTorch writes in Python, against its own results. */
import torch from '../../../../lib'
import { camelCase } from '../../../../lib/tensor/ops/names'
import { decode, expectSame } from '../../encoded'
import { readGoldens } from '../../goldens'

interface Case {
  name: string
  args: unknown[]
  options: Record<string, unknown>
  result: unknown
}

const cases = readGoldens<Case[]>('python.json')

test.each(cases.map((golden, i) => [`${golden.name} ${i}`, golden] as const))('%s', (_, golden) => {
  torch.tidy(() => {
    const call = camelCase(golden.name)
      .split('.')
      .reduce<unknown>((place, name) => (place as Record<string, unknown>)[name], torch) as (
      ...args: unknown[]
    ) => unknown
    const options = Object.fromEntries(
      Object.entries(golden.options).map(([name, value]) => [camelCase(name), decode(value)]),
    )
    const args = golden.args.map(decode)
    const found = Object.keys(options).length > 0 ? call(...args, options) : call(...args)
    expectSame(found, golden.result)
  })
})

test('positions of a tensor, also as its method', () => {
  const x = torch.tensor([
    [0, 1],
    [2, 0],
  ])
  expect(x.nonzero({ asTuple: true }).map(dim => dim.int().toArray())).toEqual([
    [0, 1],
    [1, 0],
  ])
  expect(x.nonzero().shape).toEqual([2, 2])
})

test('positions are int64 whatever the dtype of the flat ones', () => {
  const flat = torch.tensor([5, 3], { dtype: 'uint8' })
  const dims = torch.unravelIndex(flat, [2, 4])
  expect(dims.map(dim => [dim.dtype, dim.int().toArray()])).toEqual([
    ['int64', [1, 0]],
    ['int64', [1, 3]],
  ])
})

test('factors are written into out', () => {
  const A = torch.tensor([
    [2, 1],
    [4, 4],
  ])
  const out = [torch.empty([0]), torch.empty([0], { dtype: 'int32' })]
  const [LU, pivots] = torch.lu(A, { out })
  expect([LU === out[0], pivots === out[1]]).toEqual([true, true])
  expect(out.map(tensor => tensor.toArray())).toEqual([
    [
      [4, 4],
      [0.5, -1],
    ],
    [2, 2],
  ])
})

test('a low-rank matrix comes back from its factors', () => {
  torch.manualSeed(1)
  const low = torch.matmul(torch.randn([9, 3]), torch.randn([3, 7]))
  const [U, S, V] = torch.svdLowrank(low, 4)
  expect(torch.allclose(U.mul(S).matmul(V.t()), low, { atol: 1e-4 })).toBe(true)
  const [, variances] = torch.pcaLowrank(low, { q: 3 })
  const centred = low.sub(low.mean(0))
  const exact = torch.linalg.svdvals(centred).narrow(0, 0, 3)
  expect(torch.allclose(variances, exact, { rtol: 1e-3 })).toBe(true)
})

describe('what does not fit is an error that shows how it is written', () => {
  const x = torch.ones([2, 2])
  test.each<[string, () => unknown, RegExp]>([
    ['no tensor', () => torch.norm(2 as never), /norm: expected a tensor, found 2/],
    [
      'too many',
      () => (torch.norm as (...args: unknown[]) => unknown)(x, 2, 0, false, 1, 2),
      /found 6 arguments, expected norm\(/,
    ],
    ['twice', () => torch.norm(x, 2, { p: 1 } as never), /found p twice/],
    ['misspelt', () => torch.norm(x, { kepdim: true } as never), /kepdim.*did you mean 'keepdim'/],
    ['missing', () => torch.cdist(x, undefined as never), /found no x2/],
    ['mode', () => torch.cdist(x, x, { computeMode: 'fast' as never }), /computeMode: expected/],
    [
      'indexing',
      () => torch.meshgrid(torch.ones([2]), { indexing: 'ab' as never }),
      /indexing: expected ij, xy/,
    ],
    ['subscripts', () => torch.einsum(x, [0, 99]), /subscripts from 0 to 51/],
    ['dims', () => torch.tensordot(x, x, -1), /dims of 0 or more/],
    ['shapes', () => torch.broadcastShapes([2], [3]), /shapes that broadcast/],
    ['window size', () => torch.signal.windows.hann(-1), /M as an integer of 0 or more/],
    [
      'window dtype',
      () => torch.signal.windows.hann(4, { dtype: 'int64' }),
      /dtype 'float32' or 'float64'/,
    ],
    [
      'half-precision window',
      () => torch.signal.windows.gaussian(3, { dtype: 'bfloat16' }),
      /dtype 'float32' or 'float64', found 'bfloat16'/,
    ],
    [
      'positions by dimension into out',
      () => torch.nonzero({ input: x, asTuple: true, out: x }),
      /no out with asTuple/,
    ],
    ['factors into too few', () => torch.lu(x, { out: [x] }), /out as 2 tensors/],
    ['weights', () => torch.signal.windows.generalCosine(4), /a as a list of weights/],
    ['float indices', () => torch.unravelIndex(x, [4]), /expected integers, found float32/],
  ])('%s', (_, call, message) => expect(call).toThrow(message))
})
