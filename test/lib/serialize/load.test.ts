/** Files that Python wrote, and what is read of them. */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import torch, { DataError, DeviceError, OptionError, type Tensor } from '../../../lib'
import { describeLoaded, golden, valuesOf } from './goldens'

const folder = mkdtempSync(join(tmpdir(), 'isbe-load-'))
afterAll(() => rmSync(folder, { recursive: true }))

const files = [
  'nested.pt',
  'legacy.pt',
  'dtypes.safetensors',
  'stored.npz',
  'compressed.npz',
  'version1.npy',
  'version2.npy',
  'version3.npy',
]

describe.each(files)('%s', name => {
  test.each([true, false])('has what Python wrote, mapped: %s', mmap => {
    expect(describeLoaded(torch.load(golden(name), { mmap }))).toEqual(valuesOf(name))
  })

  test('is found by its content, not its name', () => {
    const file = join(folder, 'model.dat')
    copyFileSync(golden(name), file)
    expect(describeLoaded(torch.load(file))).toEqual(valuesOf(name))
  })
})

test('tensors of one storage share it, in the zip format and the old one', () => {
  for (const [file, one, other] of [
    ['nested.pt', 'base', 'transposed'],
    ['legacy.pt', 'a', 'b'],
  ] as const) {
    const loaded = torch.load<Record<string, Tensor>>(golden(file))
    loaded[one]!.fill_(3)
    expect(loaded[other]!.min().item()).toBe(3)
  }
})

test('what is written to a mapped tensor stays out of the file', () => {
  const load = () => torch.load<Record<string, Tensor>>(golden('dtypes.safetensors')).float32!
  load().fill_(9)
  expect(load().max().item()).toBe(8)
})

test('tuples are frozen, dicts of numbers plain', () => {
  const { pair, size, flags, state } = torch.load<Record<string, unknown>>(golden('nested.pt'))
  expect([pair, size, flags].map(Object.isFrozen)).toEqual([true, true, false])
  expect(Object.keys(state as object)).toEqual(['0', '1'])
})

test('the tensors of a file belong to the scope that it is loaded in', () => {
  const before = torch.memory().tensors
  torch.tidy(() => void torch.load(golden('dtypes.safetensors')))
  expect(torch.memory().tensors).toBe(before)
})

test('texts beside the tensors', () => {
  expect(torch.safetensors.metadata(golden('dtypes.safetensors'))).toEqual({
    format: 'pt',
    note: 'näme',
  })
})

test('mapLocation: a device, devices by device, a function', () => {
  const file = golden('legacy.pt')
  const device = (mapLocation: never) =>
    torch.load<Record<string, Tensor>>(file, { mapLocation }).a!.device
  expect(device('meta' as never)).toBe('meta')
  expect(device({ cpu: 'meta' } as never)).toBe('meta')
  expect(device({ 'cuda:0': 'meta' } as never)).toBe('cpu')
  expect(device(((from: string) => (from === 'cpu' ? 'meta' : undefined)) as never)).toBe('meta')
  expect(() => device(63 as never)).toThrow(DeviceError)
  expect(() => device(true as never)).toThrow(OptionError)
})

test('says what it does not take', () => {
  const load = (options: object) => () => torch.load(golden('nested.pt'), options)
  expect(load({ weightsOnly: false })).toThrow(/expected weightsOnly: true, found false: a pickle/)
  expect(load({ mapLocaton: 'cpu' })).toThrow(/did you mean 'mapLocation'/)
  expect(load({ mmap: 1 })).toThrow(OptionError)
  expect(() => torch.load('')).toThrow(OptionError)
  expect(() => torch.load(join(folder, 'none.pt'))).toThrow(
    /expected a file at '.*none.pt', found no/,
  )
  expect(() => torch.load(folder)).toThrow(DataError)
  const text = join(folder, 'text.pt')
  writeFileSync(text, 'just some text, longer than a header')
  expect(() => torch.load(text)).toThrow(/byte 0: expected a file of tensors \(safetensors/)
  writeFileSync(text, '')
  expect(() => torch.load(text)).toThrow(DataError)
  expect(() => torch.load(golden('net.torchscript'))).toThrow(
    /a TorchScript module: torch.jit.load/,
  )
})
