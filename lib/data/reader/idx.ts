/** Reads IDX files (the format of MNIST), gzipped or not, of every type. */
import { checkString } from '../../base/check'
import type { DType } from '../../base/dtype'
import { elementCount } from '../../base/shape'
import type { TypedArray } from '../../base/typedArray'
import { dataError, readDataFile, refuseHtml, unpacked } from './file'

export interface IdxFile {
  dtype: DType
  /** Sizes of the dimensions, outermost first. */
  shape: number[]
  /** The values, row-major; bytes are a view of the file's. */
  data: TypedArray
}

interface IdxType {
  dtype: DType
  size: number
  /** From bytes in the order of this machine. */
  view: (memory: ArrayBuffer) => TypedArray
}

/** By the third byte of a file. */
const types: Record<number, IdxType> = {
  0x08: { dtype: 'uint8', size: 1, view: memory => new Uint8Array(memory) },
  0x09: { dtype: 'int8', size: 1, view: memory => new Int8Array(memory) },
  0x0b: { dtype: 'int16', size: 2, view: memory => new Int16Array(memory) },
  0x0c: { dtype: 'int32', size: 4, view: memory => new Int32Array(memory) },
  0x0d: { dtype: 'float32', size: 4, view: memory => new Float32Array(memory) },
  0x0e: { dtype: 'float64', size: 8, view: memory => new Float64Array(memory) },
}

function typeOf(path: string, bytes: Buffer): IdxType {
  const type = bytes.length >= 4 && bytes[0] === 0 && bytes[1] === 0 ? types[bytes[2]!] : undefined
  if (type && bytes[3]! > 0) return type
  refuseHtml('IDX', path, bytes)
  const found = bytes.subarray(0, 4).toString('hex') || 'an empty file'
  throw dataError(
    'IDX',
    path,
    `expected the magic number 00 00 <type 08, 09, 0b, 0c, 0d or 0e> <dimensions>, found ${found}; ` +
      'is it an IDX file?',
  )
}

/** Files are big-endian, and values may lie unaligned in them. */
function valuesOf({ size, view, dtype }: IdxType, bytes: Buffer): TypedArray {
  if (dtype === 'uint8') return bytes
  const copy = Buffer.from(new ArrayBuffer(bytes.length))
  bytes.copy(copy)
  if (size === 2) copy.swap16()
  if (size === 4) copy.swap32()
  if (size === 8) copy.swap64()
  return view(copy.buffer)
}

/** `path` names the bytes in messages. @internal */
export function parseIdx(path: string, packed: Buffer): IdxFile {
  const bytes = unpacked('IDX', path, packed)
  const type = typeOf(path, bytes)
  const dimensions = bytes[3]!
  const header = 4 + 4 * dimensions
  if (bytes.length < header)
    throw dataError('IDX', path, `ends inside its header of ${header} bytes`)
  const shape = Array.from({ length: dimensions }, (_, i) => bytes.readUInt32BE(4 + 4 * i))
  const expected = header + type.size * elementCount(shape)
  if (bytes.length !== expected) {
    throw dataError(
      'IDX',
      path,
      `expected ${expected} bytes for shape [${shape.join(', ')}] of ${type.dtype}, found ` +
        `${bytes.length}; it is ${bytes.length < expected ? 'truncated' : 'too long'}`,
    )
  }
  return { dtype: type.dtype, shape, data: valuesOf(type, bytes.subarray(header)) }
}

/**
 * Reads a file.
 * @throws DataError when it is missing, damaged, of another format, truncated or too long.
 */
export function readIdx(path: string): IdxFile {
  checkString('readIdx: path', path)
  return parseIdx(path, readDataFile('IDX', path))
}
