/** `x.at(…)` reads and `x.setAt([…], value)` writes what an index selects. */
import { operator } from '../ops/operator'
import { tensor, type NestedArray } from '../creation'
import type { Scalar } from '../ops/types'
import { tidy } from '../scope'
import { Tensor } from '../tensor'
import { selectionOf, type Index } from './select'

export { slice, Slice } from './slice'
export type { Index, IndexArray } from './select'

export interface Indexing {
  /**
   * What the indices select, as Python's `x[…]`: integers, `slice(start, stop, step)`, `null` for a
   * new dimension, `'...'`, `':'`, and integers or booleans in arrays or tensors. A view of this
   * tensor's memory unless arrays or tensors are among them.
   *
   *     x.at(0)  x.at(-1, slice(1, 3))  x.at('...', null)  x.at(x.gt(0))  x.at([0, 2], ':', [1, 1])
   * @throws TorchError INDEX for too many indices or one out of bounds.
   */
  at(...indices: Index[]): Tensor
  /**
   * Writes into what the indices select, as Python's `x[…] = value`, and returns this tensor. The
   * value is broadcast: a number, which loses its fraction to integers, a nested array or a tensor.
   * Gradients flow through it.
   *
   *     x.setAt(0, 5)  x.setAt([0, slice(1, 3)], y)  x.setAt(x.lt(0), 0)  x.setAt([[0, 2]], [1, 2])
   *
   * An array is the list of indices; rows 0 and 2 are therefore `[[0, 2]]`.
   */
  setAt(indices: Exclude<Index, readonly unknown[]> | readonly Index[], value: Assignable): this
}

export type Assignable = Tensor | Scalar | NestedArray

const alias = operator('aten::alias')
const gather = operator('aten::index')
const scatter = operator('aten::index_put_')
const full = operator('aten::full')

function read(source: Tensor, indices: readonly Index[]): Tensor {
  const { view, tensors } = selectionOf(source, indices)
  if (tensors.length > 0) return gather(view, tensors) as Tensor
  return view === source ? (alias(source) as Tensor) : view
}

/** Without leading dimensions of size 1, which a value may have beyond those it is written to. */
function withoutLeadingOnes(value: Tensor): Tensor {
  const { shape } = value
  const first = shape.findIndex(size => size !== 1)
  return first === 0 || shape.length === 0
    ? value
    : value.view(shape.slice(first < 0 ? shape.length : first))
}

/** Whether `fill_` takes it. */
function isScalar(value: unknown): value is Scalar {
  if (typeof value === 'bigint') return value === BigInt.asIntN(64, value)
  return typeof value === 'number' || typeof value === 'boolean' || isComplex(value)
}

function isComplex(value: unknown): value is Scalar {
  return typeof value === 'object' && value !== null && 'real' in value && 'imag' in value
}

/** A number becomes one of the dtype as by `fill_`: 2.7 is 2 to integers. */
function toValue(value: Assignable, { dtype, device }: Tensor): Tensor {
  if (value instanceof Tensor) return value
  if (isScalar(value)) return full([], value, { dtype, device }) as Tensor
  return tensor(value, { dtype, device })
}

function write(target: Tensor, indices: readonly Index[], value: Assignable): void {
  if (indices.length === 1 && indices[0] === false) return
  const { view, tensors } = selectionOf(target, indices)
  const source = withoutLeadingOnes(toValue(value, target))
  if (tensors.length > 0) scatter(view, tensors, source)
  else view.copy_(source)
}

const methods: Indexing & ThisType<Tensor> = {
  at(...indices) {
    return tidy(() => read(this, indices))
  },
  setAt(indices, value) {
    const list = (Array.isArray(indices) ? indices : [indices]) as readonly Index[]
    tidy(() => write(this, list, value))
    return this
  },
}

Object.assign(Tensor.prototype, methods)
