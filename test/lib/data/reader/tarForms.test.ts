/** Every form that an entry of a tar archive may have; all archives are made here. */
import { gzipSync } from 'node:zlib'
import { DataError } from '../../../../lib'
import { tarEntries } from '../../../../lib/data/reader/tar'

interface Fields {
  type?: string
  target?: string
  /** Octal digits of the size, or the bytes of the field. */
  size?: string | Buffer
  /** `ustar` and its version, or what GNU writes there. */
  magic?: string
  prefix?: string
}

/** A header with the right checksum, and content that fills whole blocks. */
function record(name: string, content: string, fields: Fields = {}): Buffer {
  const { type = '0', target = '', magic = 'ustar\x0000', prefix = '' } = fields
  const header = Buffer.alloc(512)
  header.write(name, 0, 100)
  const size = fields.size ?? Buffer.byteLength(content).toString(8).padStart(11, '0')
  if (typeof size === 'string') header.write(size, 124)
  else size.copy(header, 124)
  header.write(type, 156, 'latin1')
  header.write(target, 157)
  header.write(magic, 257, 'latin1')
  header.write(prefix, 345)
  header.fill(' ', 148, 156)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  const blocks = Buffer.alloc(512 * Math.ceil(Buffer.byteLength(content) / 512))
  blocks.write(content)
  return Buffer.concat([header, blocks])
}

/** A line of an extended header. */
function pax(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`
  for (let length = rest.length; ; ++length) {
    const line = `${length}${rest}`
    if (Buffer.byteLength(line) === length) return line
  }
}

const extended = (...lines: string[]): Buffer => record('pax', lines.join(''), { type: 'x' })

const read = (...parts: Buffer[]): [string, string, number][] =>
  Array.from(tarEntries('a.tar', Buffer.concat(parts)), ({ name, content, position }) => [
    name,
    content.toString(),
    position,
  ])

const zeros = Buffer.alloc(512)

test('entries come in their order, with where they are, up to a block of zeros', () => {
  const large = 'x'.repeat(513)
  const parts = [record('a', 'one'), record('b/c', large), record('empty', '')]
  const expected = [
    ['a', 'one', 0],
    ['b/c', large, 1024],
    ['empty', '', 1024 + 1536],
  ]
  expect(read(...parts)).toEqual(expected)
  expect(read(...parts, zeros, zeros)).toEqual(expected)
  expect(read(...parts, zeros, record('later', ''))).toEqual(expected)
  expect(Array.from(tarEntries('a.tar', gzipSync(Buffer.concat(parts))))).toHaveLength(3)
})

test('the last block need not be full, its content must be whole', () => {
  const whole = record('a', 'x'.repeat(600))
  expect(read(whole.subarray(0, 512 + 600))).toHaveLength(1)
  expect(() => read(whole.subarray(0, 512 + 599))).toThrow(
    "tar: 'a.tar' is truncated: an entry of 600 bytes goes beyond its end (at byte 0)",
  )
  expect(() => read(whole, zeros.subarray(0, 511))).toThrow(
    'is truncated in a header (at byte 1536)',
  )
  expect(read(zeros)).toEqual([])
})

test('files are of three types, and others have no content', () => {
  const types = ['0', '\0', '7', '3', '4', '5', '6', 'g', 'S']
  const found = read(...types.map((type, i) => record(`file${i}`, type, { type })))
  expect(found.map(([name]) => name)).toEqual(['file0', 'file1', 'file2'])
})

describe('names', () => {
  it('have a prefix in a header of POSIX alone', () => {
    const prefix = 'long/way'
    expect(read(record('a', '', { prefix }))[0]![0]).toBe('long/way/a')
    expect(read(record('a', '', { prefix, magic: 'ustar  \0' }))[0]![0]).toBe('a')
    expect(read(record('a', '', { prefix, magic: '\0\0\0\0\0\x0000' }))[0]![0]).toBe('a')
    const full = 'p'.repeat(155)
    expect(read(record('a', '', { prefix: full }))[0]![0]).toBe(`${full}/a`)
  })

  it('may fill their field, and may have characters of several bytes', () => {
    const full = 'n'.repeat(100)
    expect(read(record(full, ''), record('ü', ''))).toEqual([
      [full, '', 0],
      ['ü', '', 512],
    ])
  })

  it('are written the plain way', () => {
    const names = read(record('./a', ''), record('b//c/../d', ''), record('..e', ''))
    expect(names.map(([name]) => name)).toEqual(['a', 'b/d', '..e'])
  })

  it.each(['', '..', '../a', 'a/../..', '/a', 'a\\b'])('%j is refused', name => {
    const outside = `holds '${name}', a name outside of its folder (at byte 512)`
    expect(() => read(record('first', ''), record(name, ''))).toThrow(outside)
  })

  it('that are long come before, as GNU writes them', () => {
    const name = `${'d'.repeat(120)}/file`
    const [found, next] = read(
      record('long', `${name}\0`, { type: 'L' }),
      record('x', 'hi'),
      record('y', ''),
    )
    expect(found).toEqual([name, 'hi', 1024])
    expect(next![0]).toBe('y')
    const link = read(
      record(name.slice(0, 90), 'linked'),
      record('target', `${name.slice(0, 90)}\0`, { type: 'K' }),
      record('link', '', { type: '1', target: 'another' }),
    )
    expect(link[1]).toEqual(['link', 'linked', 2048])
  })

  it('may have 65,536 bytes', () => {
    const long = (count: number): Buffer => record('long', 'n'.repeat(count), { type: 'L' })
    expect(read(long(65_536), record('x', ''))[0]![0]).toHaveLength(65_536)
    expect(() => read(long(65_537), record('x', ''))).toThrow(
      'has a name that is too long (at byte 0)',
    )
    expect(() => read(record('long', 'n'.repeat(65_537), { type: 'K' }))).toThrow('too long')
  })
})

describe('an extended header', () => {
  it('is of the next entry alone, also of one that is left out', () => {
    const parts = [extended(pax('path', 'dir/ä'), pax('mtime', '1')), record('x', 'one')]
    expect(read(...parts, record('y', 'two'))).toEqual([
      ['dir/ä', 'one', 1024],
      ['y', 'two', 2048],
    ])
    const folder = [extended(pax('path', 'folder')), record('f', '', { type: '5' })]
    expect(read(...folder, record('y', ''))).toEqual([['y', '', 1536]])
  })

  it('may have the size, the target of a link, and values with = in them', () => {
    const sized = [extended(pax('size', '5')), record('x', 'hello', { size: '0' })]
    expect(read(...sized, record('y', 'z'))).toEqual([
      ['x', 'hello', 1024],
      ['y', 'z', 2048],
    ])
    const named = [record('a=b', 'same'), extended(pax('linkpath', 'a=b'), pax('path', 'c=d'))]
    expect(read(...named, record('l', '', { type: '1', target: 'none' }))[1]).toEqual([
      'c=d',
      'same',
      2048,
    ])
    const odd = [extended(pax('size', '-1')), record('x', 'hi')]
    expect(read(...odd)[0]![1]).toBe('hi')
  })

  it.each(['nothing', '6 a=b\n', ' a=b\n', '2 a=b\n', '-3 a=b\n', 'x a=b\n', '99 a=b\n'])(
    'of %j is refused',
    content => {
      const damaged = content === '6 a=b\n' ? `${content}?` : content
      expect(() => read(record('pax', damaged, { type: 'x' }), record('x', ''))).toThrow(
        "tar: 'a.tar' has a damaged extended header (at byte 0)",
      )
    },
  )
})

describe('sizes', () => {
  const binary = (size: bigint): Buffer => {
    const field = Buffer.alloc(12)
    field[0] = 0x80
    field.writeBigUInt64BE(size, 4)
    return field
  }

  it('may be in base 256, blank, or between blanks', () => {
    expect(read(record('a', 'hello', { size: binary(5n) }), record('b', 'c'))).toEqual([
      ['a', 'hello', 0],
      ['b', 'c', 1024],
    ])
    expect(read(record('a', '', { size: '            ' }))[0]![1]).toBe('')
    expect(read(record('a', 'hello', { size: ' 5 ' }))[0]![1]).toBe('hello')
    expect(read(record('a', '12345678', { size: '10' }))[0]![1]).toBe('12345678')
  })

  it('beyond what a number holds, or of other digits, are refused', () => {
    expect(() => read(record('a', '', { size: binary(2n ** 60n) }))).toThrow('goes beyond its end')
    expect(() => read(record('a', '', { size: '8' }))).toThrow(
      "tar: 'a.tar' expected an octal number in a header, found '8' (at byte 0)",
    )
    expect(() => read(record('a', '', { size: '-1' }))).toThrow("found '-1'")
  })
})

test('links stand for what came before, and links to links too', () => {
  const found = read(
    record('d/a', 'content'),
    record('d/b', '', { type: '2', target: 'a' }),
    record('c', '', { type: '1', target: 'd/b' }),
    record('e/f', '', { type: '2', target: '../c' }),
  )
  expect(found.map(([name, content]) => [name, content])).toEqual([
    ['d/a', 'content'],
    ['d/b', 'content'],
    ['c', 'content'],
    ['e/f', 'content'],
  ])
  const none = (): unknown => read(record('d/b', '', { type: '1', target: 'b' }))
  expect(none).toThrow(
    "tar: 'a.tar' holds 'd/b', a link to 'b': expected links to files that come before them (at byte 0)",
  )
  expect(none).toThrow(DataError)
})

test('every byte of a header counts for its checksum, but those of the sum itself', () => {
  const whole = record('name', '', { prefix: 'p' })
  const changed = [0, 147, 156, 345, 511].filter(at => {
    const bytes = Buffer.from(whole)
    bytes[at] = bytes[at]! + 1
    try {
      read(bytes)
      return false
    } catch (error) {
      return (error as Error).message.includes('found a wrong checksum: damaged? (at byte 0)')
    }
  })
  expect(changed).toEqual([0, 147, 156, 345, 511])
})
