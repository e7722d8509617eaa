/** What `to` and `cuda` make of their arguments, and the words with which they refuse others. */
import torch, { OptionError, TorchError } from '../../../../lib'
import {
  checkDevice,
  cudaDevice,
  parseToOptions,
  type ToOptions,
} from '../../../../lib/tensor/ops/to'
import { test } from './scoped'

const known = ['dtype', 'device', 'nonBlocking', 'copy', 'memoryFormat']
const parse = (target: unknown, more: ToOptions = {}) =>
  parseToOptions('f', target as never, more, known)

test('a target is a dtype, a device by name or number, or options', () => {
  expect([
    parse('int64'),
    parse('cpu'),
    parse('cuda'),
    parse('cuda:12'),
    parse('meta'),
    parse('cpu:0'),
    parse(0),
    parse(3),
    parse({ dtype: 'int8', copy: true }),
    parse('int8', { device: 'cpu', copy: undefined }),
    parse({ dtype: undefined }, { dtype: 'int8' }),
    parse({ device: null, dtype: null }),
    parse({ device: 1, memoryFormat: 'channels_last' }),
  ]).toEqual([
    { dtype: 'int64' },
    { device: 'cpu' },
    { device: 'cuda' },
    { device: 'cuda:12' },
    { device: 'meta' },
    { device: 'cpu:0' },
    { device: 'cuda:0' },
    { device: 'cuda:3' },
    { dtype: 'int8', copy: true },
    { dtype: 'int8', device: 'cpu' },
    { dtype: 'int8' },
    { device: null, dtype: null },
    { device: 1, memoryFormat: 'channels_last' },
  ])
})

describe('refused is', () => {
  const target = 'f: expected a dtype or a device (cpu, cuda, cuda:<index>), found'
  it.each<[message: string, call: () => unknown]>([
    [`${target} 'gpu'`, () => parse('gpu')],
    [`${target} 'xcuda'`, () => parse('xcuda')],
    [`${target} 'cuda:'`, () => parse('cuda:')],
    [`${target} 'cuda:1x'`, () => parse('cuda:1x')],
    [`${target} 'half' (did you mean 'float16'?)`, () => parse('half')],
    ['f: expected cuda or cuda:<index> as device, found -1', () => parse(-1)],
    ['f: expected cuda or cuda:<index> as device, found 0.5', () => parse(0.5)],
    ['f: expected one dtype, found two', () => parse('int8', { dtype: 'int8' })],
    ['f: expected one copy, found two', () => parse({ copy: false }, { copy: true })],
    ["f: unknown option 'dtyp'", () => parse({ dtyp: 'int8' })],
    ["f: unknown option 'devise'", () => parse('int8', { devise: 'cpu' } as never)],
    ['f: expected an object of options', () => parse(null)],
    ['expected a dtype (', () => parse({ dtype: 'int9' })],
    ['f: device: expected the name of a device, found true', () => parse({ device: true })],
    ['f: nonBlocking: expected true or false, found 1', () => parse({ nonBlocking: 1 })],
    ['f: copy: expected true or false, found null', () => parse({ copy: null })],
    [
      'f: memoryFormat: expected contiguous_format, preserve_format, channels_last, ' +
        "channels_last_3d, found 'rows'",
      () => parse({ memoryFormat: 'rows' }),
    ],
  ])('%s', (message, call) => {
    expect(call).toThrow(OptionError)
    expect(call).toThrow(message)
  })
})

test('devices of CUDA, by name or number', () => {
  const names = ['cuda', 'cuda:3', 0, 2].map(device => cudaDevice('f', device))
  expect(names).toEqual(['cuda', 'cuda:3', 'cuda:0', 'cuda:2'])
  for (const other of ['cpu', 'cuda:', 'xcuda', 'cuda:0x', -1, 1.5, null])
    expect(() => cudaDevice('f', other as never)).toThrow(
      'f: expected cuda or cuda:<index> as device, found',
    )
})

test('a device may be any name until it is used', () => {
  for (const device of ['', 'xpu', 0]) expect(() => checkDevice('f', device)).not.toThrow()
  expect(() => checkDevice('f', null)).toThrow('f: expected the name of a device, found null')
})

test('to: what comes after the first argument depends on it', () => {
  const x = torch.tensor([1.5])
  const [same, copy] = [x.to('float32', true), x.to('float32', false, true)]
  expect([same.dataPtr() === x.dataPtr(), copy.dataPtr() === x.dataPtr()]).toEqual([true, false])
  expect(x.to('cpu', 'int8', true, true).dtype).toBe('int8')
  expect(x.to(null, null, false, true).dataPtr()).not.toBe(x.dataPtr())
  const other = torch.tensor([1n])
  expect(x.to(other, false, true, { memoryFormat: 'preserve_format' }).dtype).toBe('int64')
  const format = { memoryFormat: 'contiguous_format' } as const
  expect(x.to('cpu', 'float64', false, true, format).dtype).toBe('float64')
  expect(x.to({ dtype: 'int8' }, { copy: true }).dtype).toBe('int8')
  const image = torch.zeros([1, 2, 2, 2])
  const last = [
    image.to({ memoryFormat: 'channels_last' }),
    image.to({ memoryFormat: 'channels_last', copy: true }),
    image.to('float64', false, false, { memoryFormat: 'channels_last' }),
  ]
  for (const made of last) expect(made.stride()).toEqual([8, 1, 4, 2])
})

describe('to refuses by position', () => {
  it.each<[message: string, args: unknown[]]>([
    ['to: expected a dtype, a device or a tensor first, found true', [true, 'int8']],
    ['to: expected a dtype, a device or a tensor first, found an object', [{}, 'int8']],
    ['to: expected at most 3 arguments and options', ['int8', true, true, true]],
    ['to: expected at most 4 arguments and options', ['cpu', 'int8', true, true, true]],
    ['to: nonBlocking: expected true or false, found 1', ['int8', 1]],
    ["to: copy: expected true or false, found 'x'", ['int8', false, 'x']],
    ['to: copy: expected true or false, found 1', ['cpu', 'int8', true, 1]],
    ['expected a dtype (', ['cpu', 'cpu']],
    ['to: expected one nonBlocking, found two', ['int8', true, { nonBlocking: true }]],
    ['to: expected an object of options', []],
  ])('%s', (message, args) => {
    torch.tidy(() => {
      const x = torch.ones([1])
      const call = () => (x.to as (...args: unknown[]) => unknown).apply(x, args)
      expect(call).toThrow(TorchError)
      expect(call).toThrow(message)
    })
  })
})

test('casts have names of their own, and take a memory format', () => {
  const x = torch.ones([1, 2, 2, 2])
  const names = ['cpu', 'float', 'double', 'half', 'bfloat16', 'long', 'int', 'bool'] as const
  expect(names.map(name => x[name]().dtype)).toEqual([
    'float32',
    'float32',
    'float64',
    'float16',
    'bfloat16',
    'int64',
    'int32',
    'bool',
  ])
  const { double } = torch.Tensor.prototype
  expect(double.call(x, { memoryFormat: 'channels_last' }).stride()).toEqual([8, 1, 4, 2])
  expect(() => x.double({ copy: true } as never)).toThrow(
    "double: unknown option 'copy'; expected one of memoryFormat",
  )
  expect(() => x.cpu({ memory: 1 } as never)).toThrow("cpu: unknown option 'memory'")
})

test('cuda takes a device of CUDA alone', () => {
  const x = torch.ones([1])
  expect(() => x.cuda('cpu' as never)).toThrow(
    "cuda: expected cuda or cuda:<index> as device, found 'cpu'",
  )
  expect(() => x.cuda({ copy: true } as never)).toThrow("cuda: unknown option 'copy'")
  if (!torch.cuda.isAvailable()) expect(() => x.cuda()).toThrow(torch.DeviceError)
})
