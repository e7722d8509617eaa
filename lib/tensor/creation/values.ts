/** The values of tensors as JavaScript has them. */
import { checkNotPacked, typedArrayLayout } from '../../base/dtype'
import { elementCount } from '../../base/shape'
import type { TypedArray } from '../../base/typedArray'
import { native } from '../../native'
import { tidy } from '../scope'
import type { Tensor } from '../tensor'
import type { NestedValues, Value } from './nested'

/**
 * The values in row-major order as the TypedArray of the dtype: int64 as BigInt64Array, bool as
 * Uint8Array, float16 and bfloat16 as raw 16-bit patterns, complex numbers as pairs.
 */
export function typedArrayOf(source: Tensor): TypedArray {
  const { array: Constructor, width } = typedArrayLayout(source.dtype)
  const count = width * elementCount(source.shape)
  const target = new Constructor(count)
  native.toBytes(source.handle, target)
  return target
}

function toNumber(value: number | bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) || typeof value === 'number' ? number : value
}

/** The values in row-major order; of packed dtypes the bytes. */
export function flatValues(source: Tensor): Value[] {
  const dtype = source.dtype
  if (dtype === 'complex32') return tidy(() => flatValues(source.to('complex64')))
  if (typedArrayLayout(dtype).array === Uint16Array && dtype !== 'uint16') {
    return tidy(() => flatValues(source.to('float32')))
  }
  if (dtype.startsWith('float8')) return tidy(() => flatValues(source.to('float32')))
  const flat = Array.from(typedArrayOf(source) as Iterable<number | bigint>)
  if (dtype === 'bool') return flat.map(Boolean)
  if (!dtype.startsWith('complex')) return flat.map(toNumber)
  const numbers = flat as number[]
  return Array.from({ length: numbers.length / 2 }, (_, i) => ({
    real: numbers[2 * i]!,
    imag: numbers[2 * i + 1]!,
  }))
}

function nest(
  flat: readonly Value[],
  shape: readonly number[],
  depth: number,
  from: number,
  size: number,
): NestedValues {
  if (depth === shape.length) return flat[from]!
  const step = size / shape[depth]!
  return Array.from({ length: shape[depth]! }, (_, i) =>
    nest(flat, shape, depth + 1, from + i * step, step),
  )
}

/** The values as nested arrays; int64 as numbers where exact, else as bigints. */
export function nestedArrayOf(source: Tensor): NestedValues {
  const { dtype, shape } = source
  checkNotPacked('toArray', dtype)
  return nest(flatValues(source), shape, 0, 0, elementCount(shape))
}
