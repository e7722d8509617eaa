/** JavaScript values as the bytes of a dtype. */
import { checkNotPacked, isFloating, typedArrayLayout, type DType } from '../../base/dtype'
import { TorchError } from '../../base/errors'
import type { TypedArray } from '../../base/typedArray'
import type { Value } from './nested'

/** The bytes of the values; 16-bit floats are made from float32 by an operator. */
export function toTypedArray(values: readonly Value[], dtype: DType): TypedArray {
  if (dtype.startsWith('complex')) return complexPairs(values, dtype)
  const real = values.map(value => realValue(value, dtype))
  if (dtype === 'bool') return Uint8Array.from(real, value => Number(Boolean(value)))
  if (dtype === 'int64' || dtype === 'uint64') return bigIntegers(real, dtype)
  const { array } = typedArrayLayout(dtype)
  const numbers = (array as Float64ArrayConstructor).from(real, Number)
  if (!isFloating(dtype)) real.forEach((value, i) => checkHeld(Number(value), numbers[i]!, dtype))
  return numbers
}

function realValue(value: Value, dtype: DType): number | bigint | boolean {
  if (typeof value !== 'object') return value
  throw new TorchError(
    'TYPE',
    `tensor: expected real numbers for ${dtype}, found the complex ${value.real} + ` +
      `${value.imag}i; use complex64 or complex128`,
  )
}

/** Integers are stored exactly or not at all. */
function checkHeld(value: number | bigint, stored: number | bigint, dtype: DType): void {
  if (value === stored || (value === 0 && stored === 0)) return
  throw new TorchError('VALUE', `tensor: expected integers that ${dtype} holds, found ${value}`)
}

function bigIntegers(values: readonly (number | bigint | boolean)[], dtype: DType) {
  const stored =
    dtype === 'int64' ? new BigInt64Array(values.length) : new BigUint64Array(values.length)
  values.forEach((value, i) => {
    if (typeof value === 'number' && !Number.isInteger(value)) checkHeld(value, 0n, dtype)
    const integer = BigInt(value)
    stored[i] = integer
    checkHeld(integer, stored[i], dtype)
  })
  return stored
}

function complexPairs(values: readonly Value[], dtype: DType): TypedArray {
  const pairs = values.flatMap(value =>
    typeof value === 'object' ? [value.real, value.imag] : [Number(value), 0],
  )
  return dtype === 'complex128' ? Float64Array.from(pairs) : Float32Array.from(pairs)
}

/** What the values are stored as on their way into a dtype without a number type of its own in JS. */
export function carrier(dtype: DType): DType {
  checkNotPacked('tensor', dtype)
  if (dtype === 'complex32') return 'complex64'
  return isFloating(dtype) && dtype !== 'float64' ? 'float32' : dtype
}
