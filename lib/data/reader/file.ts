/** The bytes of data files, and what is said of those that are none. */
import { isUtf8 } from 'node:buffer'
import { readFileSync, statSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { DataError } from '../../base/errors'
import { readLargeFile } from '../../runtime/files'

/** Of a file when it is unpacked; beyond that it is no dataset of this kind. */
const mostBytes = 2 ** 32

/** From so many on several threads are worth it. */
const largeBytes = 2 ** 22

/** A failure of a file of a format, in the words that all readers use. */
export function dataError(
  format: string,
  path: string,
  problem: string,
  cause?: unknown,
): DataError {
  return new DataError(`${format}: '${path}' ${problem}`, { cause })
}

/** `text` of whatever was thrown. */
export function reasonOf(error: unknown): string {
  const { message } = (error ?? {}) as { message?: unknown }
  return typeof message === 'string' ? message : String(error)
}

/** Throws DataError for what a server sent in place of data. */
export function refuseHtml(format: string, path: string, bytes: Uint8Array): void {
  const start = Buffer.from(bytes.subarray(0, 256)).toString('latin1').trimStart().toLowerCase()
  if (!start.startsWith('<!doctype html') && !start.startsWith('<html')) return
  throw dataError(
    format,
    path,
    'expected data, found an HTML page: a server answered with a page; download the file again',
  )
}

/** The first line that is not UTF-8. */
export function lineOfOtherBytes(bytes: Buffer): number {
  let line = 1
  for (let at = 0; at < bytes.length; ++line) {
    const end = bytes.indexOf(0x0a, at)
    const next = end < 0 ? bytes.length : end + 1
    if (!isUtf8(bytes.subarray(at, next))) break
    at = next
  }
  return line
}

function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOENT' || code === 'ENOTDIR'
}

/** Throws DataError for what cannot be read, such as a folder. */
export function readDataFile(format: string, path: string): Buffer {
  try {
    const { size } = statSync(path)
    if (size > mostBytes) throw new Error(`${size} bytes, more than ${mostBytes}`)
    return size < largeBytes ? readFileSync(path) : readLargeFile(path)
  } catch (cause) {
    const found = isMissing(cause) ? 'no such file' : reasonOf(cause)
    throw new DataError(`${format}: expected a file at '${path}', found ${found}`, { cause })
  }
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/** What a gzip file holds; other bytes as they are. */
export function unpacked(format: string, path: string, bytes: Buffer): Buffer {
  if (!isGzip(bytes)) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes })
  } catch (cause) {
    throw dataError(
      format,
      path,
      `is a damaged gzip file (${reasonOf(cause)}); download it again`,
      cause,
    )
  }
}
