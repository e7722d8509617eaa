/** Files of PyTorch before 1.6 and TorchScript archives, right and wrong in one place. */
import torch, { DataError, type Tensor } from '../../../lib'
import { checkArchive } from '../../../lib/serialize/script/archive'
import { checkInputs, inputsOf } from '../../../lib/serialize/script/inputs'
import { Source } from '../../../lib/serialize/source'
import { Zip } from '../../../lib/serialize/zip/read'
import { zip } from './archives'

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')
const text = (value: string): string => `X${String.fromCharCode(value.length)}\0\0\0${value}`

describe('files before PyTorch 1.6', () => {
  const magic = '\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.'
  const system = '}.'
  const id = (key: string, storage = 'FloatStorage'): string =>
    `(${text('storage')}ctorch\n${storage}\n${text(key)}${text('cpu')}K\x02NtQ`
  const tensor = (key: string, storage?: string): string =>
    `ctorch._utils\n_rebuild_tensor_v2\n(${id(key, storage)}K\0K\x02\x85K\x01\x85\x89}tR`
  const values = (count: number, ...numbers: number[]): Buffer => {
    const bytes = Buffer.alloc(8 + 4 * numbers.length)
    bytes.writeBigInt64LE(BigInt(count))
    numbers.forEach((number, i) => bytes.writeFloatLE(number, 8 + 4 * i))
    return bytes
  }
  interface Parts {
    version?: string
    value?: string
    keys?: string
    data?: Buffer
  }
  const file = ({
    version = 'M\xe9\x03.',
    value = `${tensor('a')}.`,
    keys = `](${text('a')}e.`,
    data = values(2, 5, 6),
  }: Parts): Buffer => Buffer.concat([latin1(magic + version + system + value + keys), data])

  test('storages follow the pickles, in the order of their keys', () => {
    expect(torch.load<Tensor>(file({})).toArray()).toEqual([5, 6])
    const both = torch.load<[Tensor, Tensor]>(
      file({
        value: `(${tensor('a')}${tensor('b')}t.`,
        keys: `](${text('b')}${text('a')}e.`,
        data: Buffer.concat([values(2, 1, 2), values(2, 3, 4)]),
      }),
    )
    expect(both.map(one => one.toArray())).toEqual([
      [3, 4],
      [1, 2],
    ])
  })

  test.each<[string, Parts, RegExp]>([
    ['another version', { version: 'M\xea\x03.' }, /byte 15: unknown version 1002$/],
    ['keys that are no list', { keys: 'N.' }, /expected a list of storages$/],
    [
      'a key too many',
      { keys: `](${text('a')}${text('x')}e.` },
      /expected the storages of the value, each once/,
    ],
    [
      'a key twice',
      { keys: `](${text('a')}${text('a')}e.` },
      /the storages of the value, each once/,
    ],
    ['a key that is a number', { keys: '](K\x01e.' }, /the storages of the value, each once/],
    ['a key too few', { keys: '].' }, /expected 8 bytes of storage a$/],
    [
      'two dtypes',
      { value: `(${tensor('a')}${tensor('a', 'LongStorage')}t.` },
      /one storage with two dtypes/,
    ],
    [
      'fewer values',
      { data: values(3, 5, 6) },
      /expected a storage within the file, found 3 values/,
    ],
    [
      'less than none',
      { data: values(-1, 5, 6) },
      /expected a storage within the file, found -1 values/,
    ],
    ['another length', { data: values(1, 5, 6) }, /expected 8 bytes of storage a$/],
    ['no length', { data: Buffer.alloc(7) }, /expected 8 bytes from \d+ on, but the file ends/],
  ])('%s', (_, parts, message) => {
    expect(() => torch.load(file(parts))).toThrow(DataError)
    expect(() => torch.load(file(parts))).toThrow(message)
  })

  test('the byte is that of the part', () => {
    const at = (parts: Parts): string => {
      try {
        torch.load(file(parts))
      } catch (error) {
        return /byte (\d+)/.exec((error as Error).message)![1]!
      }
      return 'none'
    }
    const whole = file({})
    expect(at({ data: values(3, 5, 6) })).toBe(String(whole.length - 16))
    expect(at({ keys: 'N.', data: Buffer.alloc(0) })).toBe(
      String(file({ keys: 'N.', data: Buffer.alloc(0) }).length),
    )
  })
})

describe('TorchScript archives', () => {
  const names = ['a/data.pkl', 'a/constants.pkl', 'a/version']
  const check = (changes: Record<string, string | null>) => () => {
    const all: Record<string, string | null> = {
      'a/data.pkl': 'N.',
      'a/constants.pkl': ').',
      'a/version': '3',
    }
    const entries = Object.entries({ ...all, ...changes }).filter(([, content]) => content !== null)
    const bytes = zip(entries.map(([name, content]) => ({ name, content: latin1(content!) })))
    Source.use(bytes, false, source => checkArchive(new Zip(source)))
  }
  const program = (brackets: number) => ({ 'a/code/x.py': '('.repeat(brackets) })

  test('what is right is taken', () => {
    expect(check({})).not.toThrow()
    expect(check({ 'a/data.pkl': 'c__torch__\nNet\n)\x81N0.' })).not.toThrow()
    expect(check({ 'a/data/0': 'x', 'a/code/x.debug_pkl': '?', 'a/debug.pkl': '?' })).not.toThrow()
    expect(check(program(200))).not.toThrow()
    expect(check({ 'a/x.py': '([{)]}'.repeat(300) })).not.toThrow()
    expect(check({ 'a/x.txt': '('.repeat(999) })).not.toThrow()
    expect(check({ 'a/x.py': `${')'.repeat(9)}${'('.repeat(200)}` })).not.toThrow()
  })

  test.each(names)('%s has to be there', name => {
    const found =
      name === 'a/data.pkl' ? 'found another archive' : 'found a file of torch.save archive'
    expect(check({ [name]: null })).toThrow(
      `byte 0: expected a TorchScript archive with '${name.slice(2)}', ${found}`,
    )
  })

  test.each<[string, Record<string, string>, string]>([
    ['brackets', program(201), "'a/code/x.py': expected a program that is not so deep"],
    ['other brackets', { 'a/x.py': '[{('.repeat(67) }, "'a/x.py': expected a program"],
    ['indentation', { 'a/x.py': `x\n${' '.repeat(402)}y` }, "'a/x.py': expected a program"],
    ['a pickle', { 'a/data.pkl': 'Nz.' }, "'a/data.pkl', byte 1: unknown or forbidden opcode 0x7a"],
    ['a name', { 'a/x.pkl': 'c\nNet\n.' }, "'a/x.pkl', byte 0: found '.Net'"],
  ])('%s', (_, changes, message) => expect(check(changes)).toThrow(message))

  test('400 blanks are 200 levels', () => {
    expect(check({ 'a/x.py': `x\n${' '.repeat(400)}y` })).not.toThrow()
    expect(check({ 'a/x.py': `x${' '.repeat(402)}y` })).not.toThrow()
  })
})

describe('inputs of methods', () => {
  const inputs = inputsOf('f(N self, Tensor x, int n=1, int? m=None) -> Tensor')
  const check =
    (given: unknown[], named: object = {}) =>
    () => {
      checkInputs('f', inputs, given, named as Record<string, unknown>)
    }

  test('by position or by name', () => {
    expect(inputs.map(({ name, type }) => `${type} ${name}`)).toEqual([
      'Tensor x',
      'int n',
      'int? m',
    ])
    for (const taken of [check([1, 2]), check([1], { n: 2 }), check([1, undefined], { n: 2 })])
      expect(taken).not.toThrow()
    expect(check([1, 2], { n: undefined })).not.toThrow()
    expect(check(['float32'], {})).not.toThrow()
    expect(check([1, 2], { n: 3 })).toThrow(
      "f: expected 'n' once, found it by position and by name; leave out one of them",
    )
    expect(check([], { k: 3 })).toThrow("f: unknown input 'k'; expected one of x, n, m")
    expect(() => checkInputs('g', [], [], { k: 3 })).toThrow("g: unknown input 'k'; expected none")
  })

  test.each([
    [[1, 'float64'], {}, 'n', 7],
    [[1], { n: 'int64' }, 'n', 4],
    [[1, 2, 'bool'], {}, 'm', 11],
  ])('dtypes are numbers: %j %j', (given, named, name, code) => {
    expect(check(given, named)).toThrow(
      new RegExp(
        `^f: ${name}: expected an integer, found '\\w+'; where a dtype is meant, pass PyTorch's number of it, ${code}$`,
      ),
    )
  })
})
