import { inflateSync } from 'node:zlib'
import { encodePng } from '../../../lib/base/png'

/** Two rows of three pixels, each byte another. */
const pixels = Uint8Array.from({ length: 18 }, (_, i) => 10 + i)

/** The chunks after the signature: length, type, content and checksum of each. */
function chunksOf(file: Buffer) {
  const found: { type: string; content: Buffer; checksum: number }[] = []
  for (let at = 8; at < file.length;) {
    const end = at + 8 + file.readUInt32BE(at)
    const type = file.toString('latin1', at + 4, at + 8)
    found.push({ type, content: file.subarray(at + 8, end), checksum: file.readUInt32BE(end) })
    at = end + 4
  }
  return found
}

test('a PNG file begins and ends with the bytes that the standard asks for', () => {
  const file = encodePng(pixels, 3, 2)
  // The checksums are those of Python's zlib.crc32.
  const start =
    '89504e470d0a1a0a' + '0000000d' + '49484452' + '0000000300000002' + '0802000000' + '1216f14d'
  expect(file.toString('hex', 0, 33)).toBe(start)
  expect(file.toString('hex', file.length - 12)).toBe('0000000049454e44ae426082')
})

test('each row follows a byte that says that it is not filtered', () => {
  const chunks = chunksOf(encodePng(pixels, 3, 2))
  expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'IDAT', 'IEND'])
  expect([...inflateSync(chunks[1]!.content)]).toEqual([
    ...[0, 10, 11, 12, 13, 14, 15, 16, 17, 18],
    ...[0, 19, 20, 21, 22, 23, 24, 25, 26, 27],
  ])
})

/** Bit by bit, as the annex of the standard defines it. */
function checksum(bytes: Uint8Array): number {
  let rest = 0xffffffff
  for (const byte of bytes) {
    for (let bit = 0; bit < 8; ++bit) {
      const isOdd = ((rest ^ (byte >>> bit)) & 1) === 1
      rest = isOdd ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1
    }
  }
  return ~rest >>> 0
}

test('the checksum is of type and content', () => {
  for (const chunk of chunksOf(encodePng(pixels, 2, 3)))
    expect(chunk.checksum).toBe(checksum(Buffer.concat([Buffer.from(chunk.type), chunk.content])))
})
