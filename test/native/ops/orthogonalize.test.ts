/** Muon's matrices, whichever way they are multiplied. */
import torch, { type Tensor } from '../../../lib'
import { operator } from '../../../lib/tensor'

const orthogonalize = operator('isbe::_orthogonalize')
const coefficients = { a: 3.4445, b: -4.775, c: 2.0315, steps: 5, eps: 1e-7 }

const solve = (matrices: Tensor[], isEmulated: boolean): Tensor[] =>
  orthogonalize(matrices, { ...coefficients, isEmulated }) as Tensor[]

/** Newton–Schulz without rounding. */
function reference(matrix: Tensor): Tensor {
  const { a, b, c, steps } = coefficients
  let x = matrix.double().div(matrix.double().norm())
  for (let step = 0; step < steps; ++step) {
    const gram = x.mm(x.t())
    x = x.mul(a).add(gram.mul(b).add(gram.mm(gram).mul(c)).mm(x))
  }
  return x
}

/** What bfloat16 may cost in entries below one. */
const tolerance = 0.05

test.each([[[20, 30]], [[30, 20]], [[1, 7]], [[24, 24]]])('of %j are those of float64', shape => {
  torch.tidy(() => {
    torch.manualSeed(0)
    const matrices = Array.from({ length: 9 }, () => torch.randn(shape))
    const found = solve(matrices, false)
    const emulated = solve(matrices, true)
    found.forEach((matrix, index) => {
      expect([matrix.shape, matrix.dtype]).toEqual([shape, 'bfloat16'])
      expect(emulated[index]!.dtype).toBe('float32')
      // One matrix alone is multiplied by all threads.
      const [alone] = solve([matrices[index]!], false)
      const expected = reference(matrices[index]!)
      for (const one of [matrix, emulated[index]!, alone!])
        expect(one.double().sub(expected).abs().max().item()).toBeLessThan(tolerance)
    })
  })
})

test('of nothing are none, and what is no matrix is refused', () => {
  expect(solve([], false)).toEqual([])
  torch.tidy(() => {
    expect(() => solve([torch.ones(3)], false)).toThrow(/expected matrices of floating-point/)
    expect(() => solve([torch.ones([2, 2], { dtype: 'int64' })], true)).toThrow(/found Long/)
  })
})
