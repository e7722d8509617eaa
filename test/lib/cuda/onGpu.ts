/** What the tests that need a GPU share. */
import { cuda, type Tensor } from '../../../lib'

/** `describe` where there is a GPU. */
export const onGpu = cuda.isAvailable() ? describe : describe.skip
if (!cuda.isAvailable()) console.log(`skipped: no CUDA device (${cuda.reason()})`)

/** Compares where the values may lie on any device. */
export function close(found: Tensor, expected: Tensor, tolerance = 1e-5): void {
  const distance = found.cpu().double().sub(expected.cpu().double()).abs().max().item()
  expect(Number(distance)).toBeLessThan(tolerance)
}
