/** The bytes of archives that are written, also of those that are too large for 32 bits. */
import { inflateRawSync } from 'node:zlib'
import torch, { type Tensor } from '../../../lib'
import { Source } from '../../../lib/serialize/source'
import { Zip } from '../../../lib/serialize/zip/read'
import { ZipWriter } from '../../../lib/serialize/zip/write'

function bytesOf(values: Tensor): Buffer {
  return Buffer.from(values.toTypedArray().buffer)
}

/** What a writer writes, part by part. */
function written(fill: (zip: ZipWriter) => void): Buffer[] {
  const parts: Buffer[] = []
  const zip = new ZipWriter({
    write: bytes => void parts.push(Buffer.from(bytes)),
    writeTensor(values) {
      parts.push(bytesOf(values))
      return values.nbytes
    },
  })
  fill(zip)
  zip.finish()
  return parts
}

const hex = (parts: readonly Buffer[]): string[] => parts.map(part => part.toString('hex'))
const padding = (count: number): string => '5a'.repeat(count)

test('entries begin at multiples of 64 bytes, and the directory has them all', () => {
  const parts = written(zip => {
    zip.add('a', 'hi')
    zip.addTensor('t', Buffer.of(1, 2), torch.tensor([1]))
    zip.addTensor('ä', Buffer.alloc(0), torch.tensor([2]))
  })
  // As zipfile of Python 3.12 reads them: names in UTF-8, of 1980-01-01, nothing packed.
  expect(hex(parts)).toEqual([
    `504b030414000008000000002100ac2a93d80200000002000000010021006146421d00${padding(29)}`,
    '6869',
    `504b0304140000080000000021001094bb8d060000000600000001001f007446421b00${padding(27)}`,
    '0102',
    '0000803f',
    `504b0304140000080000000021008c9e9857040000000400000002001a00` + `c3a446421600${padding(22)}`,
    '',
    '00000040',
    '504b01022d0014000008000000002100ac2a93d8020000000200000001000000000000000000000000000000' +
      '000061',
    '504b01022d00140000080000000021001094bb8d060000000600000001000000000000000000000000004200' +
      '000074',
    '504b01022d00140000080000000021008c9e9857040000000400000002000000000000000000000000008600' +
      '0000c3a4',
    '504b050600000000030003008e000000c40000000000',
  ])
  const starts = [1, 3, 7].map(index => Buffer.concat(parts.slice(0, index)).length % 64)
  expect(starts).toEqual([0, 0, 0])
})

test('packed entries say both sizes', () => {
  const content = Buffer.alloc(1000, 'ab')
  const [header, packed, directory] = written(zip => zip.addCompressed('b', content))
  expect(inflateRawSync(packed!)).toEqual(content)
  for (const [bytes, at] of [
    [header!, 8],
    [directory!, 10],
  ] as const) {
    expect(bytes.readUInt16LE(at)).toBe(8)
    expect(bytes.readUInt32LE(at + 10)).toBe(packed!.length)
    expect(bytes.readUInt32LE(at + 14)).toBe(1000)
  }
})

/** A file of which only the ends are there. */
class Gap extends Source {
  constructor(
    readonly head: Buffer,
    readonly gap: number,
    readonly tail: Buffer,
  ) {
    super(head.length + gap + tail.length, 'a file with a gap')
  }

  protected override read(start: number, count: number): Buffer {
    if (start + count <= this.head.length) return this.head.subarray(start, start + count)
    const at = start - this.head.length - this.gap
    const before = Buffer.alloc(Math.max(0, -at))
    return Buffer.concat([before, this.tail.subarray(Math.max(0, at), at + count)])
  }

  override storage(): Tensor {
    throw new RangeError('no storages here')
  }

  protected override view(): Tensor {
    throw new RangeError('no views here')
  }
}

test('sizes and places beyond 32 bits follow in 64', () => {
  const parts: Buffer[] = []
  const gap = 2 ** 32
  const zip = new ZipWriter({
    write: bytes => void parts.push(Buffer.from(bytes)),
    writeTensor: () => gap,
  })
  zip.addTensor('big', Buffer.alloc(0), torch.tensor([1]))
  zip.add('z', 'end')
  zip.finish()
  const [first, , ...rest] = parts
  expect(hex(rest)).toEqual([
    '504b03042d000008000000002100b133fc00ffffffffffffffff010021007a' +
      `010010000300000000000000030000000000000046420900${padding(9)}`,
    '656e64',
    '504b01022d00140000080000000021006a6aa1ac040000000400000003000000000000000000000000000000' +
      '0000626967',
    '504b01022d002d000008000000002100b133fc00ffffffffffffffff01001c0000000000000000000000ffff' +
      'ffff7a01001800030000000000000003000000000000004000000001000000',
    '504b06062c000000000000002d002d000000000000000000020000000000000002000000000000007c000000' +
      '000000008300000001000000504b060700000000ff0000000100000001000000',
    '504b050600000000020002007c000000ffffffff0000',
  ])
  const source = new Gap(first!, gap, Buffer.concat(rest))
  const read = new Zip(source)
  expect([...read.entries.values()].map(({ name, size, start }) => [name, size, start])).toEqual([
    ['big', 4, 64],
    ['z', 3, gap + 128],
  ])
  expect(read.read('z').toString()).toBe('end')
})

test.each([
  [0xfffe, false],
  [0xffff, true],
])('%p entries are counted in 64 bits: %p', (count, isLong) => {
  const parts = written(zip => {
    for (let i = 0; i < count; ++i) zip.add(String(i), '')
  })
  const all = Buffer.concat(parts)
  const end = parts.at(-1)!
  expect([end.readUInt16LE(8), end.readUInt16LE(10)]).toEqual([count, count])
  expect(parts.at(-2)!.toString('latin1', 0, 4) === 'PK\x06\x06').toBe(isLong)
  expect(Source.use(all, false, source => new Zip(source).entries.size)).toBe(count)
})
