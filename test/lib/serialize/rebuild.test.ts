/** The parts that tensors are made of in .pt files, right and wrong. */
import torch, { DataError, DeviceError, TorchError, nn, type Tensor } from '../../../lib'
import { swapBytes } from '../../../lib/serialize/byteOrder'
import {
  Global,
  namedDtype,
  resolve,
  storageClass,
  storageDtype,
} from '../../../lib/serialize/pickle/globals'
import { attempt, integers } from '../../../lib/serialize/pytorch/attempt'
import { rebuildMeta, rebuildNested, rebuildSparse } from '../../../lib/serialize/pytorch/layouts'
import { integersOf } from '../../../lib/serialize/pytorch/quantized'
import { TensorBuilder, readStorageId } from '../../../lib/serialize/pytorch/tensors'

const refuse = (problem: string): DataError => new DataError(problem)
const float = new Global('torch', 'FloatStorage')
const id = (...changes: unknown[]): unknown => {
  const whole: unknown[] = ['storage', float, '0', 'cpu', 4]
  changes.forEach((value, i) => i % 2 === 1 && (whole[changes[i - 1] as number] = value))
  return whole
}

test('the id of a storage', () => {
  expect(readStorageId(id(), refuse)).toEqual({
    dtype: 'float32',
    key: '0',
    location: 'cpu',
    bytes: 16,
  })
  const untyped = new Global('torch.storage', 'UntypedStorage')
  expect(readStorageId(id(1, untyped), refuse)).toMatchObject({ dtype: 'uint8', bytes: 4 })
  const quantized = new Global('torch', 'QInt32Storage')
  expect(readStorageId(id(1, quantized, 5, null), refuse)).toMatchObject({
    dtype: 'qint32',
    bytes: 16,
  })
  const places = ['cuda', 'cuda:0', 'meta', 'xpu:123', 'privateuseone']
  expect(places.map(place => readStorageId(id(3, place), refuse).location)).toEqual(places)
  const keys = ['a', '12', 'a.b-c_d', 'x'.repeat(64)]
  expect(keys.map(key => readStorageId(id(2, key), refuse).key)).toEqual(keys)
  expect(readStorageId(id(4, 0), refuse).bytes).toBe(0)
})

test.each<[unknown, string]>([
  [3, 'expected the id of a storage'],
  [id(0, 'module'), 'expected the id of a storage'],
  [id(1, 'FloatStorage'), 'expected the id of a storage'],
  [id(1, new Global('torch', 'Size')), 'expected the id of a storage'],
  [id(2, 7), 'expected the key of a storage, found 7'],
  [id(2, ''), "expected the key of a storage, found ''"],
  [id(2, 'a/b'), "expected the key of a storage, found 'a/b'"],
  [id(2, 'x'.repeat(65)), 'expected the key of a storage'],
  [id(3, 'cpu:'), "expected the location of a storage, found 'cpu:'"],
  [id(3, 'cuda:1234'), 'expected the location of a storage'],
  [id(3, null), 'expected the location of a storage, found null'],
  [id(4, -1), 'expected the length of a storage'],
  [id(4, 0.1), 'expected the length of a storage'],
  [id(4, 2 ** 52), 'expected the length of a storage'],
  [id(5, [0, 1, 2]), 'found a view of a storage, as of 2017'],
])('the id %j is refused', (given, message) => {
  expect(() => readStorageId(given, refuse)).toThrow(message)
})

test('names of storages and dtypes', () => {
  expect(storageClass('qint8')).toBe('QInt8Storage')
  expect(storageClass('uint16')).toBeNull()
  expect(storageDtype(new Global('torch', 'constructor'))).toBeNull()
  expect(storageDtype(new Global('torch.storage', 'FloatStorage'))).toBeNull()
  expect(storageDtype(new Global('torch', 'UntypedStorage'))).toBeNull()
  expect(namedDtype(new Global('numpy', 'float32'))).toBeNull()
  expect(resolve('torch', 'int16')).toBe('int16')
  expect(resolve('__builtin__', 'set')).toEqual(new Global('builtins', 'set'))
  expect(resolve('torch', 'LongStorage')).toBeInstanceOf(Global)
  expect(resolve('builtins', 'eval')).toBeNull()
  expect(['quint8', 'qint8', 'qint32', 'int8'].map(name => integersOf(name as never))).toEqual([
    ...['uint8', 'int8', 'int32', 'int8'],
  ])
})

test.each<[torch.DType, string]>([
  ['int8', '0102030405060708'],
  ['int16', '0201040306050807'],
  ['float32', '0403020108070605'],
  ['complex64', '0403020108070605'],
  ['int64', '0807060504030201'],
])('numbers of %s are turned round', (dtype, expected) => {
  const bytes = Buffer.from('0102030405060708', 'hex')
  swapBytes(bytes, dtype)
  expect(bytes.toString('hex')).toBe(expected)
})

test('what libtorch refuses is the fault of the file, but for devices and memory', () => {
  const failing = (error: Error) => () =>
    attempt(refuse, () => {
      throw error
    })
  expect(failing(new TorchError('VALUE', 'x'))).toThrow(DataError)
  expect(failing(new DeviceError('DEVICE', 'x'))).toThrow(DeviceError)
  expect(failing(new TorchError('OUT_OF_MEMORY', 'x'))).not.toThrow(DataError)
  expect(failing(new RangeError('x'))).toThrow(RangeError)
  const data = new DataError('own')
  expect(failing(data)).toThrow(data)
  expect(integers([0, 3], refuse)).toEqual([0, 3])
  for (const wrong of [3, [-1], [0.5], ['1'], null])
    expect(() => integers(wrong, refuse)).toThrow('expected sizes of 0 or more')
})

const utils = (name: string): Global => new Global('torch._utils', name)

function builder(): [TensorBuilder, string[]] {
  const seen: string[] = []
  const made = new TensorBuilder(
    ({ bytes, key }) => {
      seen.push(key)
      return torch.arange(bytes, { dtype: 'uint8' })
    },
    tensor => tensor,
  )
  return [made, seen]
}

test('one storage is read once, and has one length', () => {
  const [made, seen] = builder()
  const bytes = new Global('torch', 'ByteStorage')
  const [first, same, other] = [id(), id(), id(1, bytes, 4, 16)].map(one =>
    made.storage(one, refuse),
  )
  expect([first!.dtype, same!.dtype, other!.dtype]).toEqual(['float32', 'float32', 'uint8'])
  expect([same!.bytes === first!.bytes, other!.bytes === first!.bytes]).toEqual([true, true])
  expect(() => made.storage(id(4, 5), refuse)).toThrow(
    'expected one length of a storage, found two',
  )
  made.storage(id(2, '1'), refuse)
  expect(seen).toEqual(['0', '1'])
})

test('tensors of a storage', () => {
  const [made] = builder()
  const storage = made.storage(id(1, new Global('torch', 'ByteStorage'), 4, 16), refuse)
  const build = (name: string, ...args: unknown[]) =>
    made.rebuild(utils(name), [storage, ...args], refuse) as Tensor
  const view = [3, [2, 2], [4, 1]]
  expect(build('_rebuild_tensor', ...view).toArray()).toEqual([
    [3, 4],
    [7, 8],
  ])
  const float16 = build('_rebuild_tensor_v3', 1, [2], [3], true, null, 'float16')
  expect([float16.dtype, float16.shape, float16.requiresGrad]).toEqual(['float16', [2], true])
  expect(build('_rebuild_tensor_v2', 0, [1], [1], true).requiresGrad).toBe(false)
  const parameter = made.rebuild(utils('_rebuild_parameter'), [float16.detach(), false], refuse)
  expect(parameter).toBeInstanceOf(nn.Parameter)
  expect((parameter as Tensor).requiresGrad).toBe(false)
  const typed = made.rebuild(
    new Global('torch._tensor', '_rebuild_from_type_v2'),
    [utils('_rebuild_tensor'), null, [storage, 0, [1], [1]]],
    refuse,
  ) as Tensor
  expect(typed.toArray()).toEqual([0])
})

test('a lazy conjugate or negative stays one', () => {
  const [made] = builder()
  const complex = new Global('torch', 'ComplexFloatStorage')
  const storage = made.storage(id(1, complex, 4, 1), refuse)
  const build = (metadata: object) =>
    made.rebuild(
      utils('_rebuild_tensor_v2'),
      [storage, 0, [1], [1], false, null, metadata],
      refuse,
    ) as Tensor
  const [plain, conj, neg, both] = [
    {},
    { conj: true },
    { neg: true },
    { conj: true, neg: true },
  ].map(
    metadata =>
      torch.viewAsReal(build(metadata).resolveConj().resolveNeg()).toArray<[[number, number]]>()[0],
  )
  const [real, imag] = plain!
  expect([conj, neg, both]).toEqual([
    [real, -imag],
    [-real, -imag],
    [-real, imag],
  ])
})

const meta = '_rebuild_meta_tensor_no_storage'

test.each<[string, Global, unknown[], string]>([
  ['no storage', utils('_rebuild_tensor'), [3, 0, [1], [1]], 'expected a storage to view'],
  ['no quantized one', utils('_rebuild_qtensor'), [null], 'expected a storage to view'],
  ['no parameter', utils('_rebuild_parameter'), [3, true], 'expected the tensor of a parameter'],
  [
    'no function',
    new Global('torch._tensor', '_rebuild_from_type_v2'),
    [3, null, []],
    'expected a function that makes a tensor, and its arguments',
  ],
  ['a class', new Global('torch', 'Tensor'), [], "'torch.Tensor' cannot be called here"],
  ['no dtype', utils(meta), ['float99', [1], [1], false], "expected a dtype, found 'float99'"],
  ['no shape', utils(meta), ['float32', 3, [1], false], 'expected sizes of 0 or more'],
  [
    'no layout',
    utils('_rebuild_sparse_tensor'),
    ['torch.strided', []],
    "expected the layout of a sparse tensor, found 'torch.strided'",
  ],
  [
    'a layout of an object',
    utils('_rebuild_sparse_tensor'),
    ['constructor', []],
    'expected the layout of a sparse tensor',
  ],
  [
    'a layout of numbers',
    utils('_rebuild_sparse_tensor'),
    [3, []],
    'expected the layout of a sparse tensor, found 3',
  ],
  [
    'no values',
    utils('_rebuild_sparse_tensor'),
    ['torch.sparse_coo', [torch.ones([1])]],
    'expected the 2 tensors that a tensor is made of',
  ],
  [
    'no columns',
    utils('_rebuild_sparse_tensor'),
    ['torch.sparse_csr', [torch.ones([1]), 3, 4]],
    'expected the 3 tensors that a tensor is made of',
  ],
  [
    'no buffer',
    utils('_rebuild_nested_tensor'),
    [torch.ones([1])],
    'expected the 4 tensors that a tensor is made of',
  ],
])('%s', (_, callee, args, message) => {
  expect(() => builder()[0].rebuild(callee, args, refuse)).toThrow(message)
})

test('a tensor without values', () => {
  const made = rebuildMeta(['float32', [2, 3], [1, 2], true], refuse)
  expect([made.device, made.shape, made.strides, made.requiresGrad]).toEqual([
    ...['meta', [2, 3], [1, 2], true],
  ])
  expect(rebuildMeta(['int64', [], [], false], refuse).requiresGrad).toBe(false)
})

const int64 = (values: unknown): Tensor => torch.tensor(values as never, { dtype: 'int64' })

test('sparse tensors, of an old file too', () => {
  const parts = [int64([[0, 1]]), torch.tensor([5, 6]), [3]]
  for (const [layout, flag] of [
    [null, undefined],
    ['torch.sparse_coo', true],
    ['sparse_coo', false],
  ]) {
    const made = rebuildSparse([layout, [...parts, flag]], refuse)
    expect(made.toDense().toArray()).toEqual([5, 6, 0])
    expect(made.isCoalesced()).toBe(flag === true)
  }
  const columns = rebuildSparse(
    ['torch.sparse_csc', [int64([0, 1, 1]), int64([1]), torch.tensor([7]), [2, 2]]],
    refuse,
  )
  expect(columns.toDense().toArray()).toEqual([
    [0, 0],
    [7, 0],
  ])
})

test.each<[string, unknown[]]>([
  ['sizes of one dimension', [torch.ones([4]), int64([2]), int64([1]), int64([0])]],
  ['offsets of two', [torch.ones([4]), int64([[2]]), int64([[1]]), int64([[0]])]],
  ['strides of another shape', [torch.ones([4]), int64([[2]]), int64([[1, 1]]), int64([0])]],
  ['sizes of another dtype', [torch.ones([4]), torch.ones([1, 1]), int64([[1]]), int64([0])]],
  ['a buffer of two dimensions', [torch.ones([2, 2]), int64([[2]]), int64([[1]]), int64([0])]],
  [
    'a buffer with gaps',
    [torch.ones([8]).slice({ step: 2 }), int64([[2]]), int64([[1]]), int64([0])],
  ],
  [
    'parts without dimensions',
    [torch.ones([4]), int64([]).reshape([1, 0]), int64([]).reshape([1, 0]), int64([0])],
  ],
])('a nested tensor with %s is refused', (_, args) => {
  expect(() => rebuildNested(args, refuse)).toThrow(
    'expected a buffer, and the sizes, strides and offsets of its parts',
  )
})

test('a part outside of its buffer is named', () => {
  const args = [torch.ones([4]), int64([[2], [2]]), int64([[1], [1]]), int64([0, 3])]
  expect(() => rebuildNested(args, refuse)).toThrow(
    'expected parts within the buffer of a nested tensor, found part 1 outside',
  )
})
