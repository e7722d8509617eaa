import { Socket, createServer, type AddressInfo } from 'node:net'
import torch, { DeviceError, TorchError } from '../../lib/index'
import { native, type Opaque } from '../../lib/native'
import { call, failure, packedWeights } from './call'

const float32 = 6
const x = torch.tensor([
  [1, 2],
  [3, 4],
])
const h = x.handle

afterAll(() => x.dispose())

type Case = [type: string, argument: string, operator: string, args: unknown[], problem: string]

const memoryFormats = 'contiguous_format, preserve_format, channels_last, channels_last_3d'

describe('a wrong value is an error that names operator and argument', () => {
  const cases: Case[] = [
    ['Tensor', 'self', 'neg', ['x'], 'expected a Tensor, found a string'],
    ['Tensor', 'self', 'neg', [null], 'expected a Tensor, found null'],
    ['Tensor', 'self', 'neg', [undefined], 'expected a Tensor, found undefined'],
    ['Tensor', 'self', 'neg', [], 'expected a value, found undefined'],
    ['Tensor', 'self', 'neg', [[h]], 'expected a Tensor, found an array'],
    ['Tensor', 'self', 'neg', [Symbol('h')], 'expected a Tensor, found a symbol'],
    ['Tensor?', 'weight', 'cross_entropy_loss', [h, h, 'x'], 'expected a Tensor, found a string'],
    ['Tensor[]', 'tensors', 'cat', [h], 'expected Tensor[] (an array), found a number'],
    ['Tensor[]', 'tensors', 'cat', [[h, true]], 'expected a Tensor, found a boolean'],
    ['Tensor?[]', 'indices', 'index.Tensor', [h, ['x']], 'expected a Tensor, found a string'],
    ['int', 'dim', 'select.int', [h, 0.5, 1], 'expected an integer, found 0.500000'],
    ['int', 'dim', 'select.int', [h, NaN, 1], 'expected an integer, found nan'],
    ['int', 'dim', 'select.int', [h, '0', 1], 'expected an integer, found a string'],
    [
      'int',
      'index',
      'select.int',
      [h, 0, 2 ** 60],
      'expected a bigint for an integer beyond 2^53, found a number',
    ],
    [
      'int',
      'index',
      'select.int',
      [h, 0, 2n ** 63n],
      'expected an integer of 64 bits, found a larger bigint',
    ],
    ['float', 'p', 'dropout', [h, '0.5', true], 'expected a number, found a string'],
    ['float', 'p', 'dropout', [h, 1n, true], 'expected a number, found a bigint'],
    ['Scalar', 'other', 'add.Scalar', [h, () => 1], 'expected a number, found a function'],
    [
      'Scalar',
      'other',
      'add.Scalar',
      [h, { real: 1 }],
      'expected a number, bigint, boolean or {real, imag}, found an object',
    ],
    ['bool', 'train', 'dropout', [h, 0.5, 1], 'expected a boolean, found a number'],
    ['str', 'approximate', 'gelu', [h, 1], 'expected a string, found a number'],
    ['ScalarType?', 'dtype', 'sum', [h, 99], 'expected a dtype, found the number 99'],
    ['ScalarType?', 'dtype', 'sum', [h, 'float32'], 'expected an integer, found a string'],
    [
      'Layout?',
      'layout',
      'zeros',
      [[1], float32, 'dense'],
      "expected a layout ('strided', 'sparse_coo', ...), found 'dense'",
    ],
    [
      'MemoryFormat?',
      'memory_format',
      'clone',
      [h, 'nhwc'],
      `expected a memory format (${memoryFormats}), found 'nhwc'`,
    ],
    [
      'Device?',
      'device',
      'zeros',
      [[1], float32, null, true],
      'expected a string, found a boolean',
    ],
    ['int[]', 'size', 'zeros', [2], 'expected int[] (an array), found a number'],
    ['int[]', 'size', 'zeros', [[2, null]], 'expected an integer, found null'],
    ['int[2]', 'kernel_size', 'avg_pool2d', [h, 'x'], 'expected an integer, found a string'],
    [
      'float[]?',
      'scale_factors',
      'upsample_nearest1d.vec',
      [h, null, ['x']],
      'expected a number, found a string',
    ],
    [
      'Scalar[]',
      'spacing',
      'gradient.scalarrayarray',
      [h, ['x'], [0]],
      'expected a number, found a string',
    ],
    [
      'bool[3]',
      'output_mask',
      'native_batch_norm_backward',
      [h, h, h, h, h, h, h, true, 0, [1]],
      'expected a boolean, found a number',
    ],
    [
      'Generator?',
      'generator',
      'rand.generator',
      [[1], {}],
      'expected a native object of this package, found an object',
    ],
    [
      'Object[]',
      'params',
      'quantized_lstm.input',
      [h, [h], [h]],
      'lists of Object cannot be passed from JavaScript',
    ],
  ]

  it.each(cases)('%s %s of %s: %j', (type, argument, operator, args, problem) => {
    const error = failure(() => call(operator, ...args))
    expect(error.message).toBe(`aten::${operator}: argument '${argument}' (${type}): ${problem}`)
    expect(error).toMatchObject({ code: 'TYPE', operator: `aten::${operator}` })
  })

  it('more arguments than there are', () => {
    const error = failure(() => call('neg', h, 1))
    expect(error.message).toBe('aten::neg: expected at most 1 arguments, found 2')
  })

  it('a device that is none', () => {
    const error = failure(() => call('zeros', [1], float32, null, 'gpu'))
    expect(error).toBeInstanceOf(DeviceError)
    expect(error.message).toMatch(/expected a device \(cpu, cuda, cuda:<index>\), found 'gpu'/)
  })

  it('a Generator where another native object is', () => {
    const error = failure(() => call('rand.generator', [1], packedWeights(x)))
    expect(error.message).toMatch(/argument 'generator'.*found another native object/)
  })

  it('another native object where a Generator is', () => {
    const prepacked = native.operator('quantized::linear_unpack_fp16', '')
    expect(() => native.call(prepacked, native.makeGenerator(1, 'cpu'))).toThrow(TorchError)
  })

  it('a native object of somebody else', async () => {
    const foreign = await externalOfNode()
    const error = failure(() => call('rand.generator', [1], foreign))
    expect(error.message).toMatch(
      /expected a native object of this package, found another native object/,
    )
  })

  it('no number of an operator', () => {
    expect(failure(() => native.call('x' as never)).code).toBe('TYPE')
    expect(failure(() => native.call(16000)).code).toBe('NOT_FOUND')
    expect(failure(() => native.call(2 ** 31)).code).toBe('NOT_FOUND')
  })
})

/** An External that Node made: the stream behind a socket. */
async function externalOfNode(): Promise<Opaque> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const socket = new Socket()
  await new Promise<void>(resolve =>
    socket.connect((server.address() as AddressInfo).port, '127.0.0.1', resolve),
  )
  const { _handle: handle } = socket as unknown as { _handle: { _externalStream: Opaque } }
  const external = handle._externalStream
  socket.destroy()
  server.close()
  return external
}
