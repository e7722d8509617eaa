/** Nested arrays: their shape, their values, and the dtype that holds all of them. */
import { types } from 'node:util'
import { describeValue } from '../../base/check'
import { dtypeOfTypedArray, type DType } from '../../base/dtype'
import { TorchError } from '../../base/errors'
import { elementCount } from '../../base/shape'
import type { TypedArray } from '../../base/typedArray'
import { getDefaultDtype } from '../defaults'
import { operator } from '../ops/operator'
import type { Complex } from '../ops/types'
import { Tensor } from '../tensor'

export type Value = number | bigint | boolean | Complex
/** A tensor among the values has no dimensions; it counts as its value. */
export type NestedArray = Value | Tensor | TypedArray | readonly NestedArray[]

/** What `toArray` gives. */
export type NestedValues = Value | NestedValues[]

export interface Nested {
  shape: number[]
  /** In row-major order. */
  values: Value[]
  /** The least that all values promote to. */
  dtype: DType
}

/** PyTorch's own limits, without which an array that contains itself would have no end. */
const mostDimensions = 128
const mostValues = 2 ** 26

const promote = operator('aten::promote_types') as (a: DType, b: DType) => DType

function shapeOf(data: NestedArray): number[] {
  const shape: number[] = []
  let level: NestedArray = data
  for (;;) {
    if (types.isTypedArray(level)) shape.push(level.length)
    if (!Array.isArray(level)) break
    shape.push(level.length)
    level = (level as readonly NestedArray[])[0]!
    if (shape.length <= mostDimensions) continue
    throw new TorchError(
      'VALUE',
      `tensor: expected at most ${mostDimensions} dimensions, found more: does the array contain itself?`,
    )
  }
  if (elementCount(shape) > mostValues) {
    throw new TorchError(
      'VALUE',
      `tensor: expected at most ${mostValues} values in arrays, found shape [${shape.join(', ')}]; ` +
        'use a TypedArray',
    )
  }
  return shape
}

function isComplex(value: unknown): value is Complex {
  return (
    typeof value === 'object' &&
    value !== null &&
    'real' in value &&
    'imag' in value &&
    typeof value.real === 'number' &&
    typeof value.imag === 'number'
  )
}

/** Gathers the values of an array of known shape, and the dtypes that they have. */
class Reader {
  readonly values: Value[] = []
  readonly dtypes = new Set<DType>()
  #number: DType | undefined

  constructor(readonly shape: readonly number[]) {}

  read(data: NestedArray, depth: number): void {
    if (types.isTypedArray(data)) return this.#addTyped(data, depth)
    if (depth === this.shape.length && !Array.isArray(data)) return this.#add(data)
    if (!Array.isArray(data)) this.#refuse(`'${typeof data}'`, depth)
    if (data.length !== this.shape[depth]) this.#refuse(`a length of ${data.length}`, depth)
    for (const element of data as readonly NestedArray[]) this.read(element, depth + 1)
  }

  #refuse(found: string, depth: number): never {
    throw new TorchError(
      'VALUE',
      `tensor: expected a regular nested array of shape [${this.shape.join(', ')}], found ` +
        `${found} at depth ${depth}`,
    )
  }

  /** The last dimension, in a dtype of its own. */
  #addTyped(data: TypedArray, depth: number): void {
    const fits = depth === this.shape.length - 1 && data.length === this.shape[depth]
    if (!fits) this.#refuse(`a ${data.constructor.name} of length ${data.length}`, depth)
    this.dtypes.add(dtypeOfTypedArray(data))
    for (const value of data) this.values.push(value)
  }

  #add(value: unknown): void {
    if (typeof value === 'number') this.dtypes.add(this.#numberDtype())
    else if (typeof value === 'boolean') this.dtypes.add('bool')
    else if (typeof value === 'bigint') this.dtypes.add('int64')
    else if (value instanceof Tensor) return this.#addTensor(value)
    else if (isComplex(value))
      this.dtypes.add(this.#numberDtype() === 'float64' ? 'complex128' : 'complex64')
    else {
      throw new TorchError(
        'TYPE',
        `tensor: expected numbers, bigints or booleans, found ${describeValue(value)}`,
      )
    }
    this.values.push(value)
  }

  #numberDtype(): DType {
    return (this.#number ??= getDefaultDtype())
  }

  #addTensor(value: Tensor): void {
    if (value.ndim > 0) {
      throw new TorchError(
        'VALUE',
        `tensor: expected tensors without dimensions among the values, found one of shape ` +
          `[${value.shape.join(', ')}]; torch.stack makes one tensor of several`,
      )
    }
    this.dtypes.add(value.dtype)
    this.values.push(value.item())
  }
}

/**
 * @throws TorchError VALUE for a ragged or an endless array, TYPE for what is no number.
 */
export function readNested(data: NestedArray): Nested {
  const shape = shapeOf(data)
  const reader = new Reader(shape)
  reader.read(data, 0)
  const dtypes = [...reader.dtypes]
  const dtype = dtypes.length === 0 ? getDefaultDtype() : dtypes.reduce((a, b) => promote(a, b))
  return { shape, values: reader.values, dtype }
}
