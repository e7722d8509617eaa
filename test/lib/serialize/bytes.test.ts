/** Files that are only in memory. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import torch, { DataError, OptionError } from '../../../lib'
import { describeLoaded, golden, valuesOf } from './goldens'

test.each([
  'nested.pt',
  'legacy.pt',
  'dtypes.safetensors',
  'stored.npz',
  'compressed.npz',
  'version2.npy',
])('%s is read from its bytes, and what is read is no view of them', name => {
  const bytes = readFileSync(golden(name))
  // At an address that no dtype but bytes may have.
  const odd = Buffer.concat([Buffer.of(0), bytes]).subarray(1)
  const loaded = torch.load(odd)
  odd.fill(0)
  expect(describeLoaded(loaded)).toEqual(valuesOf(name))
})

test.each([
  ['nested.pt', 'pt'],
  ['dtypes.safetensors', 'safetensors'],
  ['stored.npz', 'npz'],
  ['version1.npy', 'npy'],
] as const)('%s is written to bytes that are those of a file', (name, format) => {
  const folder = mkdtempSync(join(tmpdir(), 'isbe-bytes-'))
  const value = torch.load(golden(name))
  const bytes = Buffer.from(torch.serialize(value, { format }))
  torch.save(value, join(folder, 'file'), { format })
  expect(bytes.equals(readFileSync(join(folder, 'file')))).toBe(true)
  expect(describeLoaded(torch.load(new Uint8Array(bytes)))).toEqual(valuesOf(name))
  rmSync(folder, { recursive: true })
})

test('views and lazy conjugates are written by their values', () => {
  const view = torch.arange(6).reshape(2, 3).t()
  const conj = torch.complex(torch.ones([2]), torch.ones([2])).conj()
  const loaded = torch.load<{ view: torch.Tensor; conj: torch.Tensor }>(
    torch.serialize({ view, conj }),
  )
  expect(loaded.view.toArray()).toEqual(view.toArray())
  expect(loaded.conj.imag.toArray()).toEqual([-1, -1])
})

test('the value chooses the format; options are those of save', () => {
  const start = (value: unknown, options = {}): string =>
    Buffer.from(torch.serialize(value, options).subarray(0, 9)).toString('latin1')
  expect(start({ a: torch.ones([1]) })[8]).toBe('{')
  expect(start({ a: 1 }).slice(0, 2)).toBe('PK')
  const bytes = torch.serialize({ a: torch.ones([1]) }, { metadata: { by: 'me' } })
  expect(Buffer.from(bytes).includes('"by":"me"')).toBe(true)
  expect(() => torch.serialize({ a: 1 }, { compress: true })).toThrow(
    /serialize: compress: expected the format npz, found pt/,
  )
})

test('a TorchScript module is read from its bytes', () => {
  const net = torch.jit.load(readFileSync(golden('net.torchscript')))
  expect(Object.keys(net.stateDict())).toContain('hidden.weight')
})

test('bytes that are damaged are called so, with the byte', () => {
  const bytes = readFileSync(golden('nested.pt'))
  expect(() => torch.load(bytes.subarray(0, 900))).toThrow(/^the given bytes, byte \d+: /)
  expect(() => torch.load(bytes.subarray(0, 900))).toThrow(DataError)
  expect(() => torch.load(new Uint8Array(0))).toThrow(DataError)
  expect(() => torch.load(3 as never)).toThrow(/expected a path, or the bytes of a file, found 3/)
  expect(() => torch.load(Float32Array.of(1) as never)).toThrow(OptionError)
})
