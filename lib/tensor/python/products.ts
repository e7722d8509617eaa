/** Products over named or counted dimensions. */
import { describeValue } from '../../base/check'
import { TorchError } from '../../base/errors'
import { operator } from '../ops/operator'
import { Tensor } from '../tensor'
import { bindByName, checkTensor, tensorsOf } from './arguments'

const contract = operator('aten::einsum')
const dotDims = operator('aten::tensordot')
const product = operator('aten::cartesian_prod')
const chain = operator('aten::chain_matmul')

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** A label of the other format: a number from 0 to 51, or '...'. */
export type Subscript = number | '...'

function letter(subscript: unknown): string {
  if (subscript === '...') return '...'
  const found = typeof subscript === 'number' ? letters[subscript] : undefined
  if (found !== undefined) return found
  throw new TorchError(
    'VALUE',
    `einsum: expected subscripts from 0 to 51 or '...', found ${describeValue(subscript)}`,
  )
}

/** Operands and lists of subscripts in turn, the output's last, as an equation. */
function fromSublists(args: readonly unknown[]): [string, Tensor[]] {
  const lists = args.filter((_, i) => i % 2 === 1 || i === args.length - 1) as Subscript[][]
  const write = (list: unknown): string => {
    if (Array.isArray(list)) return list.map(letter).join('')
    throw new TorchError(
      'TYPE',
      `einsum: expected a list of subscripts, found ${describeValue(list)}`,
    )
  }
  const hasOutput = args.length % 2 === 1
  const inputs = (hasOutput ? lists.slice(0, -1) : lists.slice(0, args.length / 2)).map(write)
  const operands = args.filter((_, i) => i % 2 === 0 && i < 2 * inputs.length)
  const output = hasOutput ? `->${write(lists[lists.length - 1])}` : ''
  return [inputs.join(',') + output, tensorsOf('einsum', operands)]
}

/**
 * Sums products by Einstein's convention: `einsum('ij,jk->ik', a, b)`, or with lists of subscripts,
 * `einsum(a, [0, 1], b, [1, 2], [0, 2])`. PyTorch: `torch.einsum`.
 */
export function einsum(equation: string, ...operands: Tensor[] | [readonly Tensor[]]): Tensor
export function einsum(...operandsAndSubscripts: (Tensor | readonly Subscript[])[]): Tensor
export function einsum(...args: unknown[]): Tensor {
  if (typeof args[0] === 'string') {
    return contract(args[0], tensorsOf('einsum', args.slice(1))) as Tensor
  }
  if (args.length < 2) {
    throw new TorchError('TYPE', "einsum: expected an equation such as 'ij,jk->ik' and operands")
  }
  return contract(...fromSublists(args)) as Tensor
}

/** How many last dimensions of a meet the first of b, or which of each. */
export type TensordotDims = number | readonly [readonly number[], readonly number[]] | Tensor

function dimsOf(dims: unknown, a: Tensor): [number[], number[]] {
  const list: unknown = dims instanceof Tensor ? dims.toArray() : dims
  if (typeof list === 'number') {
    if (!Number.isInteger(list) || list < 0) {
      throw new TorchError('VALUE', `tensordot: expected dims of 0 or more, found ${list}`)
    }
    if (list > a.ndim) {
      throw new TorchError(
        'VALUE',
        `tensordot: expected dims of at most ${a.ndim}, the dimensions of a, found ${list}`,
      )
    }
    const count = Array.from({ length: list }, (_, i) => i)
    return [count.map(i => i + a.ndim - list), count]
  }
  const pair = Array.isArray(list) && list.length === 2 ? (list as unknown[]) : null
  if (pair?.every(Number.isInteger)) return [[pair[0] as number], [pair[1] as number]]
  if (pair?.every(Array.isArray)) return pair as [number[], number[]]
  throw new TorchError(
    'TYPE',
    `tensordot: expected dims as a number or two lists of dimensions, found ${describeValue(dims)}`,
  )
}

/** Sums products of a and b over dimensions of both. PyTorch: `torch.tensordot`. */
export function tensordot(
  a: Tensor,
  b: Tensor,
  dims?: TensordotDims,
  options?: { out?: Tensor | null },
): Tensor
export function tensordot(
  a: Tensor,
  b: Tensor,
  options: { dims?: TensordotDims; out?: Tensor | null },
): Tensor
export function tensordot(...args: unknown[]): Tensor {
  const given = bindByName<{ a: Tensor; b: Tensor; dims: TensordotDims; out: Tensor }>(
    'tensordot',
    ['a!', 'b!', 'dims'],
    ['out'],
    args,
  )
  checkTensor('tensordot', given.a)
  checkTensor('tensordot', given.b)
  const [left, right] = dimsOf(given.dims ?? 2, given.a)
  const { out } = given
  return (
    out ? dotDims(given.a, given.b, left, right, { out }) : dotDims(given.a, given.b, left, right)
  ) as Tensor
}

/** All combinations of one value of each vector: [product of lengths, count]. PyTorch: `torch.cartesian_prod`. */
export function cartesianProd(...tensors: Tensor[] | [readonly Tensor[]]): Tensor {
  return product(tensorsOf('cartesianProd', tensors)) as Tensor
}

/** The product of matrices in the cheapest order. PyTorch: `torch.chain_matmul`. */
export function chainMatmul(...matrices: Tensor[] | [readonly Tensor[]]): Tensor {
  return chain(tensorsOf('chainMatmul', matrices)) as Tensor
}
