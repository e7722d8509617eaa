/** Goldens made by PyTorch; the scripts that made them lie beside them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Tensor } from '../../lib'

export interface Golden {
  shape: number[]
  values: number[]
}

export function readGoldens<T>(file: string): T {
  return JSON.parse(readFileSync(join(__dirname, '..', 'goldens', file), 'utf8')) as T
}

/** Shapes equal, and every value within `tolerance`, absolute and relative. */
export function expectGolden(actual: Tensor, { shape, values }: Golden, tolerance: number): void {
  expect(actual.shape).toEqual(shape)
  const found = Array.from(actual.to('float64').toTypedArray() as Float64Array)
  const worst = found.reduce((largest, value, i) => {
    const expected = values[i]!
    return Math.max(largest, Math.abs(value - expected) / (1 + Math.abs(expected)))
  }, 0)
  expect(worst).toBeLessThanOrEqual(tolerance)
}
