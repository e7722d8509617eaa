/** Memory that tensors share, texts that are no UTF-8, and where tensors go. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import torch, {
  DataError,
  DeviceError,
  OptionError,
  TorchError,
  nn,
  type Tensor,
} from '../../../lib'
import { checkHasValues, tensorsByName } from '../../../lib/serialize/check'
import { relocator } from '../../../lib/serialize/location'
import { formatOf } from '../../../lib/serialize/save'
import { sharedNames } from '../../../lib/serialize/shared'
import { Source } from '../../../lib/serialize/source'
import { decodeText, encodeText, isWellFormed } from '../../../lib/serialize/text'

const folder = mkdtempSync(join(tmpdir(), 'isbe-places-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('names that share memory', () => {
  const base = (): Tensor => torch.arange(12).reshape([3, 4])

  test('are those whose values overlap, also by way of others', () => {
    const whole = base()
    const row = (index: number): Tensor => whole.select(0, index)
    expect(sharedNames({ a: row(0), b: row(1), c: row(2) })).toEqual([])
    expect(sharedNames({ a: row(1), b: whole, c: row(0) })).toEqual([['b', 'c', 'a']])
    const flat = whole.reshape([-1])
    const part = (start: number, end: number): Tensor => flat.slice(0, start, end)
    expect(sharedNames({ a: part(0, 5), b: part(4, 9), c: part(8, 12) })).toEqual([['a', 'b', 'c']])
    expect(sharedNames({ a: part(0, 5), b: part(5, 9), c: part(8, 12) })).toEqual([['b', 'c']])
    expect(sharedNames({ a: part(0, 12), b: part(1, 2), c: part(3, 4) })).toEqual([['a', 'b', 'c']])
    expect(sharedNames({ a: flat, b: base(), c: flat.view('int32') })).toEqual([['a', 'c']])
    expect(sharedNames({ a: whole.t(), b: whole.select(1, 3) })).toEqual([['a', 'b']])
    expect(sharedNames({ a: flat, b: part(3, 3) })).toEqual([])
    expect(sharedNames({ a: flat.slice(0, 0, 12, 2), b: part(11, 12) })).toEqual([])
  })

  test('twins are written once, and parts of one are copied', () => {
    const module = new nn.ParameterDict({})
    const first = new nn.Parameter(torch.ones([2, 2]))
    module.set('b', first)
    module.set('a', first)
    const file = join(folder, 'twins.safetensors')
    module.saveStateDict(file)
    expect(torch.safetensors.metadata(file)).toEqual({ format: 'pt', b: 'a' })
    expect(Object.keys(torch.load(file))).toEqual(['a'])
  })
})

test.each<[unknown, string, string]>([
  [{ a: torch.ones([1]) }, 'x', 'safetensors'],
  [new Map([['a', torch.ones([1])]]), '', 'safetensors'],
  [{}, 'x', 'pt'],
  [new Map(), 'x', 'pt'],
  [{ a: torch.ones([1]), b: 1 }, 'x', 'pt'],
  [[torch.ones([1])], 'x', 'pt'],
  [torch.ones([1]), 'x', 'pt'],
  [null, 'x', 'pt'],
  [1, 'x.SafeTensors', 'safetensors'],
  [1, 'x.pth', 'pt'],
  [{ a: torch.ones([1]) }, 'x.bin', 'pt'],
  [{ a: torch.ones([1]) }, 'x.ckpt', 'pt'],
  [1, 'x.NPY', 'npy'],
  [1, 'x.npz', 'npz'],
])('%p goes to %j as %s', (value, file, expected) => {
  expect(formatOf(value, file)).toBe(expected)
  expect(formatOf(value, file, 'npy')).toBe('npy')
})

describe('texts', () => {
  test.each([
    ['', ''],
    ['aä€😀', '61c3a4e282acf09f9880'],
    ['\ud800', 'eda080'],
    ['\udbff', 'edafbf'],
    ['a\udc00b', '61edb08062'],
    ['\udfff', 'edbfbf'],
    ['\udc00\ud800', 'edb080eda080'],
    ['\ufeffa', 'efbbbf61'],
  ])('%j', (text, hex) => {
    expect(encodeText(text).toString('hex')).toBe(hex)
    expect(decodeText(Buffer.from(hex, 'hex'))).toBe(text)
    expect(isWellFormed(text)).toBe(!/\\ud/.test(JSON.stringify(text)))
  })

  test.each(['ff', 'c3', 'eda0', 'ed9f', 'edc080', 'f0808080'])('%s is no text', hex => {
    expect(() => decodeText(Buffer.from(hex, 'hex'))).toThrow(/not valid for encoding utf-8/)
  })
})

describe('where tensors go', () => {
  const to = (mapLocation: unknown, from = 'cuda:0'): string =>
    torch.tidy(() => relocator(mapLocation as never)(torch.ones([1]), from).device)

  test('a device, one by device, or one by a function', () => {
    expect(to('meta')).toBe('meta')
    expect(to('cpu')).toBe('cpu')
    expect(to({ 'cuda:0': 'meta' })).toBe('meta')
    expect(to({ cuda: 'meta' }, 'cpu')).toBe('cpu')
    expect(to({ constructor: 'meta' }, 'cpu')).toBe('cpu')
    expect(to((from: string) => (from === 'cuda:0' ? 'meta' : 'cpu'))).toBe('meta')
    expect(to(() => undefined, 'meta')).toBe('meta')
    expect(to(undefined, 'meta')).toBe('meta')
    const same = torch.ones([1])
    expect(relocator(undefined)(same, 'cpu') === same).toBe(true)
  })

  test('a device that is not here is said with what helps', () => {
    expect(() => to(undefined, 'xla:7')).toThrow(DeviceError)
    expect(() => to(undefined, 'xla:7')).toThrow(
      /^load: the file's tensors were saved from 'xla:7': .*; load them with \{ mapLocation: 'cpu' \}/s,
    )
    expect(() => to('xla:7')).toThrow(DeviceError)
    expect(() => to('xla:7')).not.toThrow(/mapLocation/)
  })

  test.each([[null], [true], [[]], [{ cpu: null }], [{ cpu: () => 'cpu' }]])(
    '%p is no place',
    given => {
      expect(() => to(given)).toThrow(
        'load: mapLocation: expected a device, devices by device, or a function, found ',
      )
      expect(() => to(given)).toThrow(OptionError)
    },
  )
})

describe('what is read', () => {
  const bytes = Uint8Array.of(1, 2, 3, 4)
  const use = <T>(run: (source: Source) => T): T => Source.use(bytes, true, run)

  test('lies within it', () => {
    expect(use(source => [...source.bytes(1, 3)])).toEqual([2, 3, 4])
    expect(use(source => [...source.bytes(4, 0)])).toEqual([])
    expect(() => use(source => source.bytes(2, 3))).toThrow(
      'the given bytes, byte 4: expected 3 bytes from 2 on, but the file ends',
    )
    expect(() => use(source => source.bytes(1, 2 ** 53))).toThrow(
      `the given bytes, byte 1: expected fewer bytes than ${2 ** 53}`,
    )
    const tensor = (start: number, count: number) => () =>
      use(source => source.tensor(start, { dtype: 'int16', shape: [count] }).toArray())
    expect(tensor(0, 2)()).toEqual([513, 1027])
    expect(tensor(1, 1)()).toEqual([770])
    expect(tensor(1, 2)).toThrow('the given bytes, byte 1: expected values within the file')
    expect(use(source => source.storage(1, 2).toArray())).toEqual([2, 3])
  })

  test.each([true, false])('also of a file, mapped: %p', isMapped => {
    const file = join(folder, 'bytes')
    writeFileSync(file, Buffer.alloc(64, 7))
    const read = <T>(run: (source: Source) => T): T => Source.use(file, isMapped, run)
    expect(read(source => [source.size, source.name])).toEqual([64, `'${file}'`])
    for (const start of [0, 3, 16])
      expect(read(source => source.storage(start, 3).toArray())).toEqual([7, 7, 7])
    expect(() => read(source => source.bytes(60, 5))).toThrow(
      `'${file}', byte 64: expected 5 bytes`,
    )
  })

  test('is a file that is there', () => {
    const open = (path: string) => () => Source.use(path, true, source => source.size)
    const none = join(folder, 'none')
    expect(open(none)).toThrow(`expected a file at '${none}', found no such file`)
    expect(open(folder)).toThrow(`expected a file at '${folder}', found something else`)
    expect(open(join(folder, 'bytes', 'x'))).toThrow(/found ENOTDIR/)
    expect(open(none)).toThrow(DataError)
  })
})

describe('tensors by name', () => {
  test.each<[unknown, string]>([
    [[1], 'x: expected an object of tensors by name, found an array of 1'],
    [null, 'x: expected an object of tensors by name, found null'],
    [new Map([[1, torch.ones([1])]]), 'x: expected names that are strings, found 1'],
    [{ a: 1 }, "x: 'a': expected a Tensor, found 1"],
  ])('%p is none', (value, message) => {
    expect(() => tensorsByName('x', value)).toThrow(message)
  })

  test.each<[string, () => Tensor, string]>([
    ['sparse_coo', () => torch.eye(2).toSparse(), 'toDense() it'],
    ['meta', () => torch.ones([1], { device: 'meta' }), 'give it values'],
  ])('a %s one has no plain values', (kind, make, remedy) => {
    expect(() => checkHasValues('x', make())).toThrow(
      `x: expected a tensor with plain values, found a ${kind} one; ${remedy} first`,
    )
    expect(() => checkHasValues('x', make())).toThrow(TorchError)
  })

  test('a disposed one has none either', () => {
    const gone = torch.ones([1])
    gone.dispose()
    expect(() => checkHasValues('x', gone)).toThrow('x: expected a live tensor, found a Tensor')
  })
})
