/** Files that are written here, and read here again. Python reads them in scripts/check/interop.js. */
import { execFileSync } from 'node:child_process'
import {
  closeSync,
  constants,
  lstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import torch, { nn, optim, OptionError, TorchError, type Tensor } from '../../../lib'
import { describeLoaded, golden, valuesOf } from './goldens'

const folder = mkdtempSync(join(tmpdir(), 'isbe-save-'))
afterAll(() => rmSync(folder, { recursive: true }))
const inFolder = (name: string) => join(folder, name)

test.each([
  ['nested.pt', 'again.pt'],
  ['dtypes.safetensors', 'again.safetensors'],
  ['stored.npz', 'again.npz'],
  ['version1.npy', 'again.npy'],
])('%s comes back from %s', (name, copy) => {
  const loaded = torch.load(golden(name))
  torch.save(loaded, inFolder(copy))
  expect(describeLoaded(torch.load(inFolder(copy)))).toEqual(valuesOf(name))
})

test('the name of the file chooses the format, else the value does', () => {
  const start = (name: string) => readFileSync(inFolder(name)).subarray(0, 9).toString('latin1')
  const flat = { a: torch.ones([2]) }
  torch.save(flat, inFolder('flat'))
  torch.save({ epoch: 1, ...flat }, inFolder('nested'))
  torch.save(flat, inFolder('flat.dat'), { format: 'npz', compress: true })
  expect(start('flat')[8]).toBe('{')
  expect([start('nested'), start('flat.dat')].map(text => text.slice(0, 2))).toEqual(['PK', 'PK'])
  expect(torch.load<typeof flat>(inFolder('flat.dat')).a.toArray()).toEqual([1, 1])
})

test('views keep their storage and each other in a .pt file', () => {
  const base = torch.arange(12).reshape(3, 4)
  const bits = torch.ones([2])
  const saved = {
    column: base.select(1, 2),
    base,
    part: base.slice(0, 1),
    bits,
    ints: bits.view('int32'),
  }
  torch.save(saved, inFolder('views.pt'))
  const loaded = torch.load<typeof saved>(inFolder('views.pt'))
  expect(describeLoaded(loaded)).toEqual(describeLoaded(saved))
  loaded.base.fill_(5)
  expect(loaded.column.toArray()).toEqual([5, 5, 5])
  loaded.ints.fill_(0)
  expect(loaded.bits.toArray()).toEqual([0, 0])
  expect(loaded.column.strides).toEqual([4])
})

test('values of all kinds', () => {
  const value = {
    integers: [0, 255, 256, -1, 2 ** 31, -(2 ** 53) + 1, 2n ** 100n, -(2n ** 63n)],
    floats: [0.5, -0, NaN, Infinity, 1e300],
    text: 'ä€😀',
    tuple: Object.freeze([1, Object.freeze([])]),
    map: new Map<unknown, unknown>([
      [-1, 'a'],
      ['b', null],
      [Object.freeze([1, 2]), true],
    ]),
    set: new Set([1, 'a']),
    bytes: Buffer.of(0, 128, 255),
    complex: { real: 1, imag: -2 },
    counts: { 0: { x: 1 }, 10: { x: 2 } },
    nothing: {},
  }
  torch.save({ ...value, left: undefined }, inFolder('values.pt'))
  expect(torch.load(inFolder('values.pt'))).toEqual(value)
})

test('what requires a gradient does again, and one tensor stays one', () => {
  const w = torch.ones([2], { requiresGrad: true })
  const saved = { w, same: w, p: new nn.Parameter(torch.zeros([1]), false) }
  torch.save(saved, inFolder('grad.pt'))
  const loaded = torch.load<typeof saved>(inFolder('grad.pt'))
  expect([loaded.w.requiresGrad, loaded.p.requiresGrad, loaded.same === loaded.w]).toEqual([
    true,
    false,
    true,
  ])
  expect(loaded.p).toBeInstanceOf(nn.Parameter)
})

test('safetensors refuses shared memory by name, a model keeps one of its twins', () => {
  const w = torch.ones([4, 4])
  const shared = { a: w, b: w.t(), c: torch.ones([1]) }
  expect(() => torch.save(shared, inFolder('shared.safetensors'))).toThrow(
    /found that 'a' and 'b' share/,
  )
  const apart = { a: w.slice(0, 0, 2), b: w.slice(0, 2) }
  torch.save(apart, inFolder('apart.safetensors'))
  const model = new nn.Sequential(new nn.Linear(3, 3), new nn.ReLU(), new nn.Linear(3, 3))
  ;(model.at(2) as nn.Linear).weight = (model.at(0) as nn.Linear).weight
  model.saveStateDict(inFolder('twins.safetensors'))
  expect(Object.keys(torch.load(inFolder('twins.safetensors'))).sort()).toEqual([
    '0.bias',
    '0.weight',
    '2.bias',
  ])
  const other = new nn.Sequential(new nn.Linear(3, 3), new nn.ReLU(), new nn.Linear(3, 3))
  other.loadStateDict(inFolder('twins.safetensors'))
  expect(torch.equal(other.stateDict()['2.weight']!, model.stateDict()['0.weight']!)).toBe(true)
})

test.each(['m.safetensors', 'm.pt', 'm'])('a model goes to %s and comes back', name => {
  const [model, other] = [new nn.Linear(3, 2), new nn.Linear(3, 2)]
  model.saveStateDict(inFolder(name))
  expect(other.loadStateDict(inFolder(name))).toEqual({ missingKeys: [], unexpectedKeys: [] })
  expect(torch.equal(model.weight, other.weight)).toBe(true)
  expect(() => new nn.Linear(3, 3).loadStateDict(inFolder(name))).toThrow(
    /'weight': expected shape \[3, 3\], found \[2, 3\]\n {2}'bias'/,
  )
})

test('a write that fails leaves the old file and nothing else', () => {
  const file = inFolder('kept.safetensors')
  torch.save({ a: torch.ones([1]) }, file)
  const before = readFileSync(file)
  expect(() => torch.save({ a: torch.ones([1]), b: 3 }, file)).toThrow(OptionError)
  expect(() => torch.save({ a: torch.zeros([2], { dtype: 'complex128' }) }, file)).toThrow(
    TorchError,
  )
  expect(readFileSync(file)).toEqual(before)
  expect(() => torch.save(torch.ones([1]), join(file, 'below.pt'))).toThrow(
    /cannot be written: ENOTDIR/,
  )
  writeFileSync(inFolder('other'), '')
  expect(() => torch.save(torch.ones([1]), folder, { format: 'pt' })).toThrow(TorchError)
  expect(readdirSync(folder).filter(name => name.includes('.tmp'))).toEqual([])
})

test('a link stays, and so do the permissions of the file that it leads to', () => {
  const [target, link] = [inFolder('target.pt'), inFolder('link.pt')]
  writeFileSync(target, '', { mode: 0o600 })
  symlinkSync('target.pt', link)
  torch.save(torch.ones([2]), link)
  expect(lstatSync(link).isSymbolicLink()).toBe(true)
  expect((lstatSync(target).mode & 0o777).toString(8)).toBe('600')
  expect(torch.load<Tensor>(target).toArray()).toEqual([1, 1])
})

test.each(['pt', 'safetensors', 'npy', 'npz'] as const)('a pipe takes a .%s file', format => {
  const pipe = inFolder(`pipe.${format}`)
  execFileSync('mkfifo', [pipe])
  const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK)
  const value = format === 'npy' ? torch.ones([2]) : { a: torch.ones([2]) }
  try {
    torch.save(value, pipe)
    const bytes = Buffer.alloc(65_536)
    const found = bytes.subarray(0, readSync(reader, bytes))
    expect(describeLoaded(torch.load(found))).toEqual(describeLoaded(value))
  } finally {
    closeSync(reader)
  }
  expect(lstatSync(pipe).isFIFO()).toBe(true)
})

test('says what it cannot write', () => {
  const save =
    (value: unknown, name: string, options = {}) =>
    () =>
      torch.save(value, inFolder(name), options)
  const endless: unknown[] = []
  endless.push(endless)
  expect(save(endless, 'a.pt')).toThrow(
    /at most 400 levels deep, found deeper ones: does one contain itself\?/,
  )
  expect(save({ f: () => 1 }, 'a.pt')).toThrow(
    /the value\.f: expected tensors, numbers.*a function|the function f/,
  )
  expect(save(new Date(), 'a.pt')).toThrow(/found a Date/)
  expect(save({ a: torch.ones([1]).toSparse() }, 'a.npz')).toThrow(
    /found a sparse_coo one; toDense/,
  )
  expect(save([torch.ones([1])], 'a.safetensors')).toThrow(
    /an object of tensors by name, found an array/,
  )
  expect(save({ a: torch.ones([1]).to('bfloat16') }, 'a.npz')).toThrow(
    /a dtype that NumPy has, found bfloat16/,
  )
  expect(save({ a: torch.ones([1]) }, 'a.npy')).toThrow(/expected a Tensor/)
  expect(save({ a: torch.ones([1]) }, 'a.pt', { compress: true })).toThrow(
    /expected the format npz/,
  )
  expect(save({ a: torch.ones([1]) }, 'a.pt', { format: 'pth' })).toThrow(OptionError)
  expect(save({ a: torch.ones([1]) }, 'a.safetensors', { metadata: { a: 1 } })).toThrow(
    /an object of strings/,
  )
})

test('the milestones of a schedule are a Counter, also in a schedule of schedules', () => {
  const optimizer = new optim.SGD([new nn.Parameter(torch.ones([1]))], { lr: 1 })
  const { MultiStepLR, SequentialLR } = optim.lrScheduler
  const milestones = () => new MultiStepLR(optimizer, [2, 2, 300])
  const states = [
    milestones().stateDict(),
    new MultiStepLR(optimizer, [7]).loadStateDict(milestones().stateDict()).stateDict(),
    new SequentialLR(optimizer, [milestones()], []).stateDict(),
  ]
  for (const state of states) {
    const file = inFolder('schedule.pt')
    torch.save(state, file)
    expect(readFileSync(file).toString('latin1')).toContain('ccollections\nCounter\n(}(K\x02K\x02J')
    const loaded = torch.load<Record<string, unknown>>(file)
    expect(JSON.stringify(loaded)).toContain('"milestones":{"2":2,"300":1}')
  }
})
