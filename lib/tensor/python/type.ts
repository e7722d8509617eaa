/** `Tensor.type`: the names that tensors of a dtype and a device had before there were dtypes. */
import { checkBoolean, checkOptionNames, describeValue, isPlainObject } from '../../base/check'
import { isDType, type DType } from '../../base/dtype'
import { OptionError, TorchError } from '../../base/errors'
import { to } from '../ops/to'
import type { Tensor } from '../tensor'

const words: Partial<Record<DType, string>> = {
  float32: 'Float',
  float64: 'Double',
  float16: 'Half',
  bfloat16: 'BFloat16',
  uint8: 'Byte',
  int8: 'Char',
  int16: 'Short',
  int32: 'Int',
  int64: 'Long',
  bool: 'Bool',
  complex32: 'ComplexHalf',
  complex64: 'ComplexFloat',
  complex128: 'ComplexDouble',
  qint8: 'QInt8',
  quint8: 'QUInt8',
  qint32: 'QInt32',
  uint16: 'UInt16',
  uint32: 'UInt32',
  uint64: 'UInt64',
}

/** `sparse.`, `cuda.sparse.`, …, where it is not the plain CPU. */
function backendOf(tensor: Tensor): string {
  const { device, layout } = tensor
  if (!['strided', 'sparse_coo', 'jagged'].includes(layout)) {
    throw new TorchError(
      'NOT_IMPLEMENTED',
      `type: expected a strided or sparse_coo tensor, found ${layout}`,
    )
  }
  const place = device.replace(/:.*/, '')
  const parts = [
    ...(place === 'cpu' ? [] : [place]),
    ...(tensor.isQuantized ? ['quantized'] : []),
    ...(layout === 'sparse_coo' ? ['sparse'] : []),
  ]
  return parts.map(part => `${part}.`).join('')
}

function nameOf(tensor: Tensor): string {
  const { dtype } = tensor
  const word = words[dtype] ?? dtype[0]!.toUpperCase() + dtype.slice(1)
  return `torch.${backendOf(tensor)}${word}Tensor`
}

interface Target {
  dtype: DType
  device: string | undefined
}

function targetOf(type: unknown): Target {
  const match = typeof type === 'string' ? /^torch\.(cuda\.)?(\w+)Tensor$/.exec(type) : null
  const named = Object.keys(words).find(dtype => words[dtype as DType] === match?.[2])
  if (match && named) return { dtype: named as DType, device: match[1] ? 'cuda' : 'cpu' }
  if (isDType(type)) return { dtype: type, device: undefined }
  throw new OptionError(
    `type: expected a dtype, or a name such as 'torch.FloatTensor', found ${describeValue(type)}`,
  )
}

export interface TypeOptions {
  /** Copies from pinned memory beside other work (default false). */
  nonBlocking?: boolean
}

export interface TypeMethods {
  /** The name of its dtype and device, such as `torch.FloatTensor`. PyTorch: `Tensor.type`. */
  type(): string
  /** The same values in a dtype, which may be such a name; no copy where it has that already. */
  type(dtype: DType | `torch.${string}Tensor`, options?: TypeOptions): Tensor
  type(options: TypeOptions & { dtype: DType | `torch.${string}Tensor` }): Tensor
}

export function type(tensor: Tensor, given?: unknown, more: TypeOptions = {}): unknown {
  if (given === undefined || given === null) return nameOf(tensor)
  const named = isPlainObject(given)
  const options = (named ? given : more) as TypeOptions & { dtype?: unknown }
  checkOptionNames('type', options, named ? ['dtype', 'nonBlocking'] : ['nonBlocking'])
  const { nonBlocking = false } = options
  checkBoolean('type: nonBlocking', nonBlocking)
  const { dtype, device } = targetOf(named ? options.dtype : given)
  return to(tensor, { dtype, device, nonBlocking })
}
