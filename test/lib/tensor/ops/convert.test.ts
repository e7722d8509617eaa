/** What is taken for each type of a schema, and what is not. */
import torch from '../../../../lib'
import { converterFor, isComplex, reject } from '../../../../lib/tensor/ops/convert'
import { test } from './scoped'

const convert = (type: string, value: unknown, name = 'x'): unknown =>
  converterFor({ name, type })(value)

/** Which of the values a type takes. */
function taken(type: string, values: readonly unknown[]): unknown[] {
  return values.filter(value => convert(type, value) !== reject)
}

test('numbers of each kind', () => {
  const z = { real: 1, imag: 2 }
  const values = [0, -1.5, NaN, 2n, true, z, '1', null, undefined, [1]]
  expect(taken('int', values)).toEqual([0, 2n])
  expect(taken('float', values)).toEqual([0, -1.5, NaN, 2n, true])
  expect(taken('Scalar', values)).toEqual([0, -1.5, NaN, 2n, true, z])
  expect(taken('bool', [...values, false])).toEqual([true, false])
  expect(taken('str', values)).toEqual(['1'])
  expect(taken('Object', values)).toEqual(values)
  expect([convert('float', true), convert('float', 2n), convert('Scalar', 2n)]).toEqual([1, 2, 2n])
})

test('tensors without dimensions and gradient are numbers of their dtype', () => {
  const [int, float, bool] = [torch.tensor(3n), torch.tensor(2.5), torch.tensor(true)]
  const complex = torch.tensor({ real: 1, imag: 2 })
  const learned = torch.tensor(1, { requiresGrad: true })
  const row = torch.tensor([3n])
  const all = [int, float, bool, complex, learned, row]
  const read = (type: string) => all.map(value => convert(type, value))
  expect(read('int')).toEqual([3, reject, reject, reject, reject, reject])
  expect(read('float')).toEqual([3, 2.5, 1, reject, reject, reject])
  expect(read('Scalar')).toEqual([3, 2.5, true, { real: 1, imag: 2 }, reject, reject])
  expect(convert('Tensor', int)).toBe(int.handle)
  expect([convert('Tensor', 3), convert('bool', bool)]).toEqual([reject, reject])
})

test('names of dtypes, layouts, formats and devices', () => {
  expect([convert('ScalarType', 'int64'), convert('ScalarType', 'int65')]).toEqual([4, reject])
  const layouts = ['strided', 'sparse_coo', 'sparse_csr', 'sparse_csc', 'sparse_bsr', 'sparse_bsc']
  const all = [...layouts, 'mkldnn', 'jagged', 'sparse', '', null]
  expect(taken('Layout', all)).toEqual([...layouts, 'mkldnn', 'jagged'])
  const formats = ['contiguous_format', 'preserve_format', 'channels_last', 'channels_last_3d']
  expect(taken('MemoryFormat', [...formats, 'channels', ''])).toEqual(formats)
  const devices = ['cpu', 'cuda:0', 'cuda:12', 'meta', 0, 1]
  const others = ['', 'CPU', 'cuda:', 'cuda:x', 'cuda:0 ', '1cuda', -1, 0.5, null, 2 ** 60]
  expect(taken('Device', [...devices, ...others])).toEqual(devices)
})

test('generators and nothing else', () => {
  const generator = new torch.Generator(1)
  expect(convert('Generator', generator)).toBe(generator.native)
  expect(convert('Generator', { native: 1 })).toBe(reject)
  expect(convert('Stream', generator)).toBe(reject)
  generator.dispose()
})

test('what may be left out, and lists', () => {
  const cases: [type: string, value: unknown, converted: unknown][] = [
    ['int?', null, null],
    ['int?', undefined, null],
    ['int?', 3, 3],
    ['int?', 'x', reject],
    ['int', null, reject],
    ['int[]', [1, 2n], [1, 2n]],
    ['int[]', [], []],
    ['int[]', [1, 'x'], reject],
    ['int[]', [1, null], reject],
    ['int[]', 1, reject],
    ['int[]', null, reject],
    ['int[2]', 1, 1],
    ['int[2]', [1, 2], [1, 2]],
    ['int[2]', 'x', reject],
    ['int[1]?', null, null],
    ['int[1]?', 5, 5],
    ['int[]?', undefined, null],
    ['int[]?', 1, reject],
    ['Tensor?[]', [null, undefined], [null, null]],
    ['Tensor?[]', [1], reject],
    ['Tensor?[]', null, reject],
    ['Weird[]', 'x', 'x'],
  ]
  for (const [type, value, converted] of cases) expect(convert(type, value)).toEqual(converted)
})

test('integers that are words elsewhere', () => {
  const words: [name: string, words: string[]][] = [
    ['reduction', ['none', 'mean', 'sum']],
    ['interpolation_mode', ['bilinear', 'nearest', 'bicubic']],
    ['padding_mode', ['zeros', 'border', 'reflection']],
    ['mode', ['sum', 'mean', 'max']],
  ]
  for (const [name, known] of words) {
    expect(known.map(word => convert('int', word, name))).toEqual([0, 1, 2])
    expect([convert('int', 2, name), convert('int', 'other', name)]).toEqual([2, reject])
  }
  expect([convert('int', 'mean'), convert('str', 'mean', 'mode')]).toEqual([reject, 'mean'])
})

test('complex numbers are plain objects of two numbers', () => {
  const tensor = torch.ones([1])
  class Point {
    real = 1
    imag = 2
  }
  const values = [{ real: 1, imag: 2 }, { real: 1, imag: '2' }, { real: '1', imag: 2 }, { real: 1 }]
  expect([...values, tensor, new Point(), null, 1].map(isComplex)).toEqual([
    true,
    ...Array<boolean>(7).fill(false),
  ])
})
