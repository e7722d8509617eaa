import type { TypedArray } from '../base/typedArray'
import type { Handle, Opaque } from '.'

/** Files and storages: native/addon/files.cpp. */
export interface NativeFiles {
  /** The first bytes of an open file as memory; writing there leaves the file as it is. */
  mapFile(file: number, bytes: number): Opaque
  /** uint8, in a storage of their own. */
  mappedBytes(mapping: Opaque, start: number, bytes: number): Handle
  /** `offset` in elements of the dtype. */
  viewStorage(
    handle: Handle,
    dtype: number,
    offset: number,
    shape: readonly number[],
    strides: readonly number[],
  ): Handle
  storageInfo(handle: Handle): { id: number; bytes: number } | null
  lazyViews(handle: Handle): { conjugate: boolean; negative: boolean }
  /** At the position of the file; returns the bytes. */
  writeTensor(file: number, handle: Handle): number
  readTensor(file: number, position: number, handle: Handle): void
  crc32(values: Handle | TypedArray): number
}
