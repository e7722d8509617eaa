/** Reads IDX files (the format of MNIST), gzipped or not. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { checkString } from '../base/check'
import { elementCount } from '../base/shape'
import { DataError } from '../base/errors'

export interface IdxFile {
  /** Sizes of the dimensions, outermost first. */
  shape: number[]
  /** The values, row-major; a view into the file's bytes. */
  data: Uint8Array
}

const unsignedByte = 0x08

function readBytes(path: string): Buffer {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (cause) {
    const reason =
      (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such file' : String(cause)
    throw new DataError(`IDX: expected a file at '${path}', found ${reason}`, { cause })
  }
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b
  return isGzip ? gunzip(path, bytes) : bytes
}

function gunzip(path: string, bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes)
  } catch (cause) {
    throw new DataError(
      `IDX: '${path}' is a damaged gzip file (${String(cause)}); download it again`,
      { cause },
    )
  }
}

function checkMagic(path: string, bytes: Buffer): number {
  const dimensions = bytes[3] ?? 0
  const right = bytes.length >= 4 && bytes[0] === 0 && bytes[1] === 0 && bytes[2] === unsignedByte
  if (right && dimensions > 0) return dimensions
  throw new DataError(
    `IDX: '${path}' expected the magic number 00 00 08 <dimensions> of unsigned bytes, found ` +
      `${bytes.subarray(0, 4).toString('hex') || 'an empty file'}; is it an IDX file?`,
  )
}

/**
 * Reads a file of unsigned bytes.
 * @throws DataError when it is missing, damaged, of another format, truncated or too long.
 */
export function readIdx(path: string): IdxFile {
  checkString('readIdx: path', path)
  const bytes = readBytes(path)
  const dimensions = checkMagic(path, bytes)
  const header = 4 + 4 * dimensions
  if (bytes.length < header) {
    throw new DataError(`IDX: '${path}' ends inside its header of ${header} bytes`)
  }
  const shape = Array.from({ length: dimensions }, (_, i) => bytes.readUInt32BE(4 + 4 * i))
  const expected = header + elementCount(shape)
  if (bytes.length !== expected) {
    throw new DataError(
      `IDX: '${path}' expected ${expected} bytes for shape [${shape.join(', ')}], found ` +
        `${bytes.length}; it is ${bytes.length < expected ? 'truncated' : 'too long'}`,
    )
  }
  return { shape, data: bytes.subarray(header) }
}
