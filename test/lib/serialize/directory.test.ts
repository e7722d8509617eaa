/** Archives whose directory and headers say one wrong thing each, and the byte of it. */
import { DataError } from '../../../lib'
import { Source } from '../../../lib/serialize/source'
import { isEntryName } from '../../../lib/serialize/zip/directory'
import { Zip } from '../../../lib/serialize/zip/read'
import { zip } from './archives'

function open<T>(bytes: Uint8Array, read: (archive: Zip) => T): T {
  return Source.use(bytes, false, source => read(new Zip(source)))
}

const names = (bytes: Uint8Array): string[] => open(bytes, archive => [...archive.entries.keys()])
type Patch = readonly [at: number, value: number, size?: 1 | 2 | 4]

function patched(bytes: Buffer, patches: readonly Patch[]): Buffer {
  const copy = Buffer.from(bytes)
  for (const [at, value, size = 2] of patches) copy.writeUIntLE(value, at, size)
  return copy
}

const hello = Buffer.from('hello')
// A header of 31 bytes, 5 of content, an entry of 47 from 36 on, and the end of 22 from 83 on.
const one = zip([{ name: 'a', content: hello }])
const [entry, end] = [36, 83]
const packed = zip([{ name: 'a', content: hello, method: 8 }])
const two = zip([
  { name: 'a', content: hello },
  { name: 'b', content: hello },
])

test('what is right is read', () => {
  expect(one).toHaveLength(105)
  expect(open(one, archive => archive.read('a').toString())).toBe('hello')
  expect(open(packed, archive => archive.read('a').toString())).toBe('hello')
  expect(open(two, archive => archive.entry('b'))).toMatchObject({
    name: 'b',
    size: 5,
    packedSize: 5,
    method: 0,
    flags: 0,
    headerStart: 36,
    start: 67,
    crc: 0x3610a686,
  })
})

test.each([1, 300, 65_535])('a comment of %p bytes may follow', length => {
  const comment = Buffer.alloc(length, 'PK')
  expect(names(Buffer.concat([patched(one, [[end + 20, length]]), comment]))).toEqual(['a'])
})

test('folders without content are left out', () => {
  const empty = Buffer.alloc(0)
  const mixed = [
    { name: 'd/', content: empty, mode: 0x41ed },
    { name: 'd/x', content: empty, mode: 0x81a4 },
    { name: 'e/', content: hello },
  ]
  expect(names(zip(mixed))).toEqual(['d/x', 'e/'])
  expect(names(zip(mixed.slice(0, 1)))).toEqual([])
})

/** An entry of a directory whose numbers are in other fields after it. */
function withFields(bytes: Buffer, fields: Buffer): Buffer {
  const directory = patched(bytes.subarray(entry, end), [[30, fields.length]])
  const tail = patched(bytes.subarray(end), [[12, 47 + fields.length, 4]])
  return Buffer.concat([bytes.subarray(0, entry), directory, fields, tail])
}

function field(id: number, values: readonly bigint[]): Buffer {
  const bytes = Buffer.alloc(4 + 8 * values.length)
  bytes.writeUInt16LE(id)
  bytes.writeUInt16LE(8 * values.length, 2)
  values.forEach((value, i) => bytes.writeBigUInt64LE(value, 4 + 8 * i))
  return bytes
}

const all64: Patch[] = [20, 24, 42].map(at => [entry + at, 0xffffffff, 4])
const someOther = Buffer.from('4246030001010105000400ffffffff', 'hex')

test('numbers of 64 bits stand in a field of their own, behind others', () => {
  const fields = Buffer.concat([someOther, field(1, [5n, 5n, 0n])])
  expect(open(withFields(patched(one, all64), fields), zip => zip.read('a').toString())).toBe(
    'hello',
  )
  const place = withFields(patched(one, [[entry + 42, 0xffffffff, 4]]), field(1, [0n]))
  expect(open(place, archive => archive.entry('a').start)).toBe(31)
})

test.each<[string, Buffer, string]>([
  ['no end', one.subarray(0, 104), 'byte 104: expected the directory of an archive: the file'],
  ['nothing', Buffer.alloc(0), 'byte 0: expected the directory of an archive'],
  [
    'a comment that is not there',
    patched(one, [[end + 20, 1]]),
    'byte 105: expected the directory',
  ],
  ['a part of several', patched(one, [[end + 4, 1]]), 'byte 83: expected an archive in one part'],
  ['a directory elsewhere', patched(one, [[end + 6, 1]]), 'byte 83: expected an archive in one'],
  ['entries elsewhere', patched(one, [[end + 8, 2]]), 'byte 83: expected an archive in one part'],
  [
    'a directory within its end',
    patched(one, [[end + 16, 37, 4]]),
    'byte 83: expected the directory before its end record',
  ],
  [
    'half an entry',
    patched(one, [[end + 12, 46, 4]]),
    'byte 36: the directory ends within an entry',
  ],
  [
    'less than one',
    patched(one, [[end + 12, 45, 4]]),
    'byte 36: the directory ends within an entry',
  ],
  [
    'an entry without a name',
    patched(one, [
      [entry + 28, 0],
      [end + 12, 46, 4],
    ]),
    'byte 36: expected a name within the archive, found ""',
  ],
  [
    'more entries',
    patched(one, [
      [end + 8, 2],
      [end + 10, 2],
    ]),
    'byte 36: expected 2 entries, found 1',
  ],
  ['another kind of entry', patched(one, [[entry, 0]]), 'byte 36: expected an entry'],
  ['an encrypted one', patched(one, [[entry + 8, 1]]), "byte 36: 'a' is encrypted"],
  ['a link', patched(one, [[entry + 40, 0xa1ff]]), "byte 36: 'a' is a symbolic link"],
  ['a name twice', patched(two, [[165, 0x61, 1]]), "byte 119: 'a' is there twice"],
  ['a second name', patched(two, [[165, 0x2f, 1]]), 'byte 119: expected a name within the archive'],
  [
    'no number of 64 bits',
    patched(one, [[entry + 20, 0xffffffff, 4]]),
    'byte 36: expected a number of 64 bits',
  ],
  [
    'a number too few',
    withFields(patched(one, all64), field(1, [5n, 5n])),
    'byte 36: expected a number of 64 bits',
  ],
  [
    'an endless number',
    withFields(patched(one, all64), field(1, [5n, 5n, 2n ** 53n])),
    'byte 36: expected a smaller number than 9007199254740992',
  ],
  [
    'a header beyond the file',
    patched(one, [[entry + 42, 76, 4]]),
    "byte 76: 'a': its header lies beyond the file",
  ],
  [
    'no header',
    patched(one, [[entry + 42, 75, 4]]),
    "byte 75: 'a': expected the header of an entry",
  ],
  ['a long name', patched(one, [[26, 71]]), "byte 0: 'a': it ends beyond the file"],
  ['a name up to the end', patched(one, [[26, 70]]), "byte 0: 'a': its header has another name"],
  ['a long field', patched(one, [[28, 70]]), "byte 0: 'a': it ends beyond the file"],
  ['another name', patched(one, [[30, 0x62, 1]]), "'a': its header has another name, 'b'"],
  ['another method', patched(one, [[8, 8]]), "'a': its header is not the directory’s"],
  ['other flags', patched(one, [[6, 8]]), "'a': its header is not the directory’s"],
  ...[14, 18, 22].map((at): [string, Buffer, string] => [
    `another number at ${at}`,
    patched(one, [[at, 7, 4]]),
    "byte 0: 'a': its header has other sizes than the directory",
  ]),
  ['no checksum', patched(one, [[14, 0, 4]]), "'a': its header has other sizes"],
  [
    'two sizes',
    patched(one, [
      [22, 6, 4],
      [entry + 24, 6, 4],
    ]),
    "byte 0: 'a': expected one size where nothing is packed",
  ],
  [
    'an unknown method',
    patched(one, [
      [8, 1],
      [entry + 10, 1],
    ]),
    "byte 0: 'a': unknown method 1",
  ],
])('%s', (_, bytes, message) => {
  expect(() => names(bytes)).toThrow(DataError)
  expect(() => names(bytes)).toThrow(`the given bytes, `)
  expect(() => names(bytes)).toThrow(message)
})

test('sizes may follow the content, or be too large for the header', () => {
  const zeros: Patch[] = [14, 18, 22].map(at => [at, 0, 4])
  const follows: Patch[] = [
    [6, 8],
    [entry + 8, 8],
  ]
  expect(names(patched(one, [...zeros, ...follows]))).toEqual(['a'])
  expect(
    names(
      patched(
        one,
        [14, 18, 22].map(at => [at, 0xffffffff, 4]),
      ),
    ),
  ).toEqual(['a'])
  expect(() => names(patched(one, [[18, 4, 4], ...follows]))).toThrow(/other sizes/)
})

test('a stream gives no more than it can', () => {
  const sized = (size: number): Buffer => zip([{ name: 'a', content: hello, method: 8, size }])
  const bytes = packed.readUInt32LE(18)
  expect(() => names(sized(1032 * bytes + 65))).toThrow(
    `'a': ${1032 * bytes + 65} bytes cannot come of ${bytes}`,
  )
  expect(names(sized(1032 * bytes + 64))).toEqual(['a'])
  const read = (file: Buffer) => () => open(file, archive => archive.read('a'))
  expect(read(sized(6))).toThrow("byte 31: expected 6 bytes of 'a', found 5")
  expect(read(sized(4))).toThrow("byte 31: 'a' cannot be unpacked")
  expect(read(patched(packed, [[31, 0xff, 1]]))).toThrow("byte 31: 'a' cannot be unpacked")
  expect(read(patched(one, [[31, 0x48, 1]]))).toThrow(
    "byte 31: the checksum of 'a' is wrong: it is damaged",
  )
})

test('no entry lies in another', () => {
  const inner = zip([{ name: 'b', content: hello }]).subarray(0, entry)
  const outer = zip([
    { name: 'a', content: inner },
    { name: 'b', content: hello },
  ])
  const directory = outer.lastIndexOf(Buffer.from('PK\x01\x02'))
  expect(names(outer)).toEqual(['a', 'b'])
  expect(() => names(patched(outer, [[directory + 42, 31, 4]]))).toThrow(
    "byte 31: 'b' overlaps another entry",
  )
})

test('the end of a large archive is found by its locator', () => {
  const record = Buffer.alloc(56)
  record.writeUInt32LE(0x06064b50)
  ;[1n, 47n, 36n].forEach((value, i) => record.writeBigUInt64LE(value, 32 + 8 * i))
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50)
  locator.writeBigUInt64LE(BigInt(end), 8)
  const tail = patched(one.subarray(end), [[8, 0xffff]])
  const large = Buffer.concat([one.subarray(0, end), record, locator, tail])
  expect(names(large)).toEqual(['a'])
  const at = end + record.length
  expect(() => names(patched(large, [[end, 0]]))).toThrow('byte 83: expected an end record')
  expect(() => names(patched(large, [[at + 8, 999, 4]]))).toThrow(
    `byte ${at + 20}: expected a number within the file, found 999`,
  )
  expect(() => names(patched(large, [[end + 40, 999, 4]]))).toThrow(
    'byte 123: expected a number within the file, found 999',
  )
  expect(() => names(patched(large, [[end + 32, 2]]))).toThrow('byte 36: expected 2 entries, found')
})

test.each([
  ['a', true],
  ['a/b.c', true],
  ['..a', true],
  ['a..', true],
  ['ab:c', true],
  [' ', true],
  ['', false],
  ['/', false],
  ['/a', false],
  ['a\\b', false],
  ['a\u001f', false],
  ['a\ufffd', false],
  ['C:/a', false],
  ['c:', false],
  ['..', false],
  ['a/../b', false],
  ['.', false],
  ['a/.', false],
  ['__proto__', false],
  ['a/__proto__/b', false],
])('the name %j is one of an entry: %p', (name, expected) => {
  expect(isEntryName(name)).toBe(expected)
})

test('one folder at the top', () => {
  const top = (...all: string[]) =>
    open(zip(all.map(name => ({ name, content: hello }))), archive => archive.topFolder())
  expect(top('x/a', 'x/y/b')).toBe('x/')
  const message = 'byte 0: expected an archive with one folder at the top'
  expect(() => top('a')).toThrow(message)
  expect(() => top('x/a', 'y/b')).toThrow(message)
  expect(() => top()).toThrow(message)
  expect(() => open(one, archive => archive.read('b'))).toThrow(
    "byte 0: expected 'b' in the archive, found none",
  )
})
