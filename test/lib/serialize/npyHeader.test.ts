/** Headers of NumPy's files: their bytes, and where they are wrong. */
import torch, { DataError, TorchError } from '../../../lib'
import { descrOf, parseDescr } from '../../../lib/serialize/numpy/dtype'
import { headerBytes, readHeader, writeHeader } from '../../../lib/serialize/numpy/header'

const wrong = (byte: number, problem: string): DataError => new DataError(`${byte}: ${problem}`)

function npy(text: string, data = 0, [major, minor] = [1, 0]): Buffer {
  const length = Buffer.alloc(major === 1 ? 2 : 4)
  length.writeUIntLE(text.length, 0, length.length)
  const start = Buffer.from(`\x93NUMPY${String.fromCharCode(major, minor)}`, 'latin1')
  return Buffer.concat([start, length, Buffer.from(text), Buffer.alloc(data)])
}

const read = (bytes: Buffer, total = bytes.length) => readHeader(bytes, total, wrong)
const dict = (descr: string, order = 'False', shape = '(2,)') =>
  `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }`

describe('NumPy', () => {
  test.each<[string, number[], string]>([
    ['<f4', [2], '(2,)'],
    ['|b1', [], '()'],
    ['<c16', [2, 3], '(2, 3)'],
    ['<f4', Array<number>(20).fill(1), `(${Array(20).fill('1').join(', ')})`],
  ])('the header of %s %j', (descr, shape, sizes) => {
    const bytes = writeHeader(descr, shape)
    const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${sizes}, }`
    const length = bytes.length - 10
    expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x93NUMPY\x01\0')
    expect([bytes.length % 64, bytes.readUInt16LE(8)]).toEqual([0, length])
    expect(bytes.toString('latin1', 10)).toBe(`${text.padEnd(length - 1)}\n`)
    expect(length - text.length).toBeLessThanOrEqual(64)
  })

  test('the header may fill all of its bytes', () => {
    const length = (tens: number): number => {
      const shape = Array.from({ length: 21 }, (_, i) => (i < tens ? 10 : 0))
      return writeHeader('<f4', shape).length
    }
    expect([0, 1, 2].map(length)).toEqual([128, 128, 192])
  })

  test.each([
    [1, 0, 10],
    [2, 0, 12],
    [3, 0, 12],
  ])('version %p.%p', (major, minor, start) => {
    const text = dict("'>i8'", 'True', '(2, 3)')
    expect(read(npy(text, 48, [major, minor]))).toEqual({
      dtype: 'int64',
      isBigEndian: true,
      isFortran: true,
      shape: [2, 3],
      bytes: start + text.length,
    })
  })

  test.each<[string, Buffer, string]>([
    ['half', npy(dict("'<f4'"), 8).subarray(0, 11), '11: expected a header: the file is truncated'],
    ['version 4', npy(dict("'<f4'"), 8, [4, 0]), '6: expected version 1.0, 2.0 or 3.0, found 4.0'],
    ['version 0', npy(dict("'<f4'"), 8, [0, 0]), '6: expected version 1.0, 2.0 or 3.0, found 0.0'],
    [
      'version 1.1',
      npy(dict("'<f4'"), 8, [1, 1]),
      '6: expected version 1.0, 2.0 or 3.0, found 1.1',
    ],
    [
      'a header beyond',
      npy(dict("'<f4'"), 0).subarray(0, 40),
      '8: expected a header within the file, found 57 bytes',
    ],
    ['another size', npy(dict("'<f4'"), 9), '75: expected 75 bytes for float32[2], found 76'],
    ['a size too few', npy(dict("'<f4'"), 7), '74: expected 75 bytes for float32[2], found 74'],
    [
      'a field twice',
      npy("{'descr': '<f4', 'descr': '<f4', 'shape': (2,), }", 8),
      "10: expected 'descr' once",
    ],
    [
      'objects',
      npy(dict("'|O'"), 8),
      "10: expected a dtype that tensors have, found '|O' (objects are pickles, which could run any code)",
    ],
    ['texts', npy(dict("'<U3'"), 8), "10: expected a dtype that tensors have, found '<U3'"],
    [
      'a large size',
      npy(dict("'<f4'", 'False', '(9007199254740992,)'), 8),
      '10: expected the sizes of a shape, found (9007199254740992,)',
    ],
    [
      'an empty size',
      npy(dict("'<f4'", 'False', '(1,,2)'), 8),
      '10: expected the sizes of a shape, found (1,,2)',
    ],
    [
      '65 sizes',
      npy(dict("'<f4'", 'False', `(${'1,'.repeat(65)})`), 4),
      '10: expected the sizes of a shape, found (1,1,1,',
    ],
    [
      'endless strides',
      npy(dict("'<f4'", 'False', '(0, 4294967296, 4294967296)'), 0),
      '10: expected the sizes of a shape',
    ],
  ])('%s', (_, bytes, message) => expect(() => read(bytes)).toThrow(message))

  test.each<[string, number[], number]>([
    ['()', [], 4],
    ['(2L, 3L)', [2, 3], 24],
    ['( 2 ,3 , )', [2, 3], 24],
    ['(0, 5)', [0, 5], 0],
    [`(${'1,'.repeat(64)})`, Array<number>(64).fill(1), 4],
  ])('the shape %s', (text, shape, bytes) => {
    expect(read(npy(dict("'<f4'", 'False', text), bytes)).shape).toEqual(shape)
  })

  test('a header has at most 65536 bytes', () => {
    const text = (length: number): string => dict("'<f4'").padEnd(length)
    expect(read(npy(text(65_536), 8, [2, 0])).bytes).toBe(headerBytes)
    expect(() => read(npy(text(65_537), 8, [2, 0]))).toThrow('8: expected a header within the file')
  })

  test('dtypes by their names', () => {
    const known = '|b1 |i1 <i2 <i4 <i8 |u1 <u2 <u4 <u8 <f2 <f4 <f8 <c8 <c16'.split(' ')
    const dtypes =
      'bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128'
    expect(known.map(name => parseDescr(name)?.dtype)).toEqual(dtypes.split(' '))
    expect(dtypes.split(' ').map(name => descrOf(name as never))).toEqual(known)
    expect(parseDescr('>f4')).toEqual({ dtype: 'float32', isBigEndian: true })
    expect(['<f4', '=f4', '|f4'].map(name => parseDescr(name)?.isBigEndian)).toEqual([
      false,
      false,
      false,
    ])
    expect(['f4', '<f3', '<f', '<constructor', 'x<f4', '<f4 '].map(parseDescr)).toEqual(
      Array(6).fill(null),
    )
    expect(descrOf('bfloat16')).toBeNull()
    expect(() =>
      torch.serialize(torch.ones([1], { dtype: 'bfloat16' }), { format: 'npy' }),
    ).toThrow(
      "save: expected a dtype that NumPy has, found bfloat16; convert it with .to('float32')",
    )
    expect(() => torch.serialize([1], { format: 'npy' })).toThrow(TorchError)
  })
})
