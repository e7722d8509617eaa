/** Functions of shapes, of positions, and of tensors brought to one shape. */
import { checkChoice, describeValue } from '../../base/check'
import { TorchError } from '../../base/errors'
import { operator } from '../ops/operator'
import { tidy } from '../scope'
import type { Int } from '../ops/types'
import type { Tensor } from '../tensor'
import { checkTensor, tensorsOf } from './arguments'

const grids = operator('aten::meshgrid')
const broadcast = operator('aten::broadcast_tensors')
const diagonal = operator('aten::block_diag')
const remainder = operator('aten::remainder')
const divide = operator('aten::div')

type Tensors = Tensor[] | [readonly Tensor[]]

/**
 * Coordinates of a grid over vectors, one tensor a vector. `indexing` 'ij' (default) lets the first
 * vector run along the first dimension, 'xy' along the second. PyTorch: `torch.meshgrid`.
 */
export function meshgrid(
  ...tensorsAndOptions: [...Tensors, { indexing?: 'ij' | 'xy' }] | Tensors
): Tensor[] {
  const last: unknown = tensorsAndOptions[tensorsAndOptions.length - 1]
  const hasOptions = typeof last === 'object' && last !== null && 'indexing' in last
  const tensors = hasOptions ? tensorsAndOptions.slice(0, -1) : tensorsAndOptions
  const indexing = hasOptions ? ((last as { indexing?: string }).indexing ?? 'ij') : 'ij'
  checkChoice('meshgrid: indexing', indexing, ['ij', 'xy'])
  return grids(tensorsOf('meshgrid', tensors), { indexing }) as Tensor[]
}

/** Views of one common shape. PyTorch: `torch.broadcast_tensors`. */
export function broadcastTensors(...tensors: Tensors): Tensor[] {
  return broadcast(tensorsOf('broadcastTensors', tensors)) as Tensor[]
}

/** Matrices along the diagonal of a larger one. PyTorch: `torch.block_diag`. */
export function blockDiag(...tensors: Tensors): Tensor {
  return diagonal(tensorsOf('blockDiag', tensors)) as Tensor
}

function atLeast(dimensions: 1 | 2 | 3): AtLeast {
  const extend = operator(`aten::atleast_${dimensions}d`)
  return ((...tensors: Tensors) => {
    const list = tensorsOf(`atleast${dimensions}d`, tensors)
    const single = tensors.length === 1 && !Array.isArray(tensors[0])
    return single ? extend(list[0]) : extend(list)
  }) as AtLeast
}

export interface AtLeast {
  (tensor: Tensor): Tensor
  (...tensors: Tensors): Tensor[]
}

/** With that many dimensions at least. PyTorch: `torch.atleast_1d`. */
export const atleast1d = atLeast(1)
/** With that many dimensions at least. PyTorch: `torch.atleast_2d`. */
export const atleast2d = atLeast(2)
/** With that many dimensions at least. PyTorch: `torch.atleast_3d`. */
export const atleast3d = atLeast(3)

/** The shape that tensors of these shapes broadcast to. PyTorch: `torch.broadcast_shapes`. */
export function broadcastShapes(...shapes: (number | readonly number[])[]): number[] {
  const lists = shapes.map(sizesOf)
  const length = Math.max(0, ...lists.map(list => list.length))
  return Array.from({ length }, (_, i) => {
    const sizes = lists.map(list => list[i - length + list.length] ?? 1)
    const size = sizes.find(candidate => candidate !== 1) ?? 1
    if (
      sizes.every(other => Number.isInteger(other) && other >= 0 && (other === 1 || other === size))
    ) {
      return size
    }
    throw new TorchError(
      'VALUE',
      `broadcastShapes: expected shapes that broadcast, found [${lists.map(l => `[${l.join(', ')}]`).join(', ')}]`,
    )
  })
}

/**
 * Coordinates of flat positions in a tensor of the given shape, one tensor of int64 a dimension.
 * PyTorch: `torch.unravel_index`.
 */
export function unravelIndex(indices: Tensor, shape: Int | readonly Int[]): Tensor[] {
  checkTensor('unravelIndex', indices)
  if (/float|complex|bool/.test(indices.dtype)) {
    throw new TorchError('TYPE', `unravelIndex: expected integers, found ${indices.dtype}`)
  }
  const sizes = (Array.isArray(shape) ? shape : [shape]) as Int[]
  if (!sizes.every(size => (typeof size === 'bigint' || Number.isInteger(size)) && size >= 0)) {
    throw new TorchError(
      'VALUE',
      `unravelIndex: expected sizes of 0 or more, found ${describeValue(shape)}`,
    )
  }
  return tidy(() => {
    const flat = indices.to('int64')
    return sizes.map((size, i) => {
      const stride = sizes
        .slice(i + 1)
        .reduce<bigint>((product, next) => product * BigInt(next), 1n)
      return remainder(divide(flat, stride, { roundingMode: 'floor' }), size) as Tensor
    })
  })
}

function sizesOf(shape: number | readonly number[]): readonly number[] {
  if (typeof shape === 'number') return [shape]
  if (Array.isArray(shape)) return shape as readonly number[]
  throw new TorchError(
    'TYPE',
    `broadcastShapes: expected a size or an array of sizes, found ${describeValue(shape)}`,
  )
}
