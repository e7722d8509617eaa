/** Writes zip archives. Entries are stored as they are, at multiples of 64 bytes, so that they map. */
import { deflateRawSync } from 'node:zlib'
import { crc32, type Tensor } from '../../tensor'
import type { Sink } from '../write'

interface Written {
  name: Buffer
  method: number
  crc: number
  size: number
  packedSize: number
  headerStart: number
}

const alignment = 64
/** An extra field without a meaning, as libtorch pads with. */
const paddingField = 0x4246
const utf8Names = 0x0800
const limit32 = 0xffffffff
/** 1980-01-01: the same content gives the same bytes. */
const someDate = 0x21

export class ZipWriter {
  readonly #entries: Written[] = []
  #position = 0

  constructor(readonly sink: Sink) {}

  add(name: string, content: Uint8Array | string): void {
    const bytes = Buffer.from(content)
    this.#entry(name, 0, { crc: crc32(bytes), size: bytes.length, packedSize: bytes.length })
    this.#write(bytes)
  }

  addCompressed(name: string, bytes: Uint8Array): void {
    const packed = deflateRawSync(bytes)
    this.#entry(name, 8, { crc: crc32(bytes), size: bytes.length, packedSize: packed.length })
    this.#write(packed)
  }

  /** A tensor's values in row-major order, after a header. */
  addTensor(name: string, header: Uint8Array, values: Tensor): void {
    const bytes = header.length + values.nbytes
    const crc = header.length > 0 ? joinedCrc(header, values) : crc32(values)
    this.#entry(name, 0, { crc, size: bytes, packedSize: bytes })
    this.#write(header)
    this.#position += this.sink.writeTensor(values)
  }

  /** Writes the directory. */
  finish(): void {
    const start = this.#position
    for (const entry of this.#entries) this.#write(directoryEntry(entry))
    const bytes = this.#position - start
    const isLarge = start + bytes >= limit32 || this.#entries.length >= 0xffff
    if (isLarge) this.#write(end64(this.#entries.length, bytes, start, this.#position))
    this.#write(end(this.#entries.length, bytes, start))
  }

  #entry(name: string, method: number, sizes: Pick<Written, 'crc' | 'size' | 'packedSize'>): void {
    const entry = { name: Buffer.from(name), method, ...sizes, headerStart: this.#position }
    this.#entries.push(entry)
    this.#write(localHeader(entry))
  }

  #write(bytes: Uint8Array): void {
    this.sink.write(bytes)
    this.#position += bytes.length
  }
}

function joinedCrc(header: Uint8Array, values: Tensor): number {
  return crc32(Buffer.concat([header, Buffer.from(values.toTypedArray().buffer)]))
}

function isLarge({ size, headerStart }: Written): boolean {
  return size >= limit32 || headerStart >= limit32
}

/** Sizes and places of 64 bits, where 32 are too few. */
function extra64(numbers: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + 8 * numbers.length)
  field.writeUInt16LE(1, 0)
  field.writeUInt16LE(8 * numbers.length, 2)
  numbers.forEach((number, i) => field.writeBigUInt64LE(BigInt(number), 4 + 8 * i))
  return field
}

/** What headers and directory entries both say, from the version that is needed on. */
function description(entry: Written, extra: Buffer): Buffer {
  const bytes = Buffer.alloc(26)
  const isLong = isLarge(entry)
  bytes.writeUInt16LE(isLong ? 45 : 20, 0)
  bytes.writeUInt16LE(utf8Names, 2)
  bytes.writeUInt16LE(entry.method, 4)
  bytes.writeUInt16LE(someDate, 8)
  bytes.writeUInt32LE(entry.crc, 10)
  bytes.writeUInt32LE(isLong ? limit32 : entry.packedSize, 14)
  bytes.writeUInt32LE(isLong ? limit32 : entry.size, 18)
  bytes.writeUInt16LE(entry.name.length, 22)
  bytes.writeUInt16LE(extra.length, 24)
  return bytes
}

function localHeader(entry: Written): Buffer {
  const long = isLarge(entry) ? extra64([entry.size, entry.packedSize]) : Buffer.alloc(0)
  const before = entry.headerStart + 30 + entry.name.length + long.length + 4
  const padding = Buffer.alloc(4 + ((alignment - (before % alignment)) % alignment), 'Z')
  padding.writeUInt16LE(paddingField, 0)
  padding.writeUInt16LE(padding.length - 4, 2)
  const extra = Buffer.concat([long, padding])
  return Buffer.concat([Buffer.from('PK\x03\x04'), description(entry, extra), entry.name, extra])
}

function directoryEntry(entry: Written): Buffer {
  const { size, packedSize, headerStart } = entry
  const isLong = isLarge(entry)
  const extra = isLong ? extra64([size, packedSize, headerStart]) : Buffer.alloc(0)
  const head = Buffer.from('PK\x01\x02\x2d\x00', 'latin1')
  const place = Buffer.alloc(14)
  place.writeUInt32LE(isLong ? limit32 : headerStart, 10)
  return Buffer.concat([head, description(entry, extra), place, entry.name, extra])
}

function end64(entries: number, bytes: number, start: number, position: number): Buffer {
  const record = Buffer.alloc(56 + 20)
  record.write('PK\x06\x06', 0, 'latin1')
  record.writeBigUInt64LE(44n, 4)
  record.writeUInt16LE(45, 12)
  record.writeUInt16LE(45, 14)
  ;[entries, entries, bytes, start].forEach((number, i) => {
    record.writeBigUInt64LE(BigInt(number), 24 + 8 * i)
  })
  record.write('PK\x06\x07', 56, 'latin1')
  record.writeBigUInt64LE(BigInt(position), 64)
  record.writeUInt32LE(1, 72)
  return record
}

function end(entries: number, bytes: number, start: number): Buffer {
  const record = Buffer.alloc(22)
  record.write('PK\x05\x06', 0, 'latin1')
  record.writeUInt16LE(Math.min(entries, 0xffff), 8)
  record.writeUInt16LE(Math.min(entries, 0xffff), 10)
  record.writeUInt32LE(Math.min(bytes, limit32), 12)
  record.writeUInt32LE(Math.min(start, limit32), 16)
  return record
}
