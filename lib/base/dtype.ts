/** Dtypes are strings here and small numbers (c10::ScalarType) on the native side. */
import type { TypedArray } from './typedArray'
import { describeValue, didYouMean } from './check'
import { OptionError, TorchError } from './errors'

const scalarTypes = {
  uint8: 0,
  int8: 1,
  int16: 2,
  int32: 3,
  int64: 4,
  float16: 5,
  float32: 6,
  float64: 7,
  complex32: 8,
  complex64: 9,
  complex128: 10,
  bool: 11,
  qint8: 12,
  quint8: 13,
  qint32: 14,
  bfloat16: 15,
  float8_e5m2: 23,
  float8_e4m3fn: 24,
  float8_e5m2fnuz: 25,
  float8_e4m3fnuz: 26,
  uint16: 27,
  uint32: 28,
  uint64: 29,
  float8_e8m0fnu: 44,
  float4_e2m1fn_x2: 45,
} as const

export type DType = keyof typeof scalarTypes

const names = new Map<number, DType>(
  Object.entries(scalarTypes).map(([name, code]) => [code, name as DType]),
)

export const dtypes = Object.keys(scalarTypes) as DType[]

export function isDType(value: unknown): value is DType {
  return typeof value === 'string' && Object.hasOwn(scalarTypes, value)
}

/** PyTorch's other names. */
const otherNames: Readonly<Record<string, DType>> = {
  double: 'float64',
  float: 'float32',
  half: 'float16',
  long: 'int64',
  int: 'int32',
  short: 'int16',
  char: 'int8',
  byte: 'uint8',
  cdouble: 'complex128',
  cfloat: 'complex64',
  chalf: 'complex32',
}

/** The dtype that is likely meant, as ` (did you mean 'int64'?)`, or nothing. */
export function likelyDType(dtype: unknown): string {
  if (typeof dtype !== 'string') return ''
  const text = dtype.replace(/^torch\./, '')
  const known = Object.hasOwn(otherNames, text)
    ? otherNames[text]
    : isDType(text)
      ? text
      : undefined
  return known ? ` (did you mean '${known}'?)` : didYouMean(text, dtypes)
}

/** What is wrong with a dtype. */
export function unknownDType(dtype: unknown): string {
  const found = describeValue(dtype) + likelyDType(dtype)
  return `expected a dtype (${dtypes.join(', ')}), found ${found}`
}

/** Throws OptionError for a name that is no dtype. */
export function dtypeCode(dtype: DType): number {
  if (isDType(dtype)) return scalarTypes[dtype]
  throw new OptionError(unknownDType(dtype))
}

export function dtypeName(code: number): DType {
  const name = names.get(code)
  if (name === undefined) throw new TorchError('TYPE', `libtorch dtype ${code} has no name here`)
  return name
}

type ArrayConstructor =
  | Uint8ArrayConstructor
  | Int8ArrayConstructor
  | Int16ArrayConstructor
  | Uint16ArrayConstructor
  | Int32ArrayConstructor
  | Uint32ArrayConstructor
  | Float32ArrayConstructor
  | Float64ArrayConstructor
  | BigInt64ArrayConstructor
  | BigUint64ArrayConstructor

interface Layout {
  array: ArrayConstructor
  /** TypedArray elements a value takes: 2 for complex numbers. */
  width: number
}

const layouts: Partial<Record<DType, Layout>> = {
  uint8: { array: Uint8Array, width: 1 },
  int8: { array: Int8Array, width: 1 },
  int16: { array: Int16Array, width: 1 },
  int32: { array: Int32Array, width: 1 },
  int64: { array: BigInt64Array, width: 1 },
  float16: { array: Uint16Array, width: 1 },
  bfloat16: { array: Uint16Array, width: 1 },
  float32: { array: Float32Array, width: 1 },
  float64: { array: Float64Array, width: 1 },
  complex32: { array: Uint16Array, width: 2 },
  complex64: { array: Float32Array, width: 2 },
  complex128: { array: Float64Array, width: 2 },
  bool: { array: Uint8Array, width: 1 },
  float8_e5m2: { array: Uint8Array, width: 1 },
  float8_e4m3fn: { array: Uint8Array, width: 1 },
  float8_e5m2fnuz: { array: Uint8Array, width: 1 },
  float8_e4m3fnuz: { array: Uint8Array, width: 1 },
  float8_e8m0fnu: { array: Uint8Array, width: 1 },
  float4_e2m1fn_x2: { array: Uint8Array, width: 1 },
  uint16: { array: Uint16Array, width: 1 },
  uint32: { array: Uint32Array, width: 1 },
  uint64: { array: BigUint64Array, width: 1 },
}

/**
 * The TypedArray that holds a dtype's bytes: float16 and bfloat16 as their raw 16 bits in a
 * Uint16Array, complex numbers as pairs. Throws TorchError for quantized dtypes.
 */
export function typedArrayLayout(dtype: DType): Layout {
  const layout = layouts[dtype]
  if (layout) return layout
  throw new TorchError('TYPE', `dtype ${dtype} has no TypedArray: dequantize() it first`)
}

/** Two numbers of four bits lie in each element, which is none itself: libtorch reads no values. */
export function isPacked(dtype: DType): boolean {
  return dtype === 'float4_e2m1fn_x2'
}

/** Throws TorchError where values of a dtype are neither read nor written one by one. */
export function checkNotPacked(what: string, dtype: DType): void {
  if (!isPacked(dtype)) return
  throw new TorchError(
    'TYPE',
    `${what}: expected a dtype with a number an element, found ${dtype}, which packs two; ` +
      `torch.fromTypedArray(bytes, { dtype: '${dtype}' }) and toTypedArray() have its bytes`,
  )
}

const inferred: Record<string, DType> = {
  Uint8Array: 'uint8',
  Uint8ClampedArray: 'uint8',
  Int8Array: 'int8',
  Int16Array: 'int16',
  Int32Array: 'int32',
  BigInt64Array: 'int64',
  Float16Array: 'float16',
  Float32Array: 'float32',
  Float64Array: 'float64',
  Uint16Array: 'uint16',
  Uint32Array: 'uint32',
  BigUint64Array: 'uint64',
}

/** The dtype whose values a TypedArray holds; a Buffer, as any subclass, counts as its base. */
export function dtypeOfTypedArray(array: TypedArray): DType {
  const dtype = inferred[array?.[Symbol.toStringTag]]
  if (dtype) return dtype
  throw new TorchError('TYPE', `expected a TypedArray or Buffer, found ${typeof array}`)
}

export function isFloating(dtype: DType): boolean {
  return dtype.startsWith('float') || dtype === 'bfloat16'
}

/** Floating or complex: the dtypes that gradients have. */
export function isDifferentiable(dtype: DType): boolean {
  return isFloating(dtype) || dtype.startsWith('complex')
}
