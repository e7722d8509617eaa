/** Tensors out of raw bytes. */
import { types } from 'node:util'
import { markAsUntransferable } from 'node:worker_threads'
import { checkOptionNames } from '../../base/check'
import { dtypeCode, dtypeOfTypedArray, typedArrayLayout, type DType } from '../../base/dtype'
import { TorchError } from '../../base/errors'
import type { TypedArray } from '../../base/typedArray'
import { native } from '../../native'
import { Tensor } from '../tensor'

export interface BytesOptions {
  dtype?: DType
  shape?: readonly number[]
}

interface Bytes {
  dtype: DType
  shape: readonly number[]
}

function bytesOptions(what: string, array: TypedArray, options: BytesOptions): Bytes {
  checkOptionNames(what, options, ['dtype', 'shape'])
  const dtype = options.dtype ?? dtypeOfTypedArray(array)
  dtypeCode(dtype)
  return { dtype, shape: options.shape ?? [countIn(what, array, dtype)] }
}

function countIn(what: string, array: TypedArray, dtype: DType): number {
  const layout = typedArrayLayout(dtype)
  const count = array.byteLength / (layout.array.BYTES_PER_ELEMENT * layout.width)
  if (Number.isInteger(count)) return count
  throw new TorchError(
    'VALUE',
    `${what}: expected a whole number of ${dtype} values, found ${array.byteLength} bytes`,
  )
}

/**
 * A tensor of the given dtype from the raw bytes of a TypedArray, copied. float16 and bfloat16
 * are read as raw 16-bit patterns. `shape` defaults to one dimension.
 */
export function fromTypedArray(array: TypedArray, options: BytesOptions = {}): Tensor {
  const { dtype, shape } = bytesOptions('fromTypedArray', array, options)
  return new Tensor(native.fromBytes(array, dtypeCode(dtype), shape))
}

function bytesOf(memory: TypedArray | ArrayBufferLike): TypedArray {
  if (types.isAnyArrayBuffer(memory)) return new Uint8Array(memory)
  dtypeOfTypedArray(memory) // throws for what is none
  return memory
}

function checkFixedSize(memory: ArrayBufferLike & { resizable?: boolean }): void {
  if (!memory.resizable) return
  throw new TorchError(
    'VALUE',
    'fromBuffer: expected memory of a fixed size, found a resizable ArrayBuffer: copy it',
  )
}

/**
 * A tensor over the memory of a Buffer or TypedArray, without a copy: both see each other's
 * writes, and the buffer stays alive as long as the tensor. Its memory can no longer be posted to
 * another thread without a copy, and must not be detached by `ArrayBuffer.transfer`.
 * PyTorch: `torch.frombuffer`.
 * @throws TorchError VALUE when the size does not fit, the memory is not aligned for the dtype, or
 * it can be resized.
 */
export function fromBuffer(
  memory: TypedArray | ArrayBufferLike,
  options: BytesOptions = {},
): Tensor {
  const buffer = bytesOf(memory)
  const { dtype, shape } = bytesOptions('fromBuffer', buffer, options)
  checkFixedSize(buffer.buffer)
  const shared = new Tensor(native.fromBuffer(buffer, dtypeCode(dtype), shape))
  // Posted away, the memory would live and die elsewhere: now posting copies it or is refused.
  markAsUntransferable(buffer.buffer)
  return shared
}
