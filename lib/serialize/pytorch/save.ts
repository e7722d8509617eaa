/** Writes files that `torch.load` of Python reads: an archive of a pickle and of its storages. */
import type { DType } from '../../base/dtype'
import type { Destination } from '../write'
import { Parameter } from '../../nn'
import { bytesPerValue, noGrad, storageBytes, storageOf, tidy, type Tensor } from '../../tensor'
import { checkHasValues } from '../check'
import { storageClass } from '../pickle/globals'
import { PickleWriter } from '../pickle/write'
import { ZipWriter } from '../zip/write'
import { isOfParts, writeParts } from './layouts'
import { integersOf, writeScheme } from './quantized'

interface Stored {
  key: string
  tensor: Tensor
  bytes: number
  /** Of the class that the storage has in the file; null for one that only holds bytes. */
  dtype: DType | null
}

/** Gathers the storages of the tensors that a pickle names. */
class Storages {
  readonly all = new Map<number, Stored>()

  write(writer: PickleWriter, tensor: Tensor): void {
    if (tensor.isDisposed || !(isOfParts(tensor) || tensor.isQuantized))
      checkHasValues('save', tensor)
    if (!(tensor instanceof Parameter)) {
      return this.#writeTensor(writer, plain(tensor), tensor.requiresGrad)
    }
    writer.global('torch._utils', '_rebuild_parameter')
    writer.op('(')
    this.#writeTensor(writer, plain(tensor), false)
    writer.boolean(tensor.requiresGrad)
    writeNoHooks(writer)
    writer.op('t')
    writer.op('R')
  }

  #writeTensor(writer: PickleWriter, tensor: Tensor, requiresGrad: boolean): void {
    if (isOfParts(tensor)) return writeParts(writer, tensor, requiresGrad)
    const { dtype } = tensor
    const stored = this.#stored(tensor)
    // The function that takes a dtype, for one that the storage itself does not have.
    const isTyped = stored.dtype === dtype
    writer.global('torch._utils', functionFor(tensor, isTyped))
    writer.op('(')
    writeStorageId(writer, stored)
    writer.number(tensor.storageOffset())
    writer.integers(tensor.shape)
    writer.integers(tensor.strides)
    if (tensor.isQuantized) writeScheme(writer, tensor)
    writer.boolean(requiresGrad)
    writeNoHooks(writer)
    if (!isTyped) writer.global('torch', dtype)
    writer.op('t')
    writer.op('R')
  }

  #stored(tensor: Tensor): Stored {
    const { id, bytes } = storageOf(tensor)!
    const known = this.all.get(id)
    if (known) return known
    const { dtype } = tensor
    const hasClass = storageClass(dtype) !== null && bytes % bytesPerValue(integersOf(dtype)) === 0
    const stored = { key: String(this.all.size), tensor, bytes, dtype: hasClass ? dtype : null }
    this.all.set(id, stored)
    return stored
  }
}

function functionFor({ isQuantized }: Tensor, isTyped: boolean): string {
  if (isQuantized) return '_rebuild_qtensor'
  return isTyped ? '_rebuild_tensor_v2' : '_rebuild_tensor_v3'
}

function writeStorageId(writer: PickleWriter, { key, tensor, bytes, dtype }: Stored): void {
  writer.tuple([
    () => writer.string('storage'),
    () =>
      dtype === null
        ? writer.global('torch.storage', 'UntypedStorage')
        : writer.global('torch', storageClass(dtype)!),
    () => writer.string(key),
    () => writer.string(tensor.device),
    () => writer.number(dtype === null ? bytes : bytes / bytesPerValue(integersOf(dtype))),
  ])
  writer.op('Q')
}

/** Of lazy views, what they stand for. */
function plain(tensor: Tensor): Tensor {
  if (isOfParts(tensor)) return tensor.detach()
  return noGrad(() => tensor.detach().resolveConj().resolveNeg())
}

function writeNoHooks(writer: PickleWriter): void {
  writer.global('collections', 'OrderedDict')
  writer.op(')')
  writer.op('R')
}

/** Writes a value with its tensors, all of it or nothing. Shared storages and views stay what they are. */
export function savePytorch(value: unknown, to: Destination): void {
  tidy(() => {
    const storages = new Storages()
    const pickle = PickleWriter.pickle(value, (writer, tensor) => storages.write(writer, tensor))
    to(sink => {
      const zip = new ZipWriter(sink)
      zip.add('archive/data.pkl', pickle)
      zip.add('archive/.format_version', '1')
      zip.add('archive/.storage_alignment', '64')
      zip.add('archive/byteorder', 'little')
      for (const { key, tensor } of storages.all.values()) {
        zip.addTensor(`archive/data/${key}`, Buffer.alloc(0), storageBytes(tensor).cpu())
      }
      zip.add('archive/version', '3\n')
      zip.finish()
    })
  })
}
