import torch, { type Tensor } from '../../../../lib'
import { test } from '../autograd/fixtures'

/** Of rank 2, with singular values 6 and 2 for 4 × 3. */
function lowRank(rows: number, columns: number): Tensor {
  const [left, right] = [rows, columns].map((size, seed) => {
    torch.manualSeed(seed)
    return torch.linalg.qr(torch.randn([size, 2], { dtype: 'float64' })).Q
  })
  return left!.mul(torch.tensor([6, 2])).matmul(right!.t())
}

const rebuilt = ([U, S, V]: readonly Tensor[]): Tensor => U!.mul(S!).matmul(V!.t())
const close = (a: Tensor, b: Tensor): boolean => torch.allclose(a, b, { atol: 1e-8 })

test('a low-rank matrix comes back, be it high or wide', () => {
  for (const [rows, columns] of [
    [9, 5],
    [5, 9],
    [4, 4],
  ] as const) {
    // prettier-ignore
    const A = lowRank(rows, columns)
    const found = torch.svdLowrank(A, 3)
    expect(found.map(({ shape }) => shape)).toEqual([[rows, 3], [3], [columns, 3]])
    expect(close(rebuilt(found), A)).toBe(true)
    expect(found[1].toArray<number[]>().map(value => Math.round(value))).toEqual([6, 2, 0])
    const M = torch.ones([rows, columns], { dtype: 'float64' })
    for (const less of [
      torch.svdLowrank(A.add(M), 2, 2, M),
      torch.svdLowrank(A.add(M), { q: 2, M }),
    ])
      expect(close(rebuilt(less), A)).toBe(true)
  }
  const many = lowRank(9, 8)
  expect(torch.svdLowrank(many)[1].shape).toEqual([6])
  expect(torch.svdLowrank(many, { q: 2, niter: 0 })[1].shape).toEqual([2])
})

test('more rounds come nearer to a slowly falling spectrum', () => {
  const scale = torch.arange(1, 31).pow(-0.5)
  const A = torch.linalg.qr(torch.randn([40, 30])).Q.mul(scale)
  const missing = (niter?: number): number => {
    torch.manualSeed(3)
    return torch
      .svdLowrank(A, { q: 5, niter })[1]
      .sub(scale.narrow(0, 0, 5))
      .norm()
      .item()
  }
  const [none, one, usual, two] = [missing(0), missing(1), missing(), missing(2)]
  expect([none > one, one > two, usual === two]).toEqual([true, true, true])
})

test('principal components are of centred columns, unless center is false', () => {
  const A = lowRank(9, 5).add(torch.arange(5).mul(10))
  const centred = A.sub(A.mean(0))
  expect(close(rebuilt(torch.pcaLowrank(A, 3)), centred)).toBe(true)
  expect(close(rebuilt(torch.pcaLowrank(A, 3, false)), A)).toBe(true)
  expect(close(rebuilt(torch.pcaLowrank(A, { q: 4, center: false, niter: 3 })), A)).toBe(true)
  expect(torch.pcaLowrank(A)[1].shape).toEqual([5])
  expect(torch.pcaLowrank(A, null)[1].shape).toEqual([5])
  expect(torch.pcaLowrank(lowRank(9, 8))[1].shape).toEqual([6])
})

test('LU factors, with pivots, and with the success of each where it is asked for', () => {
  const A = torch.tensor([[2, 1], [4, 4]]) // prettier-ignore
  const [LU, pivots, ...rest] = torch.lu(A)
  expect([LU!.toArray(), pivots!.toArray(), rest]).toEqual([[[4, 4], [0.5, -1]], [2, 2], []]) // prettier-ignore
  const singular = torch.zeros([2, 2])
  const infos = torch.lu(singular, true, true)
  expect([infos.length, infos[2]!.item()]).toEqual([3, 1])
  expect(torch.lu(A, { getInfos: true }).at(-1)!.item()).toBe(0)
  const out = [torch.empty([0]), torch.empty([0]).int(), torch.empty([0]).int()]
  const results = torch.lu(A, { getInfos: true, out })
  expect(results.map((result, i) => result === out[i])).toEqual([true, true, true])
  expect(out.map(({ shape }) => shape)).toEqual([[2, 2], [2], []])
})

test('what they refuse', () => {
  const A = torch.eye(2)
  const calls: [call: () => unknown, message: string][] = [
    [() => torch.lu(1 as never), 'lu: expected a tensor, found 1'],
    [() => torch.lu(A, { out: [A] }), 'lu: expected out as 2 tensors, found an array of 1'],
    [
      () => torch.lu(A, { getInfos: true, out: [A, A] }),
      'lu: expected out as 3 tensors, found an array of 2',
    ],
    [() => torch.lu(A, { out: A as never }), 'lu: expected out as 2 tensors, found a Tensor'],
    [() => torch.lu(A, { out: [A, 1 as never] }), 'lu: out[1]: expected a tensor, found 1'],
    [() => torch.svdLowrank(1 as never), 'svdLowrank: expected a tensor, found 1'],
    [() => torch.pcaLowrank(1 as never), 'pcaLowrank: expected a tensor, found 1'],
    [() => torch.svdLowrank(A, { k: 1 } as never), "svdLowrank: unknown option 'k'"],
  ]
  for (const [call, message] of calls) expect(call).toThrow(message)
})

it('leaves the results alone behind', () => {
  const A = torch.eye(4)
  const before = torch.memory().tensors
  const results = [...torch.svdLowrank(A, 2), ...torch.pcaLowrank(A, 2), ...torch.lu(A)]
  expect(torch.memory().tensors - before).toBe(8)
  for (const tensor of [...results, A]) tensor.dispose()
})
