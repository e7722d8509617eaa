/** Functions of images against torchvision's: test/goldens/make_transforms.py. */
import { data, type Tensor } from '../../../../lib'
import { expectGolden, readGoldens, type Golden } from '../../goldens'
import { operate, operations, spaces, type Operation } from '../../../../lib/data/transform/auto'
import { pixels } from './images'

interface Goldens {
  functions: {
    name: string
    arguments: unknown[]
    dtype: string
    channels: number
    result: Golden
  }[]
  augmentations: { kind: 'rand' | 'trivial'; name: string; bin: number; values: number[] }[]
}

const goldens = readGoldens<Goldens>('transforms.json')
const functions = data.transforms as unknown as Record<string, (...args: unknown[]) => Tensor>

/** What is computed in floats and made bytes again may be rounded the other way. */
const rounded = ['affine', 'resize', 'resizedCrop']

test.each(goldens.functions.map(golden => [golden.name, golden] as const))('%s', (name, golden) => {
  const images = pixels(golden.channels, golden.dtype)
  const result = functions[name]!(images, ...golden.arguments)
  const isFloat = golden.dtype !== 'uint8'
  expect(result.dtype).toBe(name === 'toFloat' && !isFloat ? 'float32' : golden.dtype)
  const expected = golden.result
  const bytesApart = rounded.includes(name) || name.startsWith('adjust') ? 1 : 0
  if (isFloat || name === 'toFloat') expectGolden(result, expected, 2e-6)
  else {
    expect(result.shape).toEqual(expected.shape)
    const apart = Array.from(result.toTypedArray() as Uint8Array, (value, i) =>
      Math.abs(value - expected.values[i]!),
    )
    expect(Math.max(...apart)).toBeLessThanOrEqual(bytesApart)
  }
})

const titles = goldens.augmentations.map(row => [row.kind, row.name, row.bin, row] as const)
test.each(titles)('%s augmentation %s of bin %d', (kind, name, bin, { values }) => {
  const image = pixels(3, 'uint8', [2, 12, 14]).narrow(0, 0, 1)
  const operation = operations.find(known => known.toLowerCase() === name.toLowerCase())
  const output = { interpolation: 'nearest', fill: 0 } as const
  const result = operate(image, operation as Operation, [bin / 30], spaces[kind], output)
  const found = Array.from(result.contiguous().toTypedArray() as Uint8Array)
  const apart = found.filter((value, i) => Math.abs(value - values[i]!) > 1)
  expect(apart).toEqual([])
})
