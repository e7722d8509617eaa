/** Headers of safetensors files: their bytes, and where they are wrong. */
import torch, { DataError, OptionError, type Tensor } from '../../../lib'
import { dtypeNames } from '../../../lib/serialize/safetensors/header'

function safetensors(header: string, data = 0, length = BigInt(header.length)): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(length)
  return Buffer.concat([bytes, Buffer.from(header, 'latin1'), Buffer.alloc(data)])
}

describe('safetensors', () => {
  test('the largest values come first, then names, and the header fills 8 bytes', () => {
    const tensors = {
      b: torch.tensor([1, 2], { dtype: 'uint8' }),
      c: torch.tensor([3], { dtype: 'float64' }),
      a: torch.tensor([4], { dtype: 'uint8' }),
      d: torch.tensor([[5, 6]], { dtype: 'float32' }),
    }
    const json =
      '{"c":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},' +
      '"d":{"dtype":"F32","shape":[1,2],"data_offsets":[8,16]},' +
      '"a":{"dtype":"U8","shape":[1],"data_offsets":[16,17]},' +
      '"b":{"dtype":"U8","shape":[2],"data_offsets":[17,19]}}'
    const padded = json.padEnd(Math.ceil(json.length / 8) * 8)
    const bytes = Buffer.from(torch.serialize(tensors, { metadata: {} }))
    expect(bytes.readBigUInt64LE()).toBe(BigInt(padded.length))
    expect(bytes.toString('latin1', 8, 8 + padded.length)).toBe(padded)
    expect(bytes.subarray(8 + padded.length).toString('hex')).toBe(
      '0000000000000840' + '0000a0400000c040' + '04' + '0102',
    )
    const named = Buffer.from(torch.serialize(tensors, { metadata: { k: 'v' } }))
    expect(named.toString('latin1', 8, 30)).toBe('{"__metadata__":{"k":"')
    const usual = Buffer.from(torch.serialize(tensors))
    expect(usual.toString('latin1', 8, 40)).toBe('{"__metadata__":{"format":"pt"},')
  })

  test('a header that fills its bytes is not padded', () => {
    const rest = '{"":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}'.length
    const name = 'a'.repeat(8 - (rest % 8))
    const tensors = Object.fromEntries([[name, torch.tensor([1], { dtype: 'uint8' })]])
    const bytes = Buffer.from(torch.serialize(tensors, { metadata: {} }))
    const length = Number(bytes.readBigUInt64LE())
    expect([length % 8, bytes[8 + length - 1]]).toEqual([0, 0x7d])
    expect(bytes).toHaveLength(8 + length + 1)
  })

  test.each(Object.entries(dtypeNames))('%s is %s', (name, dtype) => {
    const size = dtype === 'float4_e2m1fn_x2' ? 2 : 1
    const { a } = torch.load<{ a: Tensor }>(
      safetensors(`{"a":{"dtype":"${name}","shape":[0,${size}],"data_offsets":[0,0]}}`),
    )
    expect([a.dtype, a.shape]).toEqual([dtype, [0, 1]])
    const written = Buffer.from(torch.serialize({ a }, { metadata: {} })).toString('latin1')
    expect(written).toContain(`"dtype":"${name}"`)
  })

  const start = '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}'
  test.each<[string, Buffer, string]>([
    [
      'a second key',
      safetensors(`${start},"a":1}`, 4),
      `byte 65: the key 'a' is there twice, found ":"`,
    ],
    ['no colon', safetensors(`${start},"b" 1}`, 4), `byte 66: expected ':', found "1"`],
    ['no comma', safetensors(`${start} "b":1}`, 4), `byte 62: expected ',', found "\\""`],
    ['no name', safetensors(`${start},b:1}`, 4), `byte 62: expected '"', found "b"`],
    ['no end', safetensors(start, 4), "byte 61: expected ',', found the end"],
    ['a rest', safetensors(`${start}} x`, 4), 'byte 63: expected the end of the header, found "x"'],
    ['no value', safetensors('{"a":}', 0), 'byte 13: expected a value, found "}"'],
    ['half a word', safetensors('{"a":nul}', 0), 'byte 13: expected a value, found "n"'],
    ['a large word', safetensors('{"a":True}', 0), 'byte 13: expected a value, found "T"'],
    [
      'a number as a tensor',
      safetensors('{"a":1}'),
      "byte 13: expected an object for the tensor 'a', found 1",
    ],
    [
      'a text as a tensor',
      safetensors('{"a": "x"}'),
      "byte 14: expected an object for the tensor 'a', found 'x'",
    ],
    [
      'a list as metadata',
      safetensors('{"__metadata__":[]}'),
      "byte 24: expected an object for '__metadata__', found an array of 0",
    ],
    [
      'a number in metadata',
      safetensors('{"__metadata__":{"k":1.0}}'),
      "byte 29: expected a string of metadata for 'k', found 1.0",
    ],
    ['an open text', safetensors('{"a'), 'byte 11: expected the end of a string, found the end'],
    [
      'a line in a text',
      safetensors('{"a\n":1}'),
      'byte 11: expected the end of a string, found "\\n"',
    ],
    [
      'an unknown escape',
      safetensors('{"a\\x":1}'),
      'byte 11: expected an escape that JSON has, found "\\\\"',
    ],
    [
      'no digits',
      safetensors('{"\\u12g4":1}'),
      'byte 10: expected four hexadecimal digits, found "\\\\"',
    ],
    ['no UTF-8', safetensors('{"ab\xff":1}'), 'byte 10: expected UTF-8'],
    [
      'no bytes of a length',
      Buffer.concat([safetensors('{}', 0, 3n)]),
      'byte 0: expected a header within the 10 bytes, found 3',
    ],
    [
      'a shape of texts',
      safetensors('{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}', 4),
      "byte 36: expected the shape of the tensor 'a' to be integers of 0 or more, found '1'",
    ],
    [
      'one offset',
      safetensors('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}', 4),
      "byte 55: expected two offsets of the tensor 'a'",
    ],
    [
      'a dtype that is a number',
      safetensors('{"a":{"dtype":7,"shape":[1],"data_offsets":[0,4]}}', 4),
      "byte 22: expected a dtype of the tensor 'a' (F4, BOOL,",
    ],
    [
      'no shape',
      safetensors('{"a":{"dtype":"F32","data_offsets":[0,4]}}', 4),
      "byte 13: expected 'shape' of the tensor 'a', found none",
    ],
    [
      'a hole',
      safetensors('{"a":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}}', 5),
      "byte 55: found the tensor 'a' after bytes that none has",
    ],
    ['a rest of values', safetensors(`${start}}`, 5), 'byte 66: found bytes that no tensor has'],
    [
      'too few values',
      safetensors(`${start}}`, 3),
      'byte 65: expected 66 bytes, but the file ends',
    ],
    [
      'too few for its shape',
      safetensors(start.replace('[1]', '[1,2]') + '}', 4),
      "byte 57: expected 8 bytes of the tensor 'a' (float32[1, 2]), found 4",
    ],
  ])('%s', (_, bytes, message) => {
    expect(() => torch.load(bytes)).toThrow(DataError)
    expect(() => torch.load(bytes)).toThrow(message)
  })

  test.each<[string, string]>([
    ['"\\b\\f\\n\\r\\t\\/\\\\\\""', '\b\f\n\r\t/\\"'],
    ['"\\u00e4\\uD83D\\uDE00"', 'ä😀'],
    ['"\xc3\xa4\x7f"', 'ä\x7f'],
  ])('the text %s', (json, expected) => {
    const header = `{"__metadata__" : {"k":${json}} , "a":{"dtype":"U8","shape":[],"data_offsets":[0,1],"x":[ ]}}`
    const bytes = safetensors(header, 1)
    expect(Object.keys(torch.load(bytes))).toEqual(['a'])
    const again = Buffer.from(
      torch.serialize({ a: torch.ones([1]) }, { metadata: { k: expected } }),
    )
    expect(
      JSON.parse(again.toString('utf8', 8, 8 + Number(again.readBigUInt64LE()))),
    ).toHaveProperty('__metadata__.k', expected)
  })

  test('says of metadata and dtypes what they are to be', () => {
    const a = torch.ones([1])
    const save =
      (options: object, tensor = a) =>
      () =>
        torch.serialize({ a: tensor }, options)
    expect(save({ metadata: { k: 1 } })).toThrow(
      'safetensors: metadata: expected an object of strings, found an object',
    )
    expect(save({ metadata: [] })).toThrow(
      /metadata: expected an object of strings, found an array of 0/,
    )
    expect(save({ metadata: { k: '\ud800' } })).toThrow(OptionError)
    expect(save({}, torch.zeros([1], { dtype: 'complex128' }))).toThrow(
      "safetensors: 'a': expected a dtype that the format has, found complex128; a .pt file has all",
    )
    expect(() => torch.serialize({ __metadata__: a })).toThrow(
      "safetensors: expected another name than '__metadata__'",
    )
    expect(() => torch.serialize({ a, b: a, c: torch.ones([1]) })).toThrow(
      "safetensors: expected tensors with memory of their own, found that 'a' and 'b' share theirs",
    )
  })
})
