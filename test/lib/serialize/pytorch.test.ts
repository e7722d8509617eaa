/** Versions and byte orders of .pt files, read as PyTorch 2.13 reads them. */
import { readFileSync } from 'node:fs'
import torch, { DataError, type Tensor } from '../../../lib'
import { zip, type Entry } from './archives'
import { describeLoaded, golden, valuesOf } from './goldens'

interface Parts {
  version?: string
  order?: string
  storage?: string
  dtype?: string
  values?: Buffer
}

/** A tensor of two values. */
function file({ version = '3\n', order, storage = 'FloatStorage', values }: Parts): Buffer {
  const text = (value: string) => `X${String.fromCharCode(value.length)}\0\0\0${value}`
  const id = `(${text('storage')}ctorch\n${storage}\n${text('0')}${text('cpu')}K\x02tQ`
  const pickle = `\x80\x02ctorch._utils\n_rebuild_tensor_v2\n(${id}K\0K\x02\x85K\x01\x85\x89}tR.`
  const entries: Entry[] = [
    { name: 'a/data.pkl', content: Buffer.from(pickle, 'latin1') },
    { name: 'a/data/0', content: values ?? Buffer.alloc(8) },
  ]
  if (version !== 'none') entries.push({ name: 'a/version', content: Buffer.from(version) })
  if (order !== undefined) entries.push({ name: 'a/byteorder', content: Buffer.from(order) })
  return zip(entries)
}

test.each(['1\n', '2', '3', '10\n', ' 3', '3x'])('version %j is read', version => {
  expect(torch.load<Tensor>(file({ version })).toArray()).toEqual([0, 0])
})

test.each(['0\n', '11\n', '99\n', '-3\n', 'abc', ''])('version %j is refused', version => {
  expect(() => torch.load(file({ version }))).toThrow(DataError)
  expect(() => torch.load(file({ version }))).toThrow(
    `'a/version': expected a version from 1 to 10, found ${JSON.stringify(version)}`,
  )
})

test('a file without a version is refused', () => {
  expect(() => torch.load(file({ version: 'none' }))).toThrow(
    /expected 'a\/version' in the archive, found none/,
  )
})

test.each<[string, string, unknown[]]>([
  ['FloatStorage', '3f80000040000000', [1, 2]],
  ['DoubleStorage', '3ff00000000000004000000000000000', [1, 2]],
  ['LongStorage', '00000000000000010000000000000102', [1, 258]],
  ['IntStorage', '0000000100000102', [1, 258]],
  ['ShortStorage', '00010102', [1, 258]],
  ['HalfStorage', '3c004000', [1, 2]],
  ['BFloat16Storage', '3f804000', [1, 2]],
  ['ByteStorage', '0102', [1, 2]],
  ['BoolStorage', '0001', [false, true]],
])('values of %s in the order of another machine are turned round', (storage, hex, expected) => {
  const loaded = torch.load<Tensor>(
    file({ order: 'big', storage, values: Buffer.from(hex, 'hex') }),
  )
  expect(loaded.toArray()).toEqual(expected)
})

test('values before PyTorch 1.6 lie in one order, whichever machine wrote them', () => {
  const bytes = readFileSync(golden('legacy.pt'))
  const isLittle = bytes.indexOf(0x88, bytes.indexOf('little_endian'))
  bytes[isLittle] = 0x89 // False
  expect(describeLoaded(torch.load(bytes))).toEqual(valuesOf('legacy.pt'))
})

test('complex values are turned round by their halves', () => {
  const values = Buffer.from('3f800000400000004040000040800000', 'hex')
  const loaded = torch.load<Tensor>(file({ order: 'big', storage: 'ComplexFloatStorage', values }))
  expect(torch.viewAsReal(loaded).toArray()).toEqual([
    [1, 2],
    [3, 4],
  ])
})

test.each(['', 'x', 'little\n'])('the byte order %j is refused', order => {
  expect(() => torch.load(file({ order }))).toThrow(
    `'a/byteorder': expected 'little' or 'big', found ${JSON.stringify(order)}`,
  )
})
