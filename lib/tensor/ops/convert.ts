/** JS value -> what the addon takes, by schema type; `reject` when the value does not fit. */
import { Stream } from '../../cuda/stream'
import { isDType, dtypeCode } from '../../base/dtype'
import { Generator } from '../../runtime/generator'
import { Tensor } from '../tensor'
import type { Complex } from './types'

export const reject = Symbol('reject')

type Convert = (value: unknown) => unknown

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
const memoryFormats = new Set([
  'contiguous_format',
  'preserve_format',
  'channels_last',
  'channels_last_3d',
])

function isInteger(value: unknown): boolean {
  return typeof value === 'bigint' || Number.isInteger(value)
}

export function isComplex(value: unknown): value is Complex {
  // Tensors have methods of these names.
  return (
    typeof value === 'object' &&
    value !== null &&
    !(value instanceof Tensor) &&
    'real' in value &&
    'imag' in value
  )
}

function isScalar(value: unknown): boolean {
  const type = typeof value
  return type === 'number' || type === 'boolean' || type === 'bigint' || isComplex(value)
}

function when(accepts: (value: unknown) => boolean): Convert {
  return value => (accepts(value) ? value : reject)
}

const single: Record<string, Convert> = {
  Tensor: value => (value instanceof Tensor ? value.handle : reject),
  int: when(isInteger),
  float: when(value => typeof value === 'number'),
  Scalar: when(isScalar),
  bool: when(value => typeof value === 'boolean'),
  str: when(value => typeof value === 'string'),
  ScalarType: value => (isDType(value) ? dtypeCode(value) : reject),
  Layout: when(value => layouts.has(value as string)),
  MemoryFormat: when(value => memoryFormats.has(value as string)),
  Device: when(value => typeof value === 'string' && devicePattern.test(value)),
  Generator: value => (value instanceof Generator ? value.native : reject),
  Stream: value => (value instanceof Stream ? value.native : reject),
  Object: value => value,
}

function orNothing(convert: Convert): Convert {
  return value => (value === null || value === undefined ? undefined : convert(value))
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

/** The converter for a schema type such as `Tensor?`, `int[2]` or `Tensor?[]`. */
export function converterFor(type: string): Convert {
  const match = typePattern.exec(type)
  const element = match && single[match[1]!]
  if (!element) return single.Object!
  if (!match[3]) return match[2] ? orNothing(element) : element
  const list = listOf(match[2] ? orNothing(element) : element, match[4] !== '')
  return match[5] ? orNothing(list) : list
}
