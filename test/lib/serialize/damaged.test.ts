/** Files that break one rule each, and what is said of them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import torch, { DataError } from '../../../lib'
import { zip, type Entry } from './archives'

const folder = mkdtempSync(join(tmpdir(), 'isbe-damaged-'))
afterAll(() => rmSync(folder, { recursive: true }))

function load(bytes: Uint8Array): unknown {
  const file = join(folder, 'damaged')
  writeFileSync(file, bytes)
  return torch.load(file)
}

function message(bytes: Uint8Array): string {
  try {
    load(bytes)
  } catch (error) {
    expect(error).toBeInstanceOf(DataError)
    return (error as Error).message
  }
  return 'nothing was thrown'
}

describe('safetensors', () => {
  function file(header: string | object, data = 8, length?: bigint): Buffer {
    const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header))
    const start = Buffer.alloc(8)
    start.writeBigUInt64LE(length ?? BigInt(json.length))
    return Buffer.concat([start, json, Buffer.alloc(data)])
  }
  const entry = (begin: number, end: number, shape: unknown = [1], dtype: unknown = 'F32') => ({
    dtype,
    shape,
    data_offsets: [begin, end],
  })
  const a = entry(0, 4)

  test('what keeps every rule is read', () => {
    expect(load(file({ a, b: entry(4, 8) }))).toMatchObject({
      a: { shape: [1] },
      b: { shape: [1] },
    })
    expect(load(file(`${JSON.stringify({ b: entry(4, 8), a })}   `))).toHaveProperty('a')
    expect(load(file('{}', 0))).toEqual({})
    expect(load(file({ a: entry(0, 0, [0, 3]), b: entry(0, 8, [], 'I64') }))).toHaveProperty('a')
  })

  const json = JSON.stringify
  const cases: [string, Buffer, RegExp][] = [
    ['no length', Buffer.from('abc'), /byte 0: expected a file of tensors/],
    [
      'length 2^63',
      file({ a }, 8, 2n ** 63n),
      /byte 0: expected a header of at most 100000000 bytes/,
    ],
    [
      'a length beyond the file',
      file({ a }, 8, 1000n),
      /byte 0: expected a header within the \d+ bytes, found 1000/,
    ],
    [
      'two keys',
      file(`{"a":${json(a)},"a":${json(entry(4, 8))}}`),
      /byte \d+: the key 'a' is there twice/,
    ],
    [
      'two fields',
      file(`{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}`, 4),
      /twice/,
    ],
    [
      'an unknown dtype',
      file({ a: entry(0, 4, [1], 'F33') }, 4),
      /byte \d+: expected a dtype of the tensor 'a'.*found 'F33'/,
    ],
    [
      'no dtype',
      file({ a: { shape: [1], data_offsets: [0, 4] } }, 4),
      /expected 'dtype' of the tensor 'a', found none/,
    ],
    ['overlap', file({ a, b: entry(2, 6) }), /found the tensor 'b' that overlaps another/],
    ['a hole', file({ a: entry(4, 8) }), /found the tensor 'a' after bytes that none has/],
    ['a rest', file({ a }), /byte \d+: found bytes that no tensor has/],
    ['too little', file({ a }, 3), /expected \d+ bytes, but the file ends: it is truncated/],
    [
      'unordered offsets',
      file({ a: entry(4, 0) }, 4),
      /expected the tensor 'a' to end after it begins/,
    ],
    [
      'another size',
      file({ a: entry(0, 4, [2]) }, 4),
      /expected 8 bytes of the tensor 'a'.*found 4/,
    ],
    [
      'an endless shape',
      file({ a: entry(0, 4, [2 ** 40, 2 ** 40]) }, 4),
      /expected .* bytes of the tensor/,
    ],
    ['a negative size', file({ a: entry(0, 4, [-1]) }, 4), /to be integers of 0 or more/],
    ['three offsets', file({ a: { ...a, data_offsets: [0, 2, 4] } }, 4), /expected two offsets/],
    [
      'a name of prototypes',
      file(`{"__proto__":${json(a)}}`, 4),
      /expected a name without '__proto__'/,
    ],
    [
      'metadata of numbers',
      file({ __metadata__: { a: 1 }, a }, 4),
      /expected a string of metadata for 'a', found 1/,
    ],
    ['broken JSON', file(`{"a":${json(a)},}`, 4), /byte \d+: expected '"', found "}"/],
    ['a second value', file(`${json({ a })} {}`, 4), /expected the end of the header/],
    [
      'broken UTF-8',
      file(`{"x":${json(a)}}`.replace('x', '\u0000'), 4),
      /expected the end of a string/,
    ],
    ['an array', file('[1]', 0), /expected a file of tensors/],
  ]
  test.each(cases)('%s', (_name, bytes, expected) => expect(message(bytes)).toMatch(expected))
})

function npy(header: string, data = 0, version = 1): Buffer {
  const text = Buffer.from(`${header.padEnd(117)}\n`)
  return Buffer.concat([
    Buffer.from(`\x93NUMPY`, 'latin1'),
    Buffer.of(version, 0, text.length, 0),
    text,
    Buffer.alloc(data),
  ])
}

const good = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", 8)

describe('archives', () => {
  test('what keeps every rule is read', () => {
    expect(load(zip([{ name: 'x.npy', content: good }]))).toHaveProperty('x')
    expect(load(zip([{ name: 'x.npy', content: good, method: 8 }]))).toHaveProperty('x')
  })

  const x = { name: 'x.npy', content: good }
  const cases: [string, Buffer, RegExp][] = [
    ['a symbolic link', zip([{ ...x, mode: 0xa1ff }]), /'x.npy' is a symbolic link/],
    [
      'a way out',
      zip([{ ...x, name: '../x.npy' }]),
      /expected a name within the archive, found "..\/x.npy"/,
    ],
    ['an absolute name', zip([{ ...x, name: '/x.npy' }]), /expected a name within/],
    ['a name of prototypes', zip([{ ...x, name: '__proto__/x.npy' }]), /expected a name within/],
    ['a name twice', zip([x, x]), /'x.npy' is there twice/],
    ['a wrong checksum', zip([{ ...x, crc: 1 }]), /the checksum of 'x.npy' is wrong/],
    ['an encrypted entry', zip([x], 1), /'x.npy' is encrypted/],
    [
      'a bomb',
      zip([{ ...x, content: Buffer.alloc(2 ** 24), method: 8, size: 160 }]),
      /'x.npy' cannot be unpacked/,
    ],
    [
      'a bomb that says so',
      zip([{ ...x, packed: Buffer.alloc(64), method: 8, size: 2 ** 31 }]),
      /2147483648 bytes cannot come of 64/,
    ],
    ['an unknown method', zip([{ ...x, method: 14 }]), /unknown method 14/],
    ['no directory', zip([x]).subarray(0, 200), /expected the directory of an archive/],
    [
      'another kind',
      zip([{ name: 'a/b.txt', content: good }]),
      /expected an archive of torch.save or of NumPy/,
    ],
  ]
  test.each(cases)('%s', (_name, bytes, expected) => expect(message(bytes)).toMatch(expected))
})

describe('NumPy', () => {
  const header = (descr: string, shape = '(2,)') =>
    `{'descr': ${descr}, 'fortran_order': False, 'shape': ${shape}, }`
  const cases: [string, Buffer, RegExp][] = [
    [
      'objects',
      npy(header("'|O'"), 8),
      /expected a dtype that tensors have, found '\|O' \(objects are pickles/,
    ],
    ['records', npy(header("[('a', '<f4')]"), 8), /expected a dtype that tensors have/],
    ['texts', npy(header("'<U3'"), 24), /expected a dtype that tensors have/],
    ['a wrong size', npy(header("'<f4'"), 9), /expected 136 bytes for float32\[2\], found 137/],
    [
      'an endless shape',
      npy(header("'<f4'", '(99999999999, 99999999999)'), 8),
      /expected the sizes of a shape/,
    ],
    ['a negative shape', npy(header("'<f4'", '(-1,)'), 8), /expected 'descr', 'fortran_order'/],
    [
      'code',
      npy("{'descr': __import__('os').system('x'), 'fortran_order': False, 'shape': ()}"),
      /expected 'descr'/,
    ],
    ['a version', npy(header("'<f4'"), 8, 9), /expected version 1.0, 2.0 or 3.0, found 9.0/],
    ['half a header', good.subarray(0, 40), /expected a header within the file/],
  ]
  test.each(cases)('%s', (_name, bytes, expected) => expect(message(bytes)).toMatch(expected))
})

describe('pickles', () => {
  const archive = (pickle: string, more: Entry[] = []) =>
    zip([
      { name: 'a/data.pkl', content: Buffer.from(pickle, 'latin1') },
      { name: 'a/version', content: Buffer.from('3\n') },
      ...more,
    ])
  const storage = (key: string, count: string) =>
    `(X\x07\x00\x00\x00storagectorch\nFloatStorage\nX\x01\x00\x00\x00${key}X\x03\x00\x00\x00cpu${count}tQ`
  const tensor = (count: string, size: string, stride = 'K\x01') =>
    `\x80\x02ctorch._utils\n_rebuild_tensor_v2\n(${storage('0', count)}K\x00${size}\x85${stride}\x85\x89}tR.`
  /** Bytes as protocol 2 has them: a and \xff. */
  const encoded = (by: string) =>
    `\x80\x02c_codecs\nencode\n(X\x03\x00\x00\x00a\xc3\xbfX${String.fromCharCode(by.length)}\0\0\0${by}tR.`
  const values: Entry = { name: 'a/data/0', content: Buffer.alloc(8) }

  test('what keeps every rule is read', () => {
    expect(load(archive('\x80\x02K\x05.'))).toBe(5)
    expect(load(archive(encoded('latin1')))).toEqual(Buffer.from([0x61, 0xff]))
    expect(
      (load(archive(tensor('K\x02', 'K\x02'), [values])) as { shape: number[] }).shape,
    ).toEqual([2])
  })

  const cases: [string, Buffer, RegExp][] = [
    [
      'code',
      archive('cposix\nsystem\n(X\x02\x00\x00\x00lstR.'),
      /byte 64|byte \d+: 'a\/data.pkl', byte 0: found 'posix.system', which is none of the names/,
    ],
    [
      'code by eval',
      archive('c__builtin__\neval\n(X\x01\x00\x00\x001tR.'),
      /found '__?builtin_?_?s?.eval'/,
    ],
    ['code of torch', archive('ctorch.hub\nload\n(tR.'), /found 'torch.hub.load'/],
    ['code by the stack', archive('\x80\x04\x8c\x02os\x8c\x06system\x93.'), /found 'os.system'/],
    [
      'bytes of another encoding',
      archive(encoded('utf-8')),
      /expected bytes in latin1, found utf-8/,
    ],
    ['an instance', archive('(cos\nsystem\no.'), /found 'os.system'/],
    ['an unknown opcode', archive('\x80\x02i.'), /byte 2: unknown or forbidden opcode 0x69/],
    ['a protocol', archive('\x80\x09N.'), /unknown protocol 9/],
    ['nothing on the stack', archive('\x80\x02R.'), /expected a value on the stack/],
    ['no end', archive('\x80\x02K\x05'), /the pickle ends too early/],
    ['a rest on the stack', archive('\x80\x02K\x05K\x05.'), /expected one value at the end/],
    [
      'a key of prototypes',
      archive('\x80\x02}X\x09\x00\x00\x00__proto__Ns.'),
      /expected a key without '__proto__'/,
    ],
    [
      'no storage',
      archive(tensor('K\x02', 'K\x02')),
      /expected 'a\/data\/0' in the archive, found none/,
    ],
    [
      'a storage of another length',
      archive(tensor('K\x03', 'K\x02'), [values]),
      /expected 12 bytes in 'a\/data\/0', found 8/,
    ],
    [
      'a view beyond it',
      archive(tensor('K\x02', 'K\x03'), [values]),
      /expected a view within 2 elements/,
    ],
    [
      'an endless stride',
      archive(tensor('K\x02', 'K\x02', '\x8a\x08\xff\xff\xff\xff\xff\xff\xff\x7f'), [values]),
      /expected sizes of 0 or more|beyond/,
    ],
    [
      'an unknown location',
      archive(tensor('K\x02', 'K\x02').replace('cpu', 'kpu'), [values]),
      /expected the location of a storage, found 'kpu'/,
    ],
    [
      'values of another order',
      archive('\x80\x02N.', [{ name: 'a/byteorder', content: Buffer.from('middle') }]),
      /expected 'little' or 'big', found "middle"/,
    ],
    [
      'a bare pickle',
      Buffer.from('\x80\x02cos\nsystem\n.', 'latin1'),
      /found a pickle that torch.save did not write/,
    ],
  ]
  test.each(cases)('%s', (_name, bytes, expected) => expect(message(bytes)).toMatch(expected))
})
