/** Arguments and results in the goldens of make_python.py and make_functional.py. */
import type { Tensor } from '../../lib'
import torch from '../../lib'

export interface Encoded {
  dtype: torch.DType
  shape: number[]
  values: number[] | boolean[]
}

export function isTensor(value: unknown): value is Encoded {
  return typeof value === 'object' && value !== null && 'dtype' in value
}

function decodeTensor({ dtype, shape, values }: Encoded): Tensor {
  if (!dtype.startsWith('complex')) return torch.tensor(values, { dtype }).reshape(shape)
  return torch
    .viewAsComplex(torch.tensor(values, { dtype: 'float64' }).reshape([...shape, 2]))
    .to(dtype)
}

export function decode(value: unknown): unknown {
  if (isTensor(value)) return decodeTensor(value)
  if (Array.isArray(value)) return value.map(decode)
  if (typeof value === 'object' && value !== null) {
    return (value as { infinity: number }).infinity * Infinity
  }
  return value
}

/**
 * Same dtypes and shapes, and values to 10 digits, or 5 in float32. `computed`: the dtype of what a
 * gradient went through; it has its input's.
 */
export function expectSame(found: unknown, expected: unknown, computed?: string): void {
  if (Array.isArray(expected)) {
    expect((found as unknown[]).length).toBe(expected.length)
    expected.forEach((value, i) => expectSame((found as unknown[])[i], value, computed))
  } else if (isTensor(expected)) {
    const tensor = found as Tensor
    expect([tensor.dtype, tensor.shape]).toEqual([expected.dtype, expected.shape])
    const [rtol, atol] = (computed ?? expected.dtype) === 'float32' ? [1e-5, 1e-6] : [1e-10, 1e-12]
    expect(torch.allclose(tensor.detach(), decodeTensor(expected), { rtol, atol })).toBe(true)
  } else {
    expect(found).toEqual(expected)
  }
}
