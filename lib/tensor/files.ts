/** Tensors and files: memory that is a mapped file, storages that several tensors share. */
import { dtypeCode, typedArrayLayout, type DType } from '../base/dtype'
import { elementCount } from '../base/shape'
import type { TypedArray } from '../base/typedArray'
import { native, type Opaque } from '../native'
import { operator } from './ops/operator'
import { tidy } from './scope'
import { Tensor } from './tensor'

const clone = operator('aten::clone') as (tensor: Tensor) => Tensor

/** The strides of values in row-major order. */
export function rowMajorStrides(shape: readonly number[]): number[] {
  const strides: number[] = []
  shape.reduceRight((stride, size, i) => {
    strides[i] = stride
    return stride * Math.max(size, 1)
  }, 1)
  return strides
}

/** The bytes of one value. Throws TorchError for quantized dtypes. */
export function bytesPerValue(dtype: DType): number {
  const { array, width } = typedArrayLayout(dtype)
  return array.BYTES_PER_ELEMENT * width
}

/** Where values lie in a storage; the offset counts values. */
export interface View {
  dtype: DType
  shape: readonly number[]
  strides?: readonly number[]
  offset?: number
}

/**
 * A tensor over the storage of another one, whatever that tensor's own dtype and shape.
 * @throws TorchError VALUE for a view that reaches beyond the storage.
 */
export function viewStorage(tensor: Tensor, view: View): Tensor {
  const { dtype, shape, strides = rowMajorStrides(shape), offset = 0 } = view
  return new Tensor(native.viewStorage(tensor.handle, dtypeCode(dtype), offset, shape, strides))
}

/** The bytes of a whole storage, shared with it. */
export function storageBytes(tensor: Tensor): Tensor {
  const bytes = native.storageInfo(tensor.handle)!.bytes
  return viewStorage(tensor, { dtype: 'uint8', shape: [bytes] })
}

/** Which storage a tensor lies in, and its bytes; null for tensors without one. */
export function storageOf({ handle }: Tensor): { id: number; bytes: number } | null {
  return native.storageInfo(handle)
}

/**
 * A file in memory that its tensors share with it, page by page when they are read. What is written
 * to them is theirs alone.
 */
export class MappedFile {
  readonly #mapping: Opaque

  /** @param bytes of the open file, from its beginning; it may be closed then */
  constructor(file: number, bytes: number) {
    this.#mapping = native.mapFile(file, bytes)
  }

  /** Bytes of the file as a tensor with a storage of its own. */
  bytes(start: number, count: number): Tensor {
    return new Tensor(native.mappedBytes(this.#mapping, start, count))
  }

  /** Values in row-major order; copied only where they are not aligned in the file. */
  tensor(start: number, view: View): Tensor {
    return tidy(() => {
      const size = bytesPerValue(view.dtype)
      const bytes = this.bytes(start, size * elementCount(view.shape))
      return viewStorage(start % size === 0 ? bytes : clone(bytes), view)
    })
  }
}

/** Writes the values in row-major order at the position of an open file; returns the bytes. */
export function writeTensor(file: number, tensor: Tensor): number {
  return native.writeTensor(file, tensor.handle)
}

/** A tensor of values in row-major order that lie in an open file. */
export function readTensor(file: number, start: number, view: View): Tensor {
  return tidy(() => {
    const count = bytesPerValue(view.dtype) * elementCount(view.shape)
    const bytes = empty(count)
    native.readTensor(file, start, bytes.handle)
    return viewStorage(bytes, view)
  })
}

const makeEmpty = operator('aten::empty') as (size: number[], options: object) => Tensor

function empty(bytes: number): Tensor {
  return makeEmpty([bytes], { dtype: 'uint8' })
}

/** The CRC-32 that zip files have, of bytes or of a tensor's values in row-major order. */
export function crc32(values: Tensor | TypedArray): number {
  return native.crc32(values instanceof Tensor ? values.handle : values)
}
