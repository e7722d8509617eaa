/** Storages and tensors of PyTorch's files. */
import { describeValue } from '../../base/check'
import { isDifferentiable, isDType, type DType } from '../../base/dtype'
import { Parameter } from '../../nn'
import { bytesPerValue, ops, viewStorage, Tensor } from '../../tensor'
import { Global, storageDtype } from '../pickle/globals'
import type { Host, Refuse } from '../pickle/host'
import type { Relocate } from '../location'
import { attempt, integers } from './attempt'
import { integersOf, rebuildQuantized } from './quantized'
import { rebuildMeta, rebuildNested, rebuildSparse } from './layouts'

/** What a persistent id says: `('storage', class, key, location, number of values)`. */
export interface StorageId {
  dtype: DType
  key: string
  location: string
  bytes: number
}

/** Devices that PyTorch has, whether they are here or not. */
const locations = /^(cpu|cuda|hpu|meta|mps|mtia|npu|privateuseone|vulkan|xla|xpu)(:\d{1,3})?$/

interface Storage {
  readonly bytes: Tensor
  readonly dtype: DType
}

export function readStorageId(id: unknown, refuse: Refuse): StorageId {
  const parts: readonly unknown[] = Array.isArray(id) ? (id as unknown[]) : []
  const [kind, type, key, location, count, view] = parts
  const dtype = type instanceof Global ? storageDtype(type) : null
  if (kind !== 'storage' || dtype === null) throw refuse('expected the id of a storage')
  if (typeof key !== 'string' || !/^[\w.-]{1,64}$/.test(key)) {
    throw refuse(`expected the key of a storage, found ${describeValue(key)}`)
  }
  if (typeof location !== 'string' || !locations.test(location)) {
    throw refuse(`expected the location of a storage, found ${describeValue(location)}`)
  }
  if (view !== undefined && view !== null) throw refuse('found a view of a storage, as of 2017')
  const bytes = Number(count) * bytesPerValue(integersOf(dtype))
  if (!Number.isSafeInteger(bytes) || bytes < 0) throw refuse('expected the length of a storage')
  return { dtype, key, location, bytes }
}

function isStorage(value: unknown): value is Storage {
  return typeof value === 'object' && value !== null && 'bytes' in value && 'dtype' in value
}

/** Makes the tensors that a pickle describes. */
export class TensorBuilder implements Host {
  readonly #storages = new Map<string, Storage>()

  /** @param read the bytes of a storage, as uint8 on the CPU */
  constructor(
    readonly read: (id: StorageId, refuse: Refuse) => Tensor,
    readonly relocate: Relocate,
  ) {}

  storage(id: unknown, refuse: Refuse): Storage {
    const found = readStorageId(id, refuse)
    const known = this.#storages.get(found.key)
    const bytes = known?.bytes ?? this.relocate(this.read(found, refuse), found.location)
    if (bytes.nbytes !== found.bytes) throw refuse('expected one length of a storage, found two')
    const storage = { bytes, dtype: found.dtype }
    if (!known) this.#storages.set(found.key, storage)
    return storage
  }

  rebuild(callee: Global, args: readonly unknown[], refuse: Refuse): unknown {
    switch (callee.path) {
      case 'torch._utils._rebuild_tensor':
      case 'torch._utils._rebuild_tensor_v2':
        return this.#tensor(args, undefined, args[6], refuse)
      case 'torch._utils._rebuild_tensor_v3':
        return this.#tensor(args, args[6], args[7], refuse)
      case 'torch._utils._rebuild_parameter':
      case 'torch._utils._rebuild_parameter_with_state':
        return this.#parameter(args, refuse)
      case 'torch._utils._rebuild_qtensor':
        return this.#quantized(args, refuse)
      case 'torch._utils._rebuild_sparse_tensor':
        return rebuildSparse(args, refuse)
      case 'torch._utils._rebuild_meta_tensor_no_storage':
        return rebuildMeta(args, refuse)
      case 'torch._utils._rebuild_nested_tensor':
        return rebuildNested(args, refuse)
      case 'torch._tensor._rebuild_from_type_v2':
        return this.#typed(args, refuse)
      default:
        throw refuse(`'${callee.path}' cannot be called here`)
    }
  }

  #tensor(args: readonly unknown[], dtype: unknown, metadata: unknown, refuse: Refuse): Tensor {
    const [storage, offset, size, stride, requiresGrad = false] = args
    if (!isStorage(storage)) throw refuse('expected a storage to view')
    const view = {
      dtype: dtype === undefined ? storage.dtype : (dtype as DType),
      offset: integers([offset], refuse)[0]!,
      shape: integers(size, refuse),
      strides: integers(stride, refuse),
    }
    if (!isDType(view.dtype)) throw refuse(`expected a dtype, found ${describeValue(dtype)}`)
    const made = attempt(refuse, () => lazily(viewStorage(storage.bytes, view), metadata))
    if (requiresGrad === true && isDifferentiable(view.dtype)) made.requiresGrad = true
    return made
  }

  #quantized([storage, offset, size, stride, scheme]: readonly unknown[], refuse: Refuse): Tensor {
    if (!isStorage(storage)) throw refuse('expected a storage to view')
    const place = { ...storage, offset: integers([offset], refuse)[0]!, size, stride }
    return rebuildQuantized(place, scheme, refuse)
  }

  #parameter([data, requiresGrad]: readonly unknown[], refuse: Refuse): Parameter {
    if (!(data instanceof Tensor)) throw refuse('expected the tensor of a parameter')
    return attempt(refuse, () => new Parameter(data.detach(), requiresGrad === true))
  }

  #typed([func, , args]: readonly unknown[], refuse: Refuse): unknown {
    if (func instanceof Global && Array.isArray(args)) return this.rebuild(func, args, refuse)
    throw refuse('expected a function that makes a tensor, and its arguments')
  }
}

/** A view that stands for the conjugate or the negative of its values. */
function lazily(tensor: Tensor, metadata: unknown): Tensor {
  const { conj, neg } = (metadata ?? {}) as { conj?: unknown; neg?: unknown }
  const conjugate = conj === true ? (ops.aten!._conj!(tensor) as Tensor) : tensor
  return neg === true ? (ops.aten!._neg_view!(conjugate) as Tensor) : conjugate
}
