/** Quantized tensors in .pt files. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import torch, { DataError, type Tensor } from '../../../lib'
import { Global } from '../../../lib/serialize/pickle/globals'
import { rebuildQuantized } from '../../../lib/serialize/pytorch/quantized'
import { golden } from './goldens'

const folder = mkdtempSync(join(tmpdir(), 'isbe-quantized-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'quantized.pt')

type Tensors = Record<string, Tensor>
const ofPython = (): Tensors => torch.load<Tensors>(golden('quantized.pt'))
const again = (): Tensors => {
  torch.save(ofPython(), file)
  return torch.load<Tensors>(file)
}
const valuesOf = (tensor: Tensor | undefined): unknown => tensor!.dequantize().toArray()

describe.each([
  ['by Python', ofPython],
  ['here', again],
])('written %s', (_, load) => {
  test('a scale for all', () => {
    const { quint8, qint32 } = load()
    expect([quint8!.dtype, quint8!.qScale(), quint8!.qZeroPoint()]).toEqual(['quint8', 0.5, 10])
    expect(valuesOf(quint8)).toEqual([
      [1, 2.5],
      [-1, 3],
    ])
    expect([qint32!.dtype, qint32!.strides]).toEqual(['qint32', [1, 2]])
    expect(valuesOf(qint32)).toEqual([
      [1, -1],
      [2, 3],
    ])
  })

  test('a scale for each channel', () => {
    const { qint8, floats } = load()
    expect([qint8!.qPerChannelAxis(), floats!.qPerChannelAxis()]).toEqual([0, 1])
    expect(qint8!.qPerChannelScales().toArray()).toEqual([0.5, 0.25])
    expect(floats!.qPerChannelZeroPoints().dtype).toBe('float32')
    for (const tensor of [qint8, floats]) {
      expect((valuesOf(tensor) as number[][])[0]![0]).toBe(1)
    }
  })

  test('views of one storage', () => {
    const { quint8, row, column } = load()
    expect([valuesOf(row), valuesOf(column)]).toEqual([
      [-1, 3],
      [2.5, 3],
    ])
    quint8!.fill_(0)
    expect([valuesOf(row), valuesOf(column)]).toEqual([
      [0, 0],
      [0, 0],
    ])
  })
})

describe('what is no quantized tensor is refused', () => {
  const scheme = (name: string): Global => new Global('torch', name)
  const scales = torch.ones([2])
  const zeros = torch.zeros([2], { dtype: 'int64' })
  const place = {
    bytes: torch.zeros([6], { dtype: 'uint8' }),
    dtype: 'quint8' as torch.DType,
    offset: 0,
    size: [2, 3],
    stride: [3, 1],
  }
  const refuse = (problem: string): DataError => new DataError(problem)

  test.each<[string, object, unknown]>([
    ['a view within 6 elements', { size: [2, 4] }, [scheme('per_tensor_affine'), 1, 0]],
    ['a storage of a quantized dtype', { dtype: 'uint8' }, [scheme('per_tensor_affine'), 1, 0]],
    ['the scheme of a quantized tensor', {}, [scheme('per_channel_symmetric'), 1, 0]],
    ['the scheme of a quantized tensor', {}, 3],
    ['the scale and the zero point', {}, [scheme('per_tensor_affine'), 'x', 0]],
    ['the scale and the zero point', {}, [scheme('per_tensor_affine'), 1, 0.5]],
    ['for each channel', {}, [scheme('per_channel_affine'), scales, zeros, 1]],
    ['for each channel', {}, [scheme('per_channel_affine'), scales, zeros, -1]],
    ['for each channel', {}, [scheme('per_channel_affine'), scales, zeros, 7]],
    ['for each channel', {}, [scheme('per_channel_affine'), [1, 1], [0, 0], 0]],
  ])('%s: %j', (problem, changed, given) => {
    expect(() => rebuildQuantized({ ...place, ...changed }, given, refuse)).toThrow(problem)
  })
})

test('safetensors says what to do', () => {
  const { quint8 } = ofPython()
  expect(() => torch.save({ quint8 }, join(folder, 'q.safetensors'))).toThrow(/dequantize\(\) it/)
})
