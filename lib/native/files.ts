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
  /** Fills them with the beginning of an open file, which has as many. */
  readBytes(file: number, bytes: Uint8Array): void
  /**
   * Fills the columns from `row` on with rows of numbers and unquoted text, of which it gives the
   * bounds in `bytes`: native/addon/csv.cpp. Returns how many there were, where the next row begins
   * and how many lines were passed.
   */
  readPlainRows(
    bytes: Uint8Array,
    position: number,
    delimiter: number,
    columns: readonly (Float64Array | [bounds: Float64Array])[],
    row: number,
  ): [rows: number, position: number, lines: number]
  crc32(values: Handle | TypedArray): number
}
