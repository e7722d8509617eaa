/** Derivatives by central differences, in float64. */
import torch, { type Tensor } from '../../../lib'
import { held, type Held } from './fixtures'

const step = 1e-5

/** The derivatives of `f` by each number of `at`. */
export function numericalGradient(f: (x: Tensor) => number, at: Held): number[] {
  const {
    numbers,
    tensor: { shape },
  } = at
  const moved = (i: number, by: number) =>
    torch.tidy(() =>
      f(
        held(
          numbers.map((x, j) => (j === i ? x + by : x)),
          shape,
          'float64',
        ).tensor,
      ),
    )
  return numbers.map((_, i) => (moved(i, step) - moved(i, -step)) / (2 * step))
}

/** A copy that asks for its gradient. */
export function leafOf(tensor: Tensor): Tensor {
  const leaf = tensor.clone()
  leaf.requiresGrad = true
  return leaf
}

/** The largest difference, relative to 1 + the size of the numbers; NaN if one of them is. */
export function largestDifference(found: readonly number[], expected: readonly number[]): number {
  expect(found).toHaveLength(expected.length)
  return Math.max(0, ...expected.map((e, i) => Math.abs(found[i]! - e) / (1 + Math.abs(e))))
}
