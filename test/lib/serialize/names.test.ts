/** Names and texts that a format cannot hold are refused when they are written, or kept. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import torch, { DataError, OptionError } from '../../../lib'
import { zip } from './archives'

const folder = mkdtempSync(join(tmpdir(), 'isbe-names-'))
afterAll(() => rmSync(folder, { recursive: true }))

const one = () => torch.ones([1])
const named = (name: string) => Object.fromEntries([[name, one()]])
const saving =
  (value: unknown, name: string, options = {}) =>
  () =>
    torch.save(value, join(folder, name), options)

test.each(['__proto__', 'a.__proto__.b', '__metadata__', '\ud800', 'a\udc00', '\udc00\ud800'])(
  'safetensors refuse the name %j',
  name => {
    expect(saving(named(name), 'a.safetensors')).toThrow(OptionError)
    expect(() => torch.safetensors.saveFile(named(name), join(folder, 'a.safetensors'))).toThrow(
      OptionError,
    )
    expect(readdirSync(folder)).toEqual([])
  },
)

test('safetensors refuse metadata that UTF-8 has no bytes for', () => {
  const refused = /metadata: expected text that UTF-8 has bytes for, found "/
  for (const metadata of [{ a: '\ud800' }, { '\ud800': 'a' }]) {
    expect(saving(named('a'), 'a.safetensors', { metadata })).toThrow(refused)
  }
})

test.each([
  '../x',
  'a/../x',
  './x',
  '/x',
  'C:x',
  'a\\b',
  'a\0',
  '__proto__',
  '__proto__/x',
  'a.__proto__',
  '\ud800',
  'x'.repeat(65_535),
])('.npz files refuse the name %j', name => {
  expect(saving(named(name), 'a.npz')).toThrow(/expected names that an archive can have/)
  expect(saving(named(name), 'a.npz', { compress: true })).toThrow(OptionError)
  expect(readdirSync(folder)).toEqual([])
})

test.each(['x.npz', 'x.safetensors'])('%s comes back with names of all kinds', file => {
  const names = ['', 'a/b', 'a.npy', '..a', 'ä😀', 'constructor', '0', 'x'.repeat(60_000)]
  const tensors = Object.fromEntries(names.map(name => [name, one()]))
  saving(tensors, file)()
  expect(Object.keys(torch.load(join(folder, file))).sort()).toEqual([...names].sort())
})

test('no tensors are an archive to NumPy, and to load', () => {
  saving({}, 'none.npz')()
  expect(torch.load(join(folder, 'none.npz'))).toEqual({})
  expect(torch.load(torch.serialize({}, { format: 'npz', compress: true }))).toEqual({})
  const ofNumpy = Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)])
  expect(Buffer.from(torch.serialize({}, { format: 'npz' }))).toEqual(ofNumpy)
  expect(() => torch.load(ofNumpy.subarray(0, 20))).toThrow(DataError)
})

test('a name of prototypes in an .npz file is refused', () => {
  const x = torch.serialize(one(), { format: 'npy' })
  for (const name of ['__proto__.npy', 'a.__proto__.npy']) {
    const file = join(folder, 'bad.npz')
    writeFileSync(file, zip([{ name, content: Buffer.from(x) }]))
    expect(() => torch.load(file)).toThrow(DataError)
    expect(() => torch.load(file)).toThrow(/expected a name without '__proto__', found '/)
  }
})

test.each(['\ud800', 'a\ud800b', '\udc00\ud800', '😀\udfff', 'ä\ud83d'])(
  'halves of a pair stay in a .pt file, as in Python: %j',
  text => {
    const value = { text, [text]: [text] }
    expect(torch.load(torch.serialize(value, { format: 'pt' }))).toEqual(value)
  },
)

test('the bytes of half a pair are those of Python', () => {
  const bytes = Buffer.from(torch.serialize('a\ud800b', { format: 'pt' }))
  expect(bytes.includes(Buffer.from('X\x05\0\0\0a\xed\xa0\x80b', 'latin1'))).toBe(true)
})

test('what an array never held is refused, as undefined is', () => {
  // eslint-disable-next-line no-sparse-arrays -- it is what is refused
  for (const value of [[1, , 2], [1, undefined, 2], Object.freeze(new Array(2))]) {
    expect(() => torch.serialize(value)).toThrow(/the value\[[01]\]: expected tensors.*undefined/)
  }
})
