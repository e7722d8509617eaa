/** The directory at the end of a zip archive. */
import type { Source } from '../source'

export interface DirectoryEntry {
  name: string
  method: number
  flags: number
  crc: number
  size: number
  packedSize: number
  /** Of the header before its bytes. */
  headerStart: number
}

interface Directory {
  start: number
  bytes: number
  entries: number
}

const endRecord = 0x06054b50
const endRecord64 = 0x06064b50
const locator64 = 0x07064b50
const directoryHeader = 0x02014b50
/** Each takes a hundred bytes; beyond them the file is none of tensors. */
const mostEntries = 1_000_000

const encrypted = 1
const symbolicLink = 0xa000
const fileTypes = 0xf000

export function readDirectory(source: Source): DirectoryEntry[] {
  const { start, bytes, entries } = findDirectory(source)
  if (entries > mostEntries) throw source.damaged(start, `expected fewer entries than ${entries}`)
  const directory = source.bytes(start, bytes)
  const found: DirectoryEntry[] = []
  const names = new Set<string>()
  let at = 0
  while (at < bytes) {
    const entry = readEntry(source, directory, at, start)
    checkName(source, start + at, entry.name)
    if (names.has(entry.name)) throw source.damaged(start + at, `'${entry.name}' is there twice`)
    names.add(entry.name)
    at += entry.length
    if (!entry.name.endsWith('/') || entry.size > 0) found.push(entry)
  }
  if (names.size !== entries) {
    throw source.damaged(start, `expected ${entries} entries, found ${names.size}`)
  }
  return found
}

function findDirectory(source: Source): Directory {
  const tailStart = Math.max(0, source.size - 65_557)
  const tail = source.bytes(tailStart, source.size - tailStart)
  for (let at = tail.length - 22; at >= 0; --at) {
    if (tail.readUInt32LE(at) !== endRecord) continue
    if (at + 22 + tail.readUInt16LE(at + 20) !== tail.length) continue
    return checkPlace(source, tailStart + at, readEnd(source, tail, at, tailStart))
  }
  throw source.damaged(source.size, 'expected the directory of an archive: the file is truncated')
}

function readEnd(source: Source, tail: Buffer, at: number, tailStart: number): Directory {
  const [disk, other, here, entries] = [4, 6, 8, 10].map(offset => tail.readUInt16LE(at + offset))
  if (at >= 20 && tail.readUInt32LE(at - 20) === locator64) {
    return readEnd64(source, safe(source, tailStart + at, tail.readBigUInt64LE(at - 12)))
  }
  if (disk !== 0 || other !== 0 || here !== entries) {
    throw source.damaged(tailStart + at, 'expected an archive in one part')
  }
  return {
    start: tail.readUInt32LE(at + 16),
    bytes: tail.readUInt32LE(at + 12),
    entries: entries!,
  }
}

function readEnd64(source: Source, at: number): Directory {
  const record = source.bytes(at, 56)
  if (record.readUInt32LE(0) !== endRecord64) throw source.damaged(at, 'expected an end record')
  const [entries, bytes, start] = [32, 40, 48].map(offset =>
    safe(source, at + offset, record.readBigUInt64LE(offset)),
  )
  return { start: start!, bytes: bytes!, entries: entries! }
}

function safe(source: Source, byte: number, value: bigint): number {
  if (value <= BigInt(source.size)) return Number(value)
  throw source.damaged(byte, `expected a number within the file, found ${value}`)
}

function checkPlace(source: Source, end: number, directory: Directory): Directory {
  if (directory.start + directory.bytes <= end) return directory
  throw source.damaged(end, 'expected the directory before its end record')
}

function readEntry(
  source: Source,
  directory: Buffer,
  at: number,
  start: number,
): DirectoryEntry & { length: number } {
  const wrong = (problem: string) => source.damaged(start + at, problem)
  if (at + 46 > directory.length) throw wrong('the directory ends within an entry')
  if (directory.readUInt32LE(at) !== directoryHeader) throw wrong('expected an entry')
  const short = (offset: number): number => directory.readUInt16LE(at + offset)
  const long = (offset: number): number => directory.readUInt32LE(at + offset)
  const [nameLength, extraLength, commentLength] = [short(28), short(30), short(32)]
  const length = 46 + nameLength + extraLength + commentLength
  if (at + length > directory.length) throw wrong('the directory ends within an entry')
  const name = directory.toString('utf8', at + 46, at + 46 + nameLength)
  const flags = short(8)
  if (flags & encrypted) throw wrong(`'${name}' is encrypted`)
  if (((long(38) >>> 16) & fileTypes) === symbolicLink) throw wrong(`'${name}' is a symbolic link`)
  const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength)
  const [size, packedSize, headerStart] = withExtra(source, start + at, extra, [
    long(24),
    long(20),
    long(42),
  ])
  return {
    name,
    flags,
    method: short(10),
    crc: long(16),
    size: size!,
    packedSize: packedSize!,
    headerStart: headerStart!,
    length,
  }
}

/** Numbers of 32 bits, or those of 64 that follow where they are too small. */
function withExtra(source: Source, byte: number, extra: Buffer, numbers: number[]): number[] {
  const field = findField(extra, 1)
  let at = 0
  return numbers.map(number => {
    if (number !== 0xffffffff) return number
    if (!field || at + 8 > field.length) throw source.damaged(byte, 'expected a number of 64 bits')
    const value = field.readBigUInt64LE(at)
    at += 8
    if (value <= Number.MAX_SAFE_INTEGER) return Number(value)
    throw source.damaged(byte, `expected a smaller number than ${value}`)
  })
}

function findField(extra: Buffer, wanted: number): Buffer | null {
  for (let at = 0; at + 4 <= extra.length;) {
    const [id, length] = [extra.readUInt16LE(at), extra.readUInt16LE(at + 2)]
    if (id === wanted) return extra.subarray(at + 4, at + 4 + length)
    at += 4 + length
  }
  return null
}

function checkName(source: Source, byte: number, name: string): void {
  if (isEntryName(name)) return
  throw source.damaged(byte, `expected a name within the archive, found ${JSON.stringify(name)}`)
}

/** False for a name that would lead out of the folder it is unpacked in, or is no name at all. */
export function isEntryName(name: string): boolean {
  const parts = name.split('/')
  return !(
    name === '' ||
    name.startsWith('/') ||
    // eslint-disable-next-line no-control-regex -- they are what is looked for
    /[\\\u0000-\u001f\ufffd]/.test(name) ||
    /^[a-z]:/i.test(name) ||
    parts.some(part => part === '..' || part === '.' || part === '__proto__')
  )
}
