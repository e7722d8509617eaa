/** Headers that Python's safetensors 0.8.0 reads, and headers that it refuses. */
import torch, { DataError, type Tensor } from '../../../lib'

function file(header: string, data = 0): Buffer {
  const json = Buffer.from(header)
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(json.length))
  return Buffer.concat([length, json, Buffer.alloc(data)])
}

const parts = '"dtype":"F32","shape":[2],"data_offsets":[0,8]'
const withOffsets = (offsets: string) =>
  `{"a":{"dtype":"F32","shape":[2],"data_offsets":${offsets}}}`
const withShape = (shape: string, end = 8) =>
  `{"a":{"dtype":"F32","shape":${shape},"data_offsets":[0,${end}]}}`
const withMore = (more: string) => `{"a":{${parts},"more":${more}}}`
const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

describe('what Python reads is read', () => {
  test.each([
    ['a space before it', ` {"a":{${parts}}}`],
    ['blanks before it', ` \n\r\t${' '.repeat(20)}{"a":{${parts}}}`],
    ['blanks after it', `{"a":{${parts}}} \n`],
    ['metadata that are null', `{"__metadata__":null,"a":{${parts}}}`],
    ['what the format has not', withMore('[-0,1.5,1E3,123456789012345678901234567890,{"b":null}]')],
    ['a long number', withMore(`0.${'1'.repeat(100)}`)],
    ['deep brackets', withMore(deep(125))],
    ['a letter as an escape', `{"\\u0061":{${parts}}}`],
  ])('%s', (_name, header) => {
    const loaded = torch.load<{ a: Tensor }>(file(header, 8))
    expect(Object.keys(loaded)).toEqual(['a'])
    expect(loaded.a.toArray()).toEqual([0, 0])
  })

  test('a pair of escapes', () => {
    expect(torch.load(file(`{"\\ud83d\\ude00":{${parts}}}`, 8))).toHaveProperty('😀')
  })

  test('no tensors, and metadata that are null', () => {
    expect(torch.load(file('{"__metadata__":null}'))).toEqual({})
  })
})

describe('what Python refuses is refused', () => {
  test.each([
    ['offsets with points', withOffsets('[0.0,8.0]'), /offsets .* integers .* found 0\.0/],
    ['an offset with an exponent', withOffsets('[0,8e0]'), /offsets .* found 8e0/],
    ['an offset of -0', withOffsets('[-0,8]'), /offsets .* found -0/],
    ['a size with a point', withShape('[2.0]'), /shape .* found 2\.0/],
    ['a shape that is a number with a point', withShape('2.0'), /shape .* found 2\.0/],
    ['an endless size', withShape('[1e999]'), /expected a smaller number, 1e999/],
    ['an endless number', withMore('-1e999'), /expected a smaller number, -1e999/],
    ['brackets that are too deep', withMore(deep(126)), /expected a header that is not so deep/],
    ['half a pair', `{"\\ud800":{${parts}}}`, /expected both halves of a surrogate pair/],
    ['the other half', `{"\\udc00":{${parts}}}`, /expected both halves of a surrogate pair/],
    ['half a pair, then a letter', `{"\\ud800x":{${parts}}}`, /both halves/],
    ['half a pair twice', `{"\\ud800\\ud800\\udc00":{${parts}}}`, /both halves/],
    ['half a pair as a value', withMore('"\\ud800"'), /both halves/],
    [
      'half a pair in metadata',
      `{"__metadata__":{"a":"\\ud800"},"a":{${parts}}}`,
      /byte 30: .*both halves/,
    ],
    ['half an escape', `{"\\ud800\\u12":{${parts}}}`, /four hexadecimal digits/],
    ['another blank before it', `\f{"a":{${parts}}}`, /expected a file of tensors/],
    ['no object after a blank', ' []', /expected a file of tensors/],
    ['blanks alone', ' '.repeat(16), /expected a value, found the end/],
    ['sizes without end, and none', withShape('[4294967296,4294967296,0]', 0), /smaller sizes/],
  ])('%s', (_name, header, problem) => {
    const read = () => torch.load(file(header, 8))
    expect(read).toThrow(DataError)
    expect(read).toThrow(/^the given bytes, byte \d+: /)
    expect(read).toThrow(problem)
  })
})

test.each(['[2,0,9007199254740991,255]', '[0,4294967296,4294967296]', '[0,2147483648,2147483648]'])(
  'sizes %s, whose strides no number of JavaScript holds, are refused by their byte',
  shape => {
    const read = () => torch.load(file(withShape(shape, 0)))
    expect(read).toThrow(DataError)
    expect(read).toThrow(/byte 36: expected smaller sizes of the tensor 'a'/)
  },
)
