/** The bytes that values are written as, each of which Python's `pickle.loads` reads. */
import torch, { OptionError, type Tensor } from '../../../lib'
import { counterOf } from '../../../lib/base/counter'
import { PickleWriter } from '../../../lib/serialize/pickle/write'

function pickled(value: unknown, writeTensor = (writer: PickleWriter) => writer.op('T')): string {
  const bytes = PickleWriter.pickle(value, writeTensor).toString('latin1')
  expect([bytes.slice(0, 2), bytes.at(-1)]).toEqual(['\x80\x02', '.'])
  return bytes.slice(2, -1)
}

test.each<[number | bigint, string]>([
  [0, 'K\0'],
  [255, 'K\xff'],
  [256, 'J\0\x01\0\0'],
  [-1, 'J\xff\xff\xff\xff'],
  [2 ** 31 - 1, 'J\xff\xff\xff\x7f'],
  [-(2 ** 31), 'J\0\0\0\x80'],
  [2 ** 31, '\x8a\x05\0\0\0\x80\0'],
  [-(2 ** 31) - 1, '\x8a\x05\xff\xff\xff\x7f\xff'],
  [2 ** 53 - 1, '\x8a\x07\xff\xff\xff\xff\xff\xff\x1f'],
  [2 ** 53, 'G\x43\x40\0\0\0\0\0\0'],
  [-0, 'G\x80\0\0\0\0\0\0\0'],
  [1.5, 'G\x3f\xf8\0\0\0\0\0\0'],
  [-Infinity, 'G\xff\xf0\0\0\0\0\0\0'],
  [0n, 'K\0'],
  [255n, 'K\xff'],
  [256n, 'J\0\x01\0\0'],
  [-(2n ** 31n), 'J\0\0\0\x80'],
  [2n ** 31n, '\x8a\x05\0\0\0\x80\0'],
  [2n ** 39n - 1n, '\x8a\x05\xff\xff\xff\xff\x7f'],
  [2n ** 39n, '\x8a\x06\0\0\0\0\x80\0'],
  [2n ** 53n, '\x8a\x07\0\0\0\0\0\0\x20'],
  [-(2n ** 63n), `\x8a\x08${'\0'.repeat(7)}\x80`],
  [2n ** 255n - 1n, `\x8a\x20${'\xff'.repeat(31)}\x7f`],
  [-(2n ** 255n), `\x8a\x20${'\0'.repeat(31)}\x80`],
])('the number %p', (value, expected) => {
  expect(pickled(value)).toBe(expected)
})

test('an integer of more than 256 bits is refused', () => {
  for (const value of [2n ** 255n, -(2n ** 255n) - 1n]) {
    expect(() => pickled(value)).toThrow('save: expected integers of at most 256 bits')
    expect(() => pickled(value)).toThrow(OptionError)
  }
})

const text = (value: string): string => `X${String.fromCharCode(value.length)}\0\0\0${value}`

test.each<[string, unknown, string]>([
  ['null', null, 'N'],
  ['true', true, '\x88'],
  ['false', false, '\x89'],
  ['a text', 'ä', text('\xc3\xa4')],
  ['no text', '', text('')],
  ['a list', [1, [null]], '](K\x01](Nee'],
  ['no list', [], '](e'],
  ['a tuple', Object.freeze([1, 2]), '(K\x01K\x02t'],
  ['no tuple', Object.freeze([]), '(t'],
  ['names', { a: 1, b: undefined }, `}(${text('a')}K\x01u`],
  ['no names', {}, '}(u'],
  ['counts', { 0: 1, 123456789012345: 2 }, '}(K\0K\x01\x8a\x06\x79\xdf\x0d\x86\x48\x70K\x02u'],
  ['counts with another name', { 0: 1, a: 2 }, `}(${text('0')}K\x01${text('a')}K\x02u`],
  ['a long number', { '1234567890123456': 1 }, `}(${text('1234567890123456')}K\x01u`],
  ['a number with a zero before it', { '01': 1 }, `}(${text('01')}K\x01u`],
  ['tensors by number', { 0: torch.ones([1]) }, `}(${text('0')}Tr\0\0\0\0u`],
  ['a Map', new Map<unknown, unknown>([[1.5, 'x']]), `}(G\x3f\xf8\0\0\0\0\0\0${text('x')}u`],
  ['a set', new Set([1]), 'c__builtin__\nset\n(](K\x01etR'],
  ['bytes', Buffer.of(1, 0xe9), `c_codecs\nencode\n(${text('\x01\xc3\xa9')}${text('latin1')}tR`],
  [
    'a complex number',
    { real: 1, imag: 1.5 },
    'c__builtin__\ncomplex\n(G\x3f\xf0\0\0\0\0\0\0G\x3f\xf8\0\0\0\0\0\0tR',
  ],
  [
    'one with more',
    { real: 1, imag: 2, x: 3 },
    `}(${text('real')}K\x01${text('imag')}K\x02${text('x')}K\x03u`,
  ],
  ['one of texts', { real: '1', imag: 2 }, `}(${text('real')}${text('1')}${text('imag')}K\x02u`],
  ['a Counter', counterOf({ 2: 5 }), 'ccollections\nCounter\n(}(K\x02K\x05utR'],
])('%s', (_, value, expected) => {
  expect(pickled(value)).toBe(expected)
})

test('a tensor is written once, and recalled by its number', () => {
  const [a, b] = [torch.ones([1]), torch.ones([1])]
  const seen: Tensor[] = []
  const bytes = pickled([a, b, b, a], ((writer: PickleWriter, tensor: Tensor) => {
    seen.push(tensor)
    writer.op('T')
  }) as never)
  expect(bytes).toBe('](Tr\0\0\0\0Tr\x01\0\0\0j\x01\0\0\0j\0\0\0\0e')
  expect(seen.map(tensor => [a, b].indexOf(tensor))).toEqual([0, 1])
})

function nested(levels: number): unknown {
  return levels === 0 ? 1 : [nested(levels - 1)]
}

test.each<[string, unknown, string]>([
  ['a function', { f: [Math.abs] }, 'save: the value.f[0]: expected tensors, numbers, strings,'],
  ['a key', new Map([[Symbol.iterator, 1]]), 'save: the value.Symbol(Symbol.iterator), the key:'],
  ['an instance', new Set([new Date(0)]), 'save: the value[0]: expected tensors, numbers'],
  ['undefined', undefined, 'plain objects, found undefined'],
  [
    'a key of prototypes',
    { a: new Map([['__proto__', 1]]) },
    "save: the value.a: expected a key without '__proto__', found '__proto__'",
  ],
  ['too many levels', nested(401), 'save: expected values at most 400 levels deep'],
])('%s is refused', (_, value, message) => {
  expect(() => pickled(value)).toThrow(message)
  expect(() => pickled(value)).toThrow(OptionError)
})

test('400 levels are written', () => {
  expect(pickled(nested(400))).toBe(`${']('.repeat(400)}K\x01${'e'.repeat(400)}`)
})
