/** Tensors of PyTorch's files that are more, or less, than a view of a storage. */
import { describeValue } from '../../base/check'
import { isDType } from '../../base/dtype'
import { operators, ops, Tensor } from '../../tensor'
import type { Refuse } from '../pickle/host'
import type { PickleWriter } from '../pickle/write'
import { attempt, integers } from './attempt'

const aten = ops.aten as unknown as Record<string, (...args: readonly unknown[]) => Tensor>

type Parts = (tensor: Tensor) => [compressed: Tensor, plain: Tensor]
const byRow: Parts = tensor => [tensor.crowIndices(), tensor.colIndices()]
const byColumn: Parts = tensor => [tensor.ccolIndices(), tensor.rowIndices()]
const compressed: Readonly<Record<string, Parts>> = {
  sparse_csr: byRow,
  sparse_bsr: byRow,
  sparse_csc: byColumn,
  sparse_bsc: byColumn,
}

/** Whether a tensor is written by its parts. */
export function isOfParts({ layout, isNested, isMeta, isQuantized }: Tensor): boolean {
  if (isQuantized) return false
  if (isNested || (isMeta && layout === 'strided')) return true
  return !isMeta && (layout === 'sparse_coo' || Object.hasOwn(compressed, layout))
}

/** Writes the call that makes a tensor of its parts, without its gradient. */
export function writeParts(writer: PickleWriter, tensor: Tensor, requiresGrad: boolean): void {
  const value = (part: unknown) => () => writer.value(part, 'a part of a tensor', 0)
  if (tensor.isMeta) {
    const { dtype, shape } = tensor
    const global = () => writer.global('torch', dtype)
    const view = [value(tuple(shape)), value(tuple(tensor.strides)), value(requiresGrad)]
    return writer.call('torch._utils', '_rebuild_meta_tensor_no_storage', [global, ...view])
  }
  if (tensor.isNested) {
    const parts = [
      '_nested_tensor_size',
      '_nested_tensor_strides',
      '_nested_tensor_storage_offsets',
    ]
    const made = [tensor.values(), ...parts.map(name => aten[name]!(tensor))]
    return writer.call('torch._utils', '_rebuild_nested_tensor', made.map(value))
  }
  const { layout, shape } = tensor
  const parts =
    layout === 'sparse_coo'
      ? [aten._indices!(tensor), aten._values!(tensor), tuple(shape), tensor.isCoalesced()]
      : [...compressed[layout]!(tensor), tensor.values(), tuple(shape)]
  writer.call('torch._utils', '_rebuild_sparse_tensor', [
    () => writer.call('torch.serialization', '_get_layout', [value(`torch.${layout}`)]),
    () => writer.tuple(parts.map(value)),
  ])
}

/** A frozen array is written as a tuple. */
function tuple(values: readonly number[]): readonly number[] {
  return Object.freeze([...values])
}

export function rebuildSparse([named, data]: readonly unknown[], refuse: Refuse): Tensor {
  const layout =
    named === null ? 'sparse_coo' : typeof named === 'string' ? named.replace(/^torch\./, '') : ''
  const parts = Array.isArray(data) ? (data as unknown[]) : []
  if (layout === 'sparse_coo') {
    const [indices, values] = tensors(parts, 2, refuse)
    const shape = [...integers(parts[2], refuse)]
    const isCoalesced = typeof parts[3] === 'boolean' ? parts[3] : null
    return attempt(refuse, () =>
      operators.sparseCooTensor(indices!, values!, shape, { isCoalesced }),
    )
  }
  if (!Object.hasOwn(compressed, layout)) {
    throw refuse(`expected the layout of a sparse tensor, found ${describeValue(named)}`)
  }
  const [outer, inner, values] = tensors(parts, 3, refuse)
  const shape = [...integers(parts[3], refuse)]
  return attempt(refuse, () =>
    operators.sparseCompressedTensor(outer!, inner!, values!, shape, {
      layout: layout as never,
    }),
  )
}

export function rebuildMeta(args: readonly unknown[], refuse: Refuse): Tensor {
  const [dtype, size, stride, requiresGrad] = args
  if (!isDType(dtype)) throw refuse(`expected a dtype, found ${describeValue(dtype)}`)
  const [shape, strides] = [[...integers(size, refuse)], [...integers(stride, refuse)]]
  return attempt(refuse, () => {
    const made = operators.emptyStrided(shape, strides, { dtype, device: 'meta' })
    if (requiresGrad === true) made.requiresGrad = true
    return made
  })
}

/** Libtorch trusts the places of the components, which may lie outside of the buffer. */
export function rebuildNested(args: readonly unknown[], refuse: Refuse): Tensor {
  const [buffer, ...places] = tensors(args, 4, refuse)
  return attempt(refuse, () => {
    const [sizes, strides, offsets] = places.map(place => place.cpu()) as [Tensor, Tensor, Tensor]
    const [count, dims] = sizes.shape
    const isTable =
      sizes.ndim === 2 && String(strides.shape) === String(sizes.shape) && offsets.ndim === 1
    const areIntegers = [sizes, strides, offsets].every(({ dtype }) => dtype === 'int64')
    const isFlat = buffer!.ndim === 1 && (buffer!.numel() === 0 || buffer!.strides[0] === 1)
    if (!isTable || !areIntegers || !isFlat || offsets.numel() !== count || dims === 0) {
      throw refuse('expected a buffer, and the sizes, strides and offsets of its parts')
    }
    const rows = (table: Tensor): number[][] => table.toArray<(number | bigint)[][]>().map(numbers)
    const [size, stride] = [rows(sizes), rows(strides)]
    numbers(offsets.toArray<(number | bigint)[]>()).forEach((offset, i) => {
      if (isWithin(buffer!.numel(), offset, size[i]!, stride[i]!)) return
      throw refuse(`expected parts within the buffer of a nested tensor, found part ${i} outside`)
    })
    return aten._nested_view_from_buffer!(buffer, sizes, strides, offsets)
  })
}

function isWithin(
  length: number,
  offset: number,
  size: readonly number[],
  stride: readonly number[],
): boolean {
  if (![offset, ...size, ...stride].every(value => Number.isSafeInteger(value) && value >= 0))
    return false
  if (size.includes(0)) return offset <= length
  return size.reduce((last, count, i) => last + (count - 1) * stride[i]!, offset) < length
}

function numbers(values: readonly (number | bigint)[]): number[] {
  return values.map(Number)
}

function tensors(parts: readonly unknown[], count: number, refuse: Refuse): Tensor[] {
  const found = parts.slice(0, count)
  if (found.length === count && found.every(part => part instanceof Tensor)) return found
  throw refuse(`expected the ${count} tensors that a tensor is made of`)
}
