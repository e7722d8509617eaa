/**
 * JS value -> what the addon takes, by schema type; `reject` when the value does not fit. What fits
 * is what PyTorch's Python takes: a tensor without dimensions and without gradient is a number too.
 */
import { isPlainObject } from '../../base/check'
import { Stream } from '../../cuda/stream'
import { dtypeCode, isDType, isFloating, type DType } from '../../base/dtype'
import { Generator } from '../../runtime/generator'
import { native } from '../../native'
import { Tensor } from '../tensor'
import type { Complex } from './types'
import { wordsFor } from './words'

export const reject = Symbol('reject')

export type Convert = (value: unknown) => unknown

const devicePattern = /^[a-z]+(:\d+)?$/
const layouts = new Set([
  'strided',
  'sparse_coo',
  'sparse_csr',
  'sparse_csc',
  'sparse_bsr',
  'sparse_bsc',
  'mkldnn',
  'jagged',
])
export const memoryFormats: ReadonlySet<string> = new Set([
  'contiguous_format',
  'preserve_format',
  'channels_last',
  'channels_last_3d',
])

export function isComplex(value: unknown): value is Complex {
  // A tensor has these too, also one of another copy of the package, and its imag refuses real values.
  if (value instanceof Tensor || !isPlainObject(value)) return false
  const { real, imag } = value as Partial<Complex>
  return typeof real === 'number' && typeof imag === 'number'
}

function isNumber(value: unknown): boolean {
  const type = typeof value
  return type === 'number' || type === 'boolean' || type === 'bigint' || isComplex(value)
}

function when(accepts: (value: unknown) => boolean): Convert {
  return value => (accepts(value) ? value : reject)
}

let item: number | undefined

function hasIntegers(dtype: DType): boolean {
  return !isFloating(dtype) && !dtype.startsWith('complex') && dtype !== 'bool'
}

/** The number in a tensor without dimensions, where PyTorch takes it for one. */
function numberIn(value: unknown, accepts: (dtype: DType) => boolean): unknown {
  if (!(value instanceof Tensor) || value.ndim > 0 || value.requiresGrad) return reject
  if (!accepts(value.dtype)) return reject
  item ??= native.operator('aten::item', '')
  return native.call(item, value.handle)
}

function toInt(value: unknown): unknown {
  if (Number.isInteger(value) || typeof value === 'bigint') return value
  return numberIn(value, hasIntegers)
}

function toFloat(value: unknown): unknown {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean' || typeof value === 'bigint') return Number(value)
  const number = numberIn(value, dtype => !dtype.startsWith('complex'))
  return number === reject ? reject : Number(number)
}

function toScalar(value: unknown): unknown {
  return isNumber(value) ? value : numberIn(value, () => true)
}

function toHandle(value: unknown): unknown {
  return value instanceof Tensor ? value.handle : reject
}

/** For the arithmetic where Python's parser takes numbers for tensors; see `numbersAsTensors`. */
export function toHandleOfNumber(value: unknown): unknown {
  if (value instanceof Tensor) return value.handle
  if (!isNumber(value)) return reject
  return new Tensor(native.wrapNumber(value)).handle
}

const isIndex = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0

const single: Record<string, Convert> = {
  Tensor: toHandle,
  int: toInt,
  float: toFloat,
  Scalar: toScalar,
  bool: when(value => typeof value === 'boolean'),
  str: when(value => typeof value === 'string'),
  ScalarType: value => (isDType(value) ? dtypeCode(value) : reject),
  Layout: when(value => layouts.has(value as string)),
  MemoryFormat: when(value => memoryFormats.has(value as string)),
  Device: when(value => (typeof value === 'string' ? devicePattern.test(value) : isIndex(value))),
  Generator: value => (value instanceof Generator ? value.native : reject),
  Stream: value => (value instanceof Stream ? value.native : reject),
  Object: value => value,
}

function orNothing(convert: Convert): Convert {
  return value => (value === null || value === undefined ? null : convert(value))
}

function orWord(convert: Convert, words: readonly string[]): Convert {
  return value => {
    const code = words.indexOf(value as string)
    return code < 0 ? convert(value) : code
  }
}

function listOf(convert: Convert, orSingle: boolean): Convert {
  return value => {
    if (!Array.isArray(value)) return orSingle ? convert(value) : reject
    const list: unknown[] = new Array(value.length)
    for (let i = 0; i < value.length; ++i) {
      const element = convert(value[i])
      if (element === reject) return reject
      list[i] = element
    }
    return list
  }
}

const typePattern = /^(\w+?)(\?)?(?:(\[(\d*)\])(\?)?)?$/

/** The converter for a parameter of a type such as `Tensor?`, `int[2]` or `Tensor?[]`. */
export function converterFor(parameter: { name: string; type: string }): Convert {
  const words = wordsFor(parameter)
  if (words) return orWord(toInt, words)
  const match = typePattern.exec(parameter.type)
  const element = match && single[match[1]!]
  if (!element) return single.Object!
  if (!match[3]) return match[2] ? orNothing(element) : element
  const list = listOf(match[2] ? orNothing(element) : element, match[4] !== '')
  return match[5] ? orNothing(list) : list
}
