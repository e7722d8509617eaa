/**
 * What fused operators are given. They walk memory and look at no strides: elements of a parameter,
 * its gradient and its state must lie in one order. So all are handed over as contiguous views whose
 * dimensions are in the parameter's memory order; complex numbers as pairs of real ones.
 */
import { operators, type Tensor } from '../tensor'
import type { State } from './batch'

export interface Layout {
  /** Which tensor this was found out for: one that was moved since has another handle. */
  handle: number
  dtype: string
  device: string
  isComplex: boolean
  /** Those of the state, and of a gradient that is taken as it is. */
  strides: readonly number[]
  /** The dimensions in memory order, or null where that is their own. */
  order: number[] | null
  /** Whether there are gaps between the elements, or several share one: such a one is copied. */
  isScattered: boolean
  /** Real numbers without gaps in their own order: nothing has to be rearranged. */
  isPlain: boolean
  /** How many tensors of the state are known to lie as the parameter does. */
  aligned: number
}

function memoryOrderOf(shape: readonly number[], strides: readonly number[]): number[] | null {
  const order = shape.map((_, dim) => dim).sort((a, b) => strides[b]! - strides[a]! || a - b)
  return order.every((dim, index) => dim === index) ? null : order
}

function isDense(shape: readonly number[], strides: readonly number[], order: readonly number[]) {
  let expected = 1
  for (const dim of [...order].reverse()) {
    if (shape[dim] === 1) continue
    if (strides[dim] !== expected) return false
    expected *= shape[dim]!
  }
  return true
}

function contiguousStrides(shape: readonly number[]): number[] {
  return shape.map((_, dim) => shape.slice(dim + 1).reduce((product, size) => product * size, 1))
}

function layoutOf(parameter: Tensor): Layout {
  const { handle, dtype, device, shape, strides } = parameter
  const order = memoryOrderOf(shape, strides)
  const isEmpty = shape.includes(0)
  const isScattered = !isEmpty && !isDense(shape, strides, order ?? shape.map((_, dim) => dim))
  const isComplex = dtype.startsWith('complex')
  const isPlain = !isScattered && !isComplex && order === null
  const common = { handle, dtype, device, isComplex, isScattered, isPlain, aligned: 0 }
  return isScattered
    ? { ...common, strides: contiguousStrides(shape), order: null }
    : { ...common, strides, order }
}

function asReal(tensor: Tensor): Tensor {
  return operators.viewAsReal(tensor.resolveConj())
}

/** Remembers the layout of parameters, so that a step does not ask again. */
export class MemoryOrder {
  readonly #layouts = new WeakMap<Tensor, Layout>()

  of(parameter: Tensor): Layout {
    const known = this.#layouts.get(parameter)
    if (known?.handle === parameter.handle) return known
    const layout = layoutOf(parameter)
    this.#layouts.set(parameter, layout)
    return layout
  }
}

/** The memory of a parameter in order; a copy of a scattered one. */
export function inOrder(tensor: Tensor, { order, isComplex, isScattered }: Layout): Tensor {
  const dense = isScattered ? tensor.contiguous() : tensor
  const ordered = order ? dense.permute(order) : dense
  return isComplex ? asReal(ordered) : ordered
}

/**
 * The state of a parameter in order. What lies otherwise, because the parameter was moved since,
 * is replaced by `remember`.
 */
export function stateInOrder(
  state: State,
  parameter: Tensor,
  layout: Layout,
  remember: (name: string, tensor: Tensor) => void,
): State {
  const { order, isComplex, aligned } = layout
  const names = Object.keys(state)
  if (aligned === names.length && !order && !isComplex) return state
  const isLikeParameter = (tensor: Tensor): boolean =>
    tensor.ndim === parameter.ndim && tensor.dtype === parameter.dtype
  const alike = names.filter(name => isLikeParameter(state[name]!))
  if (aligned !== names.length) {
    for (const name of alike) align(name, state[name]!, layout, remember)
    layout.aligned = names.length
  }
  const dense = { ...layout, isScattered: false }
  return {
    ...state,
    ...Object.fromEntries(alike.map(name => [name, inOrder(state[name]!, dense)])),
  }
}

function align(
  name: string,
  tensor: Tensor,
  { strides }: Layout,
  remember: (name: string, tensor: Tensor) => void,
): void {
  if (String(tensor.strides) === String(strides)) return
  const { shape, dtype, device } = tensor
  const laidOut = operators.emptyStrided(shape, [...strides], { dtype, device })
  remember(name, laidOut.copy_(tensor))
  tensor.dispose()
}

/** A gradient whose elements lie as those of its parameter do; null for a sparse one. */
export function gradientInOrder(gradient: Tensor, layout: Layout): Tensor | null {
  const isAlike = gradient.strides.every((stride, dim) => stride === layout.strides[dim])
  // A sparse tensor says that its strides are 0.
  if (!isAlike && gradient.sparseDim() > 0) return null
  if (isAlike && !layout.order && !layout.isComplex) return gradient
  const { order } = layout
  const ordered = order ? gradient.permute(order) : gradient
  const dense = ordered.contiguous()
  return layout.isComplex ? asReal(dense) : dense
}
