/** What an index selects, as torch/csrc/autograd/python_variable_indexing.cpp has it. */
import { types } from 'node:util'
import { describeValue } from '../../base/check'
import { TorchError } from '../../base/errors'
import type { TypedArray } from '../../base/typedArray'
import { operator } from '../ops/operator'
import { tensor, type NestedArray } from '../creation'
import { Tensor } from '../tensor'
import { Slice } from './slice'

export type IndexArray = readonly (number | bigint | boolean | Tensor | IndexArray)[]

/**
 * An integer, a `slice`, `null` for a new dimension, `'...'` for as many dimensions as are left,
 * `':'` for the whole of one, or integers or booleans in an array, TypedArray or tensor.
 */
export type Index =
  number | bigint | boolean | null | '...' | ':' | Slice | Tensor | IndexArray | TypedArray

/** A view, and the index tensors by its dimensions that are still to be applied to it. */
export interface Selection {
  view: Tensor
  tensors: (Tensor | null)[]
}

const sliceOf = operator('aten::slice')

const maskTypes = ['bool', 'uint8']

/** How many dimensions of the tensor an index takes. */
function dimensionsOf(index: Index): number {
  if (index === null || index === '...' || typeof index === 'boolean') return 0
  return index instanceof Tensor && maskTypes.includes(index.dtype) ? index.ndim : 1
}

function select(view: Tensor, dim: number, index: number | bigint, position: number): Tensor {
  const { shape } = view
  if (shape.length === 0) {
    throw new TorchError(
      'INDEX',
      'at: expected a tensor with dimensions, found one of 0 dimensions; x.item() is its value',
    )
  }
  const size = shape[dim]!
  if (index >= size || index < -size) {
    throw new TorchError(
      'INDEX',
      `at: index ${index} is out of bounds for dimension ${position} with size ${size}`,
    )
  }
  return view.select(dim, index)
}

function cut(view: Tensor, dim: number, { start, stop, step }: Slice): Tensor {
  return sliceOf(view, dim, start, stop, step) as Tensor
}

/** An array as a tensor of booleans or of integers, or what is a tensor already. */
function toIndexTensor(index: unknown, device: string): Tensor {
  if (index instanceof Tensor) return index
  if (types.isTypedArray(index)) return tensor(index, { device })
  if (!Array.isArray(index)) {
    throw new TorchError(
      'TYPE',
      `at: expected an integer, slice(start, stop), null, '...', ':', or integers or booleans in ` +
        `an array or tensor, found ${describeValue(index)}`,
    )
  }
  const made = tensor(index as NestedArray, { device })
  return made.dtype === 'bool' ? made : tensor(index as NestedArray, { device, dtype: 'int64' })
}

function isInteger(index: unknown): index is number | bigint {
  return typeof index === 'bigint' || Number.isInteger(index)
}

/** Applies integers, slices and new dimensions one after the other, and collects index tensors. */
class Selector {
  readonly tensors: (Tensor | null)[] = []
  #dim = 0
  /** Dimensions that masks take beyond their first, which have no place of their own in `tensors`. */
  #masked = 0

  constructor(
    public view: Tensor,
    /** Those of the whole tensor that no index takes. */
    readonly dimensionsLeft: number,
  ) {}

  apply(index: Index, position: number): void {
    if (isInteger(index)) this.view = select(this.view, this.#dim, index, position)
    else if (index === null) this.view = this.view.unsqueeze(this.#dim++)
    else if (typeof index === 'boolean') this.#whether(index)
    else if (index === ':') this.#dim++
    else if (index === '...') this.#dim += this.dimensionsLeft
    else if (index instanceof Slice) this.view = cut(this.view, this.#dim++, index)
    else this.#byTensor(toIndexTensor(index, this.view.device), position)
  }

  /** A new dimension that has its only element, or none. */
  #whether(condition: boolean): void {
    this.view = this.view.unsqueeze(this.#dim)
    this.#record(tensor(condition ? [0n] : [], { dtype: 'int64', device: this.view.device }))
  }

  #byTensor(index: Tensor, position: number): void {
    const isInteger = /^u?int/.test(index.dtype)
    if (index.ndim > 0 || !(isInteger || index.dtype === 'bool')) this.#record(index)
    else if (maskTypes.includes(index.dtype)) this.#whether(Boolean(index.item()))
    else this.view = select(this.view, this.#dim, index.item<number | bigint>(), position)
  }

  #record(index: Tensor): void {
    while (this.tensors.length < this.#dim - this.#masked) this.tensors.push(null)
    this.tensors.push(index)
    const count = dimensionsOf(index)
    this.#dim += count
    this.#masked += count - 1
  }
}

/**
 * @throws TorchError INDEX for too many indices or one out of bounds, TYPE for what is no index.
 */
export function selectionOf(source: Tensor, indices: readonly Index[]): Selection {
  const prepared = indices.map((index): Index =>
    Array.isArray(index) ? toIndexTensor(index, source.device) : index,
  )
  const taken = prepared.reduce<number>((sum, index) => sum + dimensionsOf(index), 0)
  if (taken > source.ndim) {
    throw new TorchError(
      'INDEX',
      `at: too many indices for a tensor of ${source.ndim} dimensions: found ${taken}`,
    )
  }
  const selector = new Selector(source, source.ndim - taken)
  prepared.forEach((index, position) => selector.apply(index, position))
  return selector
}
