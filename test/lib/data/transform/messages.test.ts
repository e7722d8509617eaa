/** What functions and classes of images say of what they cannot take, word for word. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import torch, { TorchError, data, type Tensor } from '../../../../lib'
import { pixels, same } from './images'

const { transforms } = data
const T = transforms

/** The message of what is thrown. */
function said(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    expect(error).toBeInstanceOf(TorchError)
    return (error as Error).message
  }
  return 'nothing'
}

const bytes = pixels(1, 'uint8')
const floats = pixels(3, 'float64')
const two = torch.ones([1, 2, 4, 4])
const flat = torch.ones([3])

type Call = (images: Tensor) => unknown
const functions: Record<string, Call> = {
  affine: x => T.affine(x, {}),
  adjustBrightness: x => T.adjustBrightness(x, 1),
  adjustContrast: x => T.adjustContrast(x, 1),
  adjustHue: x => T.adjustHue(x, 0),
  adjustSaturation: x => T.adjustSaturation(x, 1),
  adjustSharpness: x => T.adjustSharpness(x, 1),
  autocontrast: x => T.autocontrast(x),
  centerCrop: x => T.centerCrop(x, 1),
  crop: x => T.crop(x, 0, 0, 1, 1),
  equalize: x => T.equalize(x),
  erase: x => T.erase(x, 0, 0, 1, 1),
  horizontalFlip: x => T.horizontalFlip(x),
  invert: x => T.invert(x),
  normalize: x => T.normalize(x, [1], [1]),
  pad: x => T.pad(x, 1),
  posterize: x => T.posterize(x, 1),
  resize: x => T.resize(x, 1),
  resizedCrop: x => T.resizedCrop(x, 0, 0, 1, 1, 1),
  rgbToGrayscale: x => T.rgbToGrayscale(x),
  showBatch: x => T.showBatch(x, '/nowhere/x.png'),
  solarize: x => T.solarize(x, 0),
  toFloat: x => T.toFloat(x),
  verticalFlip: x => T.verticalFlip(x),
}

test.each(Object.entries(functions))('%s takes batches of images alone', (name, call) => {
  const expected = `${name}: expected images [N, C, H, W] of floats from 0 to 1 or of bytes (uint8), `
  expect(said(() => call(flat))).toBe(`${expected}found Tensor(float32[3], cpu)`)
  expect(said(() => call(torch.ones([1, 1, 4, 4], { dtype: 'int64' })))).toContain(
    `${expected}found `,
  )
  expect(said(() => call(7 as never))).toBe(`${name}: expected a Tensor, found 7`)
})

test.each([
  ...['adjustBrightness', 'adjustContrast', 'adjustHue', 'adjustSaturation', 'adjustSharpness'],
  ...['autocontrast', 'rgbToGrayscale', 'showBatch'],
])('%s takes one channel or three', name => {
  expect(said(() => functions[name]!(two))).toBe(
    `${name}: expected images of 1 or 3 channels, found 2`,
  )
})

test.each<[() => unknown, string]>([
  [
    () => new T.RandAugment().forward(two),
    'RandAugment: expected images of 1 or 3 channels, found 2',
  ],
  [
    () => T.adjustContrast(floats, -0.1),
    'adjustContrast: expected a factor of at least 0, or one for each of 2 images, found -0.1',
  ],
  [
    () => T.adjustBrightness(floats, [1, 1, 1]),
    'adjustBrightness: expected a factor of at least 0, or one for each of 2 images, found 1, 1, 1',
  ],
  [
    () => T.adjustHue(floats, -0.51),
    'adjustHue: expected a factor of -0.5 to 0.5, or one for each of 2 images, found -0.51',
  ],
  [
    () => T.adjustSaturation(floats, 'x' as never),
    'adjustSaturation: expected a factor of at least 0, or one for each of 2 images, found string',
  ],
  [
    () => T.adjustSharpness(floats, [Infinity]),
    'adjustSharpness: expected a factor of at least 0, or one for each of 2 images, found object',
  ],
  [
    () => T.rgbToGrayscale(floats, 2 as never),
    'rgbToGrayscale: channels: expected 1 or 3, found 2',
  ],
  [() => new T.Grayscale(2 as never), 'Grayscale: channels: expected 1 or 3, found 2'],
  [
    () => T.solarize(bytes, 256),
    'solarize: threshold: expected a number of at most 255, found 256',
  ],
  [
    () => T.solarize(floats, 1.01),
    'solarize: threshold: expected a number of at most 1, found 1.01',
  ],
  [
    () => T.solarize(bytes, '1' as never),
    "solarize: threshold: expected a number of at most 255, found '1'",
  ],
  ...[-1, 9, 0.5].map((bits): [() => unknown, string] => [
    () => T.posterize(bytes, bits),
    `posterize: bits: expected an integer from 0 to 8, found ${bits}`,
  ]),
  [
    () => T.affine(floats, { scale: 0 }),
    'affine: expected { angle, translate: [x, y], scale, shear: [x, y] } of numbers, the scale positive',
  ],
  [() => T.affine(floats, { shear: [1] as never }), 'affine: expected { angle, translate: [x, y]'],
  [() => T.affine(floats, { translate: [1, NaN] }), 'affine: expected { angle, translate: [x, y]'],
  [() => T.affine(floats, { angle: '1' as never }), 'affine: expected { angle, translate: [x, y]'],
  [() => T.affine(floats, { turn: 1 } as never), "affine: map: unknown option 'turn'"],
  [() => T.affine(floats, []), 'affine: expected a map for each of 2 images or one, found 0'],
  [() => T.affine(floats, {}, { mode: 1 } as never), "affine: unknown option 'mode'"],
  [
    () => T.affine(floats, {}, { interpolation: 'cubic' as never }),
    "affine: interpolation: expected nearest, bilinear, found 'cubic'",
  ],
  [
    () => T.affine(floats, {}, { fill: [1, 2] }),
    'affine: fill: expected a fill for each of 3 channels, found 2',
  ],
  [() => T.affine(floats, {}, { fill: [] }), 'affine: fill: expected a number a channel, found []'],
  [
    () => T.affine(floats, {}, { fill: ['x'] as never }),
    'affine: fill: expected a number a channel, found an array of 1',
  ],
  [() => T.erase(floats, -1, 0, 1, 1), 'erase: top: expected an integer of at least 0, found -1'],
  [() => T.erase(floats, 0, -1, 1, 1), 'erase: left: expected an integer of at least 0, found -1'],
  [() => T.erase(floats, 0, 0, -1, 1), 'erase: height: expected an integer of at least 0'],
  [() => T.erase(floats, 0, 0, 1, -1), 'erase: width: expected an integer of at least 0'],
  [() => T.erase(floats, 0, 0, 1, 1, []), 'erase: value: expected a number a channel, found []'],
  [
    () => T.erase(floats, 0, 0, 1, 1, [1, 2]),
    'erase: expected a fill for each of 3 channels, found 2',
  ],
  [() => T.crop(floats, -1, 0, 1, 1), 'crop: top: expected an integer of at least 0, found -1'],
  [() => T.crop(floats, 0, -1, 1, 1), 'crop: left: expected an integer of at least 0, found -1'],
  [() => T.crop(floats, 0, 0, 0, 1), 'crop: height: expected a positive integer, found 0'],
  [() => T.crop(floats, 0, 0, 1, 0), 'crop: width: expected a positive integer, found 0'],
  [
    () => T.centerCrop(floats, 0),
    'centerCrop: size: expected a positive integer or [height, width], found 0',
  ],
  [
    () => new T.CenterCrop([1, 2, 3] as never),
    'CenterCrop: size: expected a positive integer or [height, width], found [1, 2, 3]',
  ],
  [
    () => new T.RandomCrop([1, 1.5]),
    'RandomCrop: size: expected a positive integer or [height, width], found [1, 1.5]',
  ],
  [
    () => new T.RandomCrop([8, 2]).forward(floats),
    'RandomCrop: expected images of at least 8 × 2, found 7 × 9; give padding, padIfNeeded, or a ' +
      'smaller size',
  ],
  [
    () => new T.RandomCrop([2, 10]).forward(floats),
    'RandomCrop: expected images of at least 2 × 10',
  ],
  [() => new T.RandomCrop([7, 9]).forward(floats), 'nothing'],
  ...(
    [
      ['top', [-1, 0, 1, 1], 'an integer of at least 0, found -1'],
      ['left', [0, -1, 1, 1], 'an integer of at least 0, found -1'],
      ['height', [0, 0, 0, 1], 'a positive integer, found 0'],
      ['width', [0, 0, 1, 0], 'a positive integer, found 0'],
    ] as const
  ).map(([name, box, expected]): [() => unknown, string] => [
    () => T.resizedCrop(floats, box[0], box[1], box[2], box[3], 2),
    `resizedCrop: ${name}: expected ${expected}`,
  ]),
  [
    () => T.resizedCrop(floats, 1, 0, 7, 9, 2),
    'resizedCrop: expected a part of images of 7 × 9, found one that ends at 8 × 9',
  ],
  [
    () => T.resizedCrop(floats, 0, 1, 7, 9, 2),
    'resizedCrop: expected a part of images of 7 × 9, found one that ends at 7 × 10',
  ],
  [() => T.resizedCrop(floats, 0, 0, 7, 9, 2), 'nothing'],
  [() => T.resizedCrop(floats, 0, 0, 1, 1, 0), 'resizedCrop: size: expected a positive integer or'],
  [
    () => T.resizedCrop(floats, 0, 0, 1, 1, 1, { antialias: 1 as never }),
    'resizedCrop: antialias: expected true or false, found 1',
  ],
  [
    () => T.resize(floats, 2, { interpolation: 'area' as never }),
    "resize: interpolation: expected nearest, bilinear, found 'area'",
  ],
  [() => T.resize(floats, 0.5), 'resize: size: expected a positive integer, found 0.5'],
  [
    () => new T.Resize([1] as never),
    'Resize: size: expected a positive integer or [height, width]',
  ],
  [() => new T.Resize(0), 'Resize: size: expected a positive integer, found 0'],
  [
    () => T.pad(floats, 7, { paddingMode: 'reflect' }),
    'pad: expected a padding of at most 6 for reflect and images of 7 pixels, found 7',
  ],
  [
    () => T.pad(floats, [0, 0, 10, 0], { paddingMode: 'symmetric' }),
    'pad: expected a padding of at most 9 for symmetric and images of 9 pixels, found 10',
  ],
  [() => T.pad(floats, [9, 7], { paddingMode: 'symmetric' }), 'nothing'],
  [() => T.pad(floats, [8, 6], { paddingMode: 'reflect' }), 'nothing'],
  ...[-1, 0.5, [1, 2, 3], []].map((padding): [() => unknown, string] => [
    () => T.pad(floats, padding as never),
    'pad: padding: expected pixels as one, two or four integers of at least 0 ([left, top, right, ' +
      'bottom]), found ',
  ]),
  [
    () => T.pad(floats, 1, { fill: [1, 2] }),
    'pad: expected a fill for each of 3 channels, found 2',
  ],
  [() => T.pad(floats, 1, { fil: 1 } as never), "pad: unknown option 'fil' (did you mean 'fill'?)"],
  [
    () => new T.Pad(1, { paddingMode: 'wrap' as never }),
    "Pad: paddingMode: expected constant, edge, reflect, symmetric, found 'wrap'",
  ],
  [
    () => T.normalize(bytes, [1], [1]),
    'normalize: expected images of floats, found uint8; put toFloat before it',
  ],
  [() => T.normalize(floats, [1, 2], [1, 2]), 'normalize: expected images of 2 channels, found 3'],
  [
    () => T.normalize(floats, [1, 2, 3], [1, 2]),
    'normalize: expected one mean and one std other than 0 a channel, such as [0.5] and [0.25], ' +
      'found [1, 2, 3] and [1, 2]',
  ],
  [
    () => new T.Normalize([], []),
    'Normalize: expected one mean and one std other than 0 a channel',
  ],
  [
    () => new T.MixUp().applyTo({ input: same(2), target: torch.eye(2) }, new T.Random()),
    'MixUp: expected images of floats; put toFloat before it',
  ],
])('%p', (call, message) => {
  const found = said(call)
  expect(found.slice(0, Math.max(message.length, message === 'nothing' ? 99 : 0))).toBe(message)
})

describe('showBatch', () => {
  const folder = mkdtempSync(join(tmpdir(), 'isbe-shown-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('has eight images in a row, two pixels apart, by default', async () => {
    const file = join(folder, 'nine.png')
    T.showBatch(torch.ones([9, 1, 3, 2]), file)
    const { data: found, info } = await sharp(readFileSync(file))
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect([info.width, info.height, info.channels]).toEqual([8 * 4 + 2, 2 * 5 + 2, 3])
    expect(found.reduce((sum, value) => sum + value, 0)).toBe(9 * 6 * 3 * 255)
    // The ninth is the first of the second row.
    expect([found[3 * (7 * 34 + 2)], found[3 * (7 * 34 + 4)]]).toEqual([255, 0])
  })

  it('takes no images, fewer than a row, and a batch', async () => {
    const file = join(folder, 'one.png')
    T.showBatch({ input: torch.zeros([1, 3, 3, 2]) }, file)
    expect(await sharp(file).metadata()).toMatchObject({ width: 6, height: 7 })
    T.showBatch(torch.zeros([0, 3, 3, 2]), file)
    expect(await sharp(readFileSync(file)).metadata()).toMatchObject({ width: 6, height: 2 })
  })

  it.each([
    [{ columns: 0 }, 'showBatch: columns: expected a positive integer, found 0'],
    [{ padding: -1 }, 'showBatch: padding: expected an integer of at least 0, found -1'],
    [{ scale: 0 }, 'showBatch: scale: expected a positive integer, found 0'],
    [{ scales: 2 }, "showBatch: unknown option 'scales' (did you mean 'scale'?)"],
  ])('refuses %j before it writes', (options, message) => {
    const file = join(folder, 'refused.png')
    expect(said(() => T.showBatch(floats, file, options as never))).toContain(message)
    expect(said(() => T.showBatch(floats, ''))).toContain('showBatch: file: ')
    expect(existsSync(file)).toBe(false)
  })
})
