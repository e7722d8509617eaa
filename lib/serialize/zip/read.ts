/**
 * Zip archives, as far as files of tensors are ones. Everything that the directory says is checked
 * against the file before anything is read: names, places, sizes. A reader that believed it could be
 * led out of its folder, into endless data, or to another file than the one that was checked.
 */
import { inflateRawSync } from 'node:zlib'
import { crc32 } from '../../tensor'
import type { Source } from '../source'
import { readDirectory, type DirectoryEntry } from './directory'

export interface ZipEntry extends DirectoryEntry {
  /** Where its bytes lie, from the beginning of the file. */
  start: number
}

const localHeader = 0x04034b50
const stored = 0
const deflated = 8
/** More than this often no stream of that method repeats a byte. */
const mostInflation = 1032

export class Zip {
  readonly entries: ReadonlyMap<string, ZipEntry>

  constructor(readonly source: Source) {
    const entries = readDirectory(source).map(entry => located(source, entry))
    checkApart(source, entries)
    this.entries = new Map(entries.map(entry => [entry.name, entry]))
  }

  /** The only folder at the top, with its slash: archives of PyTorch have one. */
  topFolder(): string {
    const tops = new Set([...this.entries.keys()].map(name => name.slice(0, name.indexOf('/') + 1)))
    const [top = '', ...others] = tops
    if (top !== '' && others.length === 0) return top
    throw this.source.damaged(0, 'expected an archive with one folder at the top')
  }

  entry(name: string): ZipEntry {
    const found = this.entries.get(name)
    if (found) return found
    throw this.source.damaged(0, `expected '${name}' in the archive, found none`)
  }

  /** The content of an entry, whose checksum is right. */
  read(name: string): Buffer {
    const entry = this.entry(name)
    const packed = this.source.bytes(entry.start, entry.packedSize)
    const content = entry.method === stored ? packed : this.#inflate(entry, packed)
    const found = crc32(content)
    if (found === entry.crc) return content
    throw this.source.damaged(entry.start, `the checksum of '${name}' is wrong: it is damaged`)
  }

  #inflate(entry: ZipEntry, packed: Buffer): Buffer {
    let content: Buffer
    try {
      content = inflateRawSync(packed, { maxOutputLength: Math.max(entry.size, 1) })
    } catch (cause) {
      throw this.source.damaged(entry.start, `'${entry.name}' cannot be unpacked`, cause)
    }
    if (content.length === entry.size) return content
    const sizes = `expected ${entry.size} bytes of '${entry.name}', found ${content.length}`
    throw this.source.damaged(entry.start, sizes)
  }
}

/** An entry with the place of its bytes, which the header before them must agree with. */
function located(source: Source, entry: DirectoryEntry): ZipEntry {
  const { name, headerStart, method, flags } = entry
  const wrong = (problem: string) => source.damaged(headerStart, `'${name}': ${problem}`)
  if (headerStart + 30 > source.size) throw wrong('its header lies beyond the file')
  const header = source.bytes(headerStart, 30)
  if (header.readUInt32LE(0) !== localHeader) throw wrong('expected the header of an entry')
  const [nameLength, extraLength] = [header.readUInt16LE(26), header.readUInt16LE(28)]
  const start = headerStart + 30 + nameLength + extraLength
  if (start + entry.packedSize > source.size) throw wrong('it ends beyond the file')
  const said = source.bytes(headerStart + 30, nameLength).toString('utf8')
  if (said !== name) throw wrong(`its header has another name, '${said}'`)
  if (method !== stored && method !== deflated) throw wrong(`unknown method ${method}`)
  const [ownMethod, ownFlags] = [header.readUInt16LE(8), header.readUInt16LE(6)]
  if (ownMethod !== method || ownFlags !== flags) throw wrong('its header is not the directory’s')
  checkSizes(entry, header, wrong)
  return { ...entry, start }
}

/** Sizes stand in the header too, unless they follow the content or are too large for it. */
function checkSizes(
  entry: DirectoryEntry,
  header: Buffer,
  wrong: (problem: string) => Error,
): void {
  const { method, size, packedSize, flags, crc } = entry
  const said = [14, 18, 22].map(at => header.readUInt32LE(at))
  const follows = (flags & 8) !== 0
  const agrees = [crc, packedSize, size].every(
    (value, i) => said[i] === value || said[i] === 0xffffffff || (follows && said[i] === 0),
  )
  if (!agrees) throw wrong('its header has other sizes than the directory')
  if (method === stored && size !== packedSize)
    throw wrong('expected one size where nothing is packed')
  if (size > mostInflation * packedSize + 64)
    throw wrong(`${size} bytes cannot come of ${packedSize}`)
}

/** No two entries have bytes in common: else a small file could unpack to any size. */
function checkApart(source: Source, entries: readonly ZipEntry[]): void {
  let end = 0
  for (const entry of [...entries].sort((a, b) => a.headerStart - b.headerStart)) {
    if (entry.headerStart < end) {
      throw source.damaged(entry.headerStart, `'${entry.name}' overlaps another entry`)
    }
    end = entry.start + entry.packedSize
  }
}
