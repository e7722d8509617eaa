/** Names are those that PyTorch 2.13 prints. */
import torch, { DeviceError, OptionError, TorchError } from '../../../../lib'
import { test } from '../autograd/fixtures'

it.each([
  ['float32', 'Float'],
  ['float64', 'Double'],
  ['float16', 'Half'],
  ['bfloat16', 'BFloat16'],
  ['uint8', 'Byte'],
  ['int8', 'Char'],
  ['int16', 'Short'],
  ['int32', 'Int'],
  ['int64', 'Long'],
  ['bool', 'Bool'],
  ['complex32', 'ComplexHalf'],
  ['complex64', 'ComplexFloat'],
  ['complex128', 'ComplexDouble'],
  ['uint16', 'UInt16'],
  ['float8_e5m2', 'Float8_e5m2'],
] as const)('%s', (dtype, name) => {
  torch.tidy(() => expect(torch.empty([1], { dtype }).type()).toBe(`torch.${name}Tensor`))
})

test('of other layouts and devices', () => {
  const x = torch.ones([2])
  expect(x.toSparse().type()).toBe('torch.sparse.FloatTensor')
  expect(torch.empty([1], { device: 'meta' }).type()).toBe('torch.meta.FloatTensor')
  expect(torch.quantizePerTensor(x, 1, 0, 'quint8').type()).toBe('torch.quantized.QUInt8Tensor')
  expect(torch.nested.nestedTensor([x]).type()).toBe('torch.FloatTensor')
  expect(() => torch.ones([2, 2]).toSparseCsr().type()).toThrow(TorchError)
})

test('converts to a dtype, or to such a name', () => {
  const x = torch.ones([2])
  const dtypes = [
    x.type('float64'),
    x.type('torch.DoubleTensor'),
    x.type('torch.IntTensor', { nonBlocking: true }),
    x.type({ dtype: 'int32' }),
    x.type('float32'),
  ].map(({ dtype }) => dtype)
  expect(dtypes).toEqual(['float64', 'float64', 'int32', 'int32', 'float32'])
  expect(x.type('float32').dataPtr()).toBe(x.dataPtr())
})

test('what it refuses', () => {
  const x = torch.ones([2])
  expect(() => x.type('foo' as never)).toThrow(OptionError)
  expect(() => x.type('torch.FooTensor')).toThrow(/'torch.FloatTensor'/)
  expect(() => x.type('float64', { blocking: true } as never)).toThrow(/unknown option/)
  expect(() => x.type({} as never)).toThrow(OptionError)
  if (!torch.cuda.isAvailable()) {
    expect(() => x.type('torch.cuda.FloatTensor')).toThrow(DeviceError)
  }
})
