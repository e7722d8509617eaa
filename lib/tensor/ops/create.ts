/** Tensors out of JavaScript values, and back. */
import type { TypedArray } from '../../base/typedArray'
import { types } from 'node:util'
import { markAsUntransferable } from 'node:worker_threads'
import {
  dtypeCode,
  dtypeOfTypedArray,
  isFloating,
  typedArrayLayout,
  type DType,
} from '../../base/dtype'
import { checkOptionNames } from '../../base/check'
import { elementCount } from '../../base/shape'
import { TorchError } from '../../base/errors'
import { native } from '../../native'
import { tidy } from '../scope'
import { Tensor } from '../tensor'
import type { Complex, Device } from './types'

export type Value = number | bigint | boolean | Complex
export type NestedArray = Value | readonly NestedArray[]

export interface CreateOptions {
  dtype?: DType
  device?: Device
  requiresGrad?: boolean
}

export interface BytesOptions {
  dtype?: DType
  shape?: readonly number[]
}

function shapeOf(data: NestedArray): number[] {
  const shape: number[] = []
  let level: NestedArray = data
  while (Array.isArray(level)) {
    shape.push(level.length)
    level = (level as readonly NestedArray[])[0]!
  }
  return shape
}

function flatten(data: NestedArray, shape: readonly number[], depth: number, flat: Value[]): void {
  if (depth === shape.length && !Array.isArray(data)) {
    flat.push(data as Value)
    return
  }
  if (!Array.isArray(data) || data.length !== shape[depth]) {
    throw new TorchError(
      'VALUE',
      `tensor: expected a regular nested array of shape [${shape.join(', ')}], found ` +
        `${Array.isArray(data) ? `a length of ${data.length}` : `'${typeof data}'`} at depth ${depth}`,
    )
  }
  for (const element of data as readonly NestedArray[]) flatten(element, shape, depth + 1, flat)
}

function inferDType(first: Value | undefined): DType {
  if (typeof first === 'bigint') return 'int64'
  if (typeof first === 'boolean') return 'bool'
  return typeof first === 'object' ? 'complex64' : 'float32'
}

function checkValue(value: Value): void {
  const known =
    ['number', 'bigint', 'boolean'].includes(typeof value) ||
    (typeof value === 'object' && value !== null && 'real' in value && 'imag' in value)
  if (known) return
  throw new TorchError(
    'TYPE',
    `tensor: expected numbers, bigints or booleans, found ${String(value)}`,
  )
}

/** The bytes of the values; 16-bit floats are made from float32 by an operator. */
function toTypedArray(values: readonly Value[], dtype: DType): TypedArray {
  values.forEach(checkValue)
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
function carrier(dtype: DType): DType {
  if (dtype === 'complex32') return 'complex64'
  return isFloating(dtype) && dtype !== 'float64' ? 'float32' : dtype
}

/**
 * A tensor from a number, a regular nested array or a TypedArray; the values are copied.
 * Without `dtype`: numbers become float32, bigints int64, booleans bool, and a TypedArray keeps
 * its type. (JavaScript cannot tell 1.0 from 1, so unlike PyTorch integers are not inferred.)
 * @throws TorchError VALUE for a ragged array, TYPE for values that are not numbers.
 */
export function tensor(data: NestedArray | TypedArray, options: CreateOptions = {}): Tensor {
  checkOptionNames('tensor', options, ['dtype', 'device', 'requiresGrad'])
  if (options.dtype !== undefined) dtypeCode(options.dtype)
  return tidy(() => {
    const made = types.isTypedArray(data) ? fromTypedArray(data) : fromNested(data, options.dtype)
    const moved = made.to({ dtype: options.dtype ?? made.dtype, device: options.device ?? 'cpu' })
    if (options.requiresGrad) moved.requiresGrad = true
    return moved
  })
}

function fromNested(data: NestedArray, dtype: DType | undefined): Tensor {
  const shape = shapeOf(data)
  const values: Value[] = []
  flatten(data, shape, 0, values)
  const stored = carrier(dtype ?? inferDType(values[0]))
  return new Tensor(native.fromBytes(toTypedArray(values, stored), dtypeCode(stored), shape))
}

interface Bytes {
  dtype: DType
  shape: readonly number[]
}

function bytesOptions(what: string, array: TypedArray, options: BytesOptions): Bytes {
  checkOptionNames(what, options, ['dtype', 'shape'])
  const dtype = options.dtype ?? dtypeOfTypedArray(array)
  dtypeCode(dtype)
  return { dtype, shape: options.shape ?? [countIn(what, array, dtype)] }
}

function countIn(what: string, array: TypedArray, dtype: DType): number {
  const layout = typedArrayLayout(dtype)
  const count = array.byteLength / (layout.array.BYTES_PER_ELEMENT * layout.width)
  if (Number.isInteger(count)) return count
  throw new TorchError(
    'VALUE',
    `${what}: expected a whole number of ${dtype} values, found ${array.byteLength} bytes`,
  )
}

/**
 * A tensor of the given dtype from the raw bytes of a TypedArray, copied. float16 and bfloat16
 * are read as raw 16-bit patterns. `shape` defaults to one dimension.
 */
export function fromTypedArray(array: TypedArray, options: BytesOptions = {}): Tensor {
  const { dtype, shape } = bytesOptions('fromTypedArray', array, options)
  return new Tensor(native.fromBytes(array, dtypeCode(dtype), shape))
}

function checkFixedSize(memory: ArrayBufferLike & { resizable?: boolean }): void {
  if (!memory.resizable) return
  throw new TorchError(
    'VALUE',
    'fromBuffer: expected memory of a fixed size, found a resizable ArrayBuffer: copy it',
  )
}

/**
 * A tensor over the memory of a Buffer or TypedArray, without a copy: both see each other's
 * writes, and the buffer stays alive as long as the tensor. Its memory can no longer be posted to
 * another thread without a copy, and must not be detached by `ArrayBuffer.transfer`.
 * PyTorch: `torch.frombuffer`.
 * @throws TorchError VALUE when the size does not fit, the memory is not aligned for the dtype, or
 * it can be resized.
 */
export function fromBuffer(buffer: TypedArray, options: BytesOptions = {}): Tensor {
  const { dtype, shape } = bytesOptions('fromBuffer', buffer, options)
  checkFixedSize(buffer.buffer)
  const shared = new Tensor(native.fromBuffer(buffer, dtypeCode(dtype), shape))
  // Posted away, the memory would live and die elsewhere: now posting copies it or is refused.
  markAsUntransferable(buffer.buffer)
  return shared
}

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

function flatValues(source: Tensor): Value[] {
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
): NestedArray {
  if (depth === shape.length) return flat[from]!
  const step = size / shape[depth]!
  return Array.from({ length: shape[depth]! }, (_, i) =>
    nest(flat, shape, depth + 1, from + i * step, step),
  )
}

/** The values as nested arrays; int64 as numbers where exact, else as bigints. */
export function nestedArrayOf(source: Tensor): NestedArray {
  const { shape } = source
  return nest(flatValues(source), shape, 0, 0, elementCount(shape))
}
