/** Zip archives with whatever is asked for, right or wrong. */
import { deflateRawSync, gzipSync } from 'node:zlib'

export interface Entry {
  name: string
  content: Buffer
  method?: number
  size?: number
  mode?: number
  crc?: number
  packed?: Buffer
}

function crc(bytes: Buffer): number {
  const packed = gzipSync(bytes)
  return packed.readUInt32LE(packed.length - 8)
}

export function zip(entries: readonly Entry[], flags = 0): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, method = 0, mode = 0, ...more } of entries) {
    const packed = more.packed ?? (method === 8 ? deflateRawSync(content) : content)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(flags, 2)
    head.writeUInt16LE(method, 4)
    head.writeUInt32LE(more.crc ?? crc(content), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(more.size ?? content.length, 18)
    head.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name), packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE((mode << 16) >>> 0, 6)
    place.writeUInt32LE(at, 10)
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x00\x03', 'latin1'), head, place, Buffer.from(name)]),
    )
    parts.push(local)
    at += local.length
  }
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, ...directory, end])
}
