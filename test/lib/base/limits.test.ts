import { finfo, iinfo, type FloatLimits } from '../../../lib/base/limits'
import type { DType } from '../../../lib/base/dtype'
import { TorchError } from '../../../lib/base/errors'
import { readGoldens } from '../goldens'

interface Integers {
  dtype: string
  bits: number
  min: string
  max: string
}

const goldens = readGoldens<{
  floats: Record<string, FloatLimits>
  integers: Record<string, Integers>
}>('limits.json')

describe('limits are those of PyTorch', () => {
  it.each(Object.entries(goldens.floats))('finfo(%s)', (dtype, expected) => {
    expect(finfo(dtype as DType)).toEqual(expected)
  })

  it.each(Object.entries(goldens.integers))('iinfo(%s)', (dtype, expected) => {
    const { min, max, ...rest } = iinfo(dtype as DType)
    expect({ ...rest, min: String(min), max: String(max) }).toEqual(expected)
  })

  it('are refused for other dtypes', () => {
    expect(() => finfo('int8')).toThrow(TorchError)
    expect(() => finfo('int8')).toThrow(/expected a floating dtype, found 'int8'; iinfo is/)
    expect(() => iinfo('float32')).toThrow(/expected an integer dtype, found 'float32'; finfo is/)
    expect(() => iinfo('qint8')).toThrow(TorchError)
    expect(() => iinfo(Object.create(null) as never)).toThrow(TorchError)
    expect(() => finfo('toString' as never)).toThrow(TorchError)
  })
})
