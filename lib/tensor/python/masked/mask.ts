/** What functions of `torch.masked` share: dimensions, masks, and what stands for masked-out values. */
import { checkBoolean, describeValue } from '../../../base/check'
import { isFloating, type DType } from '../../../base/dtype'
import { TorchError } from '../../../base/errors'
import { iinfo } from '../../../base/limits'
import { operator } from '../../ops/operator'
import type { Tensor } from '../../tensor'
import { bindByName, checkTensor } from '../arguments'

export type Dims = number | readonly number[] | null

export interface MaskOptions {
  /** Values where it is false are left out; it broadcasts to the input. Default: nothing is. */
  mask?: Tensor | null
  /** Of the result. */
  dtype?: DType | null
}

/** For an input of one dtype, the value that changes nothing; undefined where there is none. */
export type Identity = (dtype: DType) => number | bigint | undefined

const full = operator('aten::full')
const where = operator('aten::where')

function limit(sign: 1 | -1): Identity {
  return dtype => {
    if (isFloating(dtype)) return sign * Infinity
    if (dtype === 'bool' || dtype.startsWith('complex')) return undefined
    return sign > 0 ? iinfo(dtype).max : iinfo(dtype).min
  }
}

export const smallest = limit(-1)
export const largest = limit(1)
export const zero: Identity = () => 0
export const one: Identity = () => 1
export const notANumber: Identity = () => NaN

export function isComplex(dtype: DType): boolean {
  return dtype.startsWith('complex')
}

function checkStrided(what: string, tensor: Tensor): void {
  if (tensor.layout === 'strided') return
  throw new TorchError(
    'NOT_IMPLEMENTED',
    `${what}: expected a strided tensor, found layout ${tensor.layout}; convert it by toDense()`,
  )
}

/** The arguments of `masked.<name>`, with every tensor among them checked. */
export function bindMasked<T extends { input: Tensor }>(
  what: string,
  positional: readonly string[],
  keywords: readonly string[],
  args: readonly unknown[],
): T {
  const bound = bindByName<Record<string, unknown>>(what, positional, keywords, args)
  for (const name of ['input', 'other', 'mask', 'inputMask', 'otherMask']) {
    const value = bound[name]
    if ((value === undefined || value === null) && !positional.includes(`${name}!`)) continue
    checkTensor(`${what}: ${name}`, value)
    checkStrided(`${what}: ${name}`, value)
  }
  if (typeof (bound.keepdim ?? true) !== 'boolean') checkBoolean(`${what}: keepdim`, bound.keepdim)
  return bound as T
}

/** Every dimension by its index, sorted; none given is all of them. */
export function canonicalDims(what: string, dim: Dims | undefined, ndim: number): number[] {
  const given: readonly unknown[] = typeof dim === 'number' ? [dim] : (dim ?? [])
  if (!Array.isArray(given)) {
    throw new TorchError('TYPE', `${what}: expected dim as integers, found ${describeValue(dim)}`)
  }
  if (given.length === 0) return Array.from({ length: ndim }, (_, index) => index)
  const count = Math.max(ndim, 1)
  const dims = given.map(value => canonicalDim(what, value, count))
  if (new Set(dims).size < dims.length) {
    throw new TorchError('VALUE', `${what}: expected each dim once, found [${given.join(', ')}]`)
  }
  return dims.sort((a, b) => a - b)
}

export function canonicalDim(what: string, dim: unknown, ndim: number): number {
  const count = Math.max(ndim, 1)
  if (!Number.isInteger(dim)) {
    throw new TorchError('TYPE', `${what}: expected dim as an integer, found ${describeValue(dim)}`)
  }
  const index = dim as number
  if (index >= -count && index < count) return (index + count) % count
  throw new TorchError(
    'INDEX',
    `${what}: expected dim in [${-count}, ${count - 1}], found ${index}`,
  )
}

/** The mask as booleans of the input's shape. */
export function inputMask(what: string, input: Tensor, mask: Tensor): Tensor {
  if (mask.ndim > input.ndim) {
    throw new TorchError(
      'INDEX',
      `${what}: expected a mask that broadcasts to [${String(input.shape)}], found [${String(mask.shape)}]`,
    )
  }
  return mask.broadcastTo([...input.shape]).to('bool')
}

/** The input with `identity` where the mask is false. */
export function fillMasked(
  what: string,
  input: Tensor,
  mask: Tensor | null | undefined,
  identity: Identity,
): Tensor {
  if (!mask) return input
  const value = identity(input.dtype)
  if (value === undefined) {
    throw new TorchError(
      'NOT_IMPLEMENTED',
      `${what}: expected an input whose dtype has a value for what is masked out, found ${input.dtype}`,
    )
  }
  const { dtype, device } = input
  const filler = full([], value, { dtype, device })
  return where(inputMask(what, input, mask), input, filler) as Tensor
}
