/** Tensors for the tests of the ISBE operators, and their comparison with the plain reference. */
import torch, { type DType, type isbe, type Tensor } from '../../../lib'
import { reference, type PlainOptions, type PlainSoftError, type PlainTarget } from './reference'
import { classesOf, type Term } from './terms'

// As in reference.ts: a global is slow under Jest.
const { abs, floor, log2, max } = Math

export const floats = ['float64', 'float32', 'bfloat16', 'float16'] as const
export type Float = (typeof floats)[number]
export const integers = ['int64', 'int32', 'uint8'] as const
export type Integer = (typeof integers)[number]

/** Numbers and the tensor that holds exactly them. */
export interface Held {
  tensor: Tensor
  numbers: number[]
}

/** `count` numbers spread over (low, high) by a fixed formula, no two of them near each other. */
export function spread(count: number, low: number, high: number, seed = 0): number[] {
  return Array.from(
    { length: count },
    (_, i) => low + (high - low) * ((0.37 * (seed + 1) + (i + 1) * 0.6180339887498949) % 1),
  )
}

export function numbersOf(tensor: Tensor): number[] {
  return Array.from(tensor.to('float64').toTypedArray() as Float64Array)
}

export function tensorOf(
  numbers: readonly number[],
  shape: readonly number[],
  dtype: DType,
): Tensor {
  return torch.fromTypedArray(Float64Array.from(numbers), { shape }).to(dtype)
}

/** A tensor of the dtype, and its numbers as the dtype rounds them. */
export function held(numbers: readonly number[], shape: readonly number[], dtype: DType): Held {
  const tensor = tensorOf(numbers, shape, dtype)
  return { tensor, numbers: numbersOf(tensor) }
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1)
}

/** Logits in (-size, size). */
export function logitsOf(shape: readonly number[], dtype: Float, size = 3): Held {
  return held(spread(sizeOf(shape), -size, size), shape, dtype)
}

/** The shape of the logits without their classes. */
export function samplesShape(shape: readonly number[]): number[] {
  return shape.length === 1 ? [] : [shape[0]!, ...shape.slice(2)]
}

/** Class indices of which every seventh is `ignored`, where there's such a number. */
export function indicesOf(shape: readonly number[], dtype: Integer, ignored?: number): Held {
  const positions = samplesShape(shape)
  const numbers = Array.from({ length: sizeOf(positions) }, (_, i) =>
    ignored !== undefined && i % 7 === 3 ? ignored : (5 * i + 1) % Math.min(classesOf(shape), 200),
  )
  return held(numbers, positions, dtype)
}

/** Distributions over the classes, not exactly normalised once they're rounded. */
export function distributionsOf(shape: readonly number[], dtype: Float): Held {
  const dimension = shape.length === 1 ? 0 : 1
  const raw = tensorOf(spread(sizeOf(shape), -2, 2, 5), shape, 'float64')
  const tensor = raw.softmax(dimension).to(dtype)
  return { tensor, numbers: numbersOf(tensor) }
}

export function plainTarget({ tensor, numbers }: Held): PlainTarget {
  return tensor.dtype.includes('float') ? { distributions: numbers } : { indices: numbers }
}

/** Options with numbers a class become options with tensors of the dtype, which must hold them. */
export function optionsOf(options: PlainOptions, dtype: Float): isbe.IsbeOptions {
  const { weight, dilation, relocation, ...rest } = options
  const perClass = { weight, dilation, relocation }
  const tensors = Object.entries(perClass)
    .filter(([, numbers]) => numbers !== undefined)
    .map(([name, numbers]) => [name, tensorOf(numbers!, [numbers!.length], dtype)] as const)
  return { ...rest, ...Object.fromEntries(tensors) }
}

/** What a result may differ by, relative to the terms that it's made of. */
const relative: Record<Float, number> = {
  float64: 1e-13,
  float32: 1e-6,
  bfloat16: 1e-6,
  float16: 1e-6,
}
const formats = {
  bfloat16: { digits: 8, lowest: -126 },
  float16: { digits: 11, lowest: -14 },
}

/** Half a unit in the last place: one rounding to a 16-bit dtype. */
function rounding(number: number, dtype: Float): number {
  if (dtype === 'float64' || dtype === 'float32') return 0
  const { digits, lowest } = formats[dtype]
  const exponent = number === 0 ? lowest : max(floor(log2(abs(number))), lowest)
  return 2 ** (exponent - digits)
}

/** A line that says where numbers are not the expected ones, or null. */
export function difference(
  what: string,
  found: readonly number[],
  expected: readonly Term[],
  dtype: Float,
  roundings = 1,
): string | null {
  if (found.length !== expected.length) {
    return `${what}: ${found.length} numbers, expected ${expected.length}`
  }
  for (const [i, { value, size }] of expected.entries()) {
    const is = found[i]!
    if (is === value || (is !== is && value !== value)) continue
    const allowed = relative[dtype] * size + roundings * rounding(value, dtype)
    if (abs(is - value) <= allowed) continue
    return `${what}[${i}]: ${is}, expected ${value} ± ${allowed}`
  }
  return null
}

/** The reported value is float32 even where the logits have 16 bits. */
export function valueDtype(logits: Float): Float {
  return logits === 'float64' ? 'float64' : 'float32'
}

/** The ways in which a result differs from the reference. */
export function differences(
  found: isbe.SoftError,
  expected: PlainSoftError,
  dtype: Float,
): string[] {
  const valueType = valueDtype(dtype)
  return [
    found.error.dtype === dtype ? null : `error is ${found.error.dtype}, expected ${dtype}`,
    found.value.dtype === valueType ? null : `value is ${found.value.dtype}, expected ${valueType}`,
    found.correct.dtype === 'int64' ? null : `correct is ${found.correct.dtype}, expected int64`,
    difference('error', numbersOf(found.error), expected.error, dtype),
    difference('value', numbersOf(found.value), expected.value, valueType),
    found.correct.item() === expected.correct
      ? null
      : `correct: ${Number(found.correct.item())}, expected ${expected.correct}`,
  ].filter(line => line !== null)
}

/** Checks the result of an operator for these logits against the reference. */
export function expectReference(
  found: isbe.SoftError,
  logits: Held,
  target: Held,
  options: PlainOptions = {},
): void {
  const { tensor, numbers } = logits
  const expected = reference(tensor.shape, numbers, plainTarget(target), options)
  expect(differences(found, expected, tensor.dtype as Float)).toEqual([])
}

/** The bytes of a tensor's numbers in row-major order, in hexadecimal. */
export function bits(tensor: Tensor): string {
  const array = tensor.toTypedArray()
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('hex')
}

/** The bytes of all three results. */
export function allBits({ error, value, correct }: isbe.SoftError): string[] {
  return [error, value, correct].map(bits)
}
