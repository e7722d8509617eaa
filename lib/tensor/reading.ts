/** The values of a tensor: one, all, or row by row. */
import { describeValue } from '../base/check'
import { TorchError } from '../base/errors'
import type { TypedArray } from '../base/typedArray'
import { nestedArrayOf, typedArrayOf, type NestedValues } from './creation'
import { operator } from './ops/operator'
import type { Scalar } from './ops/types'
import { Tensor } from './tensor'

export interface Reading {
  /**
   * The value of a tensor with one element: a number, a boolean, `{ real, imag }`, or a bigint for
   * an integer beyond 2^53. `T` is what the caller knows: `const loss: number = x.item()`.
   * @throws TorchError for several elements.
   */
  item<T extends Scalar = Scalar>(): T
  /** As `item`, checked to be a real number that loses no digits; booleans are 0 and 1. */
  itemNumber(): number
  /**
   * The values as nested arrays; int64 as numbers where exact, else as bigints. `T` is what the
   * caller knows: `const rows: number[][] = x.toArray()`.
   */
  toArray<T extends NestedValues = NestedValues>(): T
  /** PyTorch's name of `toArray`. */
  tolist<T extends NestedValues = NestedValues>(): T
  /** The values in row-major order; float16 and bfloat16 as raw 16-bit patterns. */
  toTypedArray(): TypedArray
  /** The values, for `JSON.stringify`; integers beyond 2^53 as decimal text. */
  toJSON(): unknown
  /** The size of the first dimension. Throws for a tensor without dimensions. */
  readonly length: number
  /** The tensors along the first dimension: `for (const row of x)`. */
  [Symbol.iterator](): IterableIterator<Tensor>
}

const item = operator('aten::item')
const unbind = operator('aten::unbind')

function checkHasDimensions(what: string, { ndim }: Tensor): void {
  if (ndim > 0) return
  throw new TorchError(
    'TYPE',
    `${what}: expected a tensor with dimensions, found one of 0 dimensions; item() is its value`,
  )
}

function toNumber(value: Scalar): number {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return Number(value)
  throw new TorchError(
    'TYPE',
    `itemNumber: expected a value that a number holds, found ` +
      `${typeof value === 'object' ? `${value.real} + ${value.imag}i` : describeValue(value)}; ` +
      'item() gives it',
  )
}

function toPlain(values: NestedValues): unknown {
  if (Array.isArray(values)) return values.map(toPlain)
  return typeof values === 'bigint' ? String(values) : values
}

const methods = {
  item(this: Tensor): Scalar {
    return item(this) as Scalar
  },
  itemNumber(this: Tensor): number {
    return toNumber(item(this) as Scalar)
  },
  toArray(this: Tensor): NestedValues {
    return nestedArrayOf(this)
  },
  tolist(this: Tensor): NestedValues {
    return nestedArrayOf(this)
  },
  toTypedArray(this: Tensor): TypedArray {
    return typedArrayOf(this)
  },
  toJSON(this: Tensor): unknown {
    return toPlain(nestedArrayOf(this))
  },
  [Symbol.iterator](this: Tensor): IterableIterator<Tensor> {
    checkHasDimensions('iteration', this)
    return (unbind(this) as Tensor[])[Symbol.iterator]()
  },
}

for (const name of Reflect.ownKeys(methods)) {
  const value: unknown = Reflect.get(methods, name)
  Object.defineProperty(Tensor.prototype, name, { value, writable: true, configurable: true })
}

Object.defineProperty(Tensor.prototype, 'length', {
  configurable: true,
  get(this: Tensor): number {
    checkHasDimensions('length', this)
    return this.shape[0]!
  },
})
