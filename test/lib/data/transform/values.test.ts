/** Functions of images at the ends of what they take. Literals are those of torchvision 0.28. */
import torch, { data, type Tensor } from '../../../../lib'
import { pixels } from './images'

const { transforms } = data

/** Bytes as images of one channel, or of as many as there are lists. */
function bytes(height: number, width: number, ...channels: readonly number[][]): Tensor {
  const values = torch.tensor(channels.flat(), { dtype: 'uint8' })
  return values.view([1, channels.length, height, width])
}
const floats = (images: Tensor): Tensor => images.to('float64').div_(255)
const flat = (images: Tensor): number[] => images.flatten().toArray<number[]>()
/** In 255ths. */
const rounded = (images: Tensor): number[] =>
  flat(images.mul(255)).map(x => Math.round(x * 1e6) / 1e6)

const square = bytes(3, 3, [0, 10, 200, 30, 255, 90, 60, 70, 80])
const [row1, row2] = [
  [0, 10, 200],
  [60, 70, 80],
]
const around = (middle: number): number[] => [...row1, 30, middle, 90, ...row2]

describe('equalize', () => {
  /** What becomes of each value of an image. */
  const table = (images: Tensor): Record<number, number> => {
    const after = flat(transforms.equalize(images))
    return Object.fromEntries(flat(images).map((value, i) => [value, after[i]!]))
  }
  const rows = (height: number, width: number, valueOf: (i: number) => number): Tensor =>
    bytes(
      height,
      width,
      Array.from({ length: height * width }, (_, i) => valueOf(i)),
    )

  it('spreads the values evenly, each channel for itself', () => {
    const of = (first: number): number[] =>
      Array.from({ length: 900 }, (_, i) => (((i + first) * (i + first)) % 11) * 20 + 5)
    const images = bytes(30, 30, of(0), of(900))
    const expected = { 5: 0, 25: 41, 65: 123, 85: 205, 105: 255, 185: 255 }
    expect(table(images)).toEqual(expected)
    expect(table(images.narrow(1, 0, 1))).toEqual(expected)
    const found = transforms.equalize(floats(images))
    expect(found.dtype).toBe('float64')
    expect(rounded(found)).toEqual(flat(transforms.equalize(images)))
  })

  it('from the darkest, which becomes black, to the brightest', () => {
    const valueOf = (i: number): number => (i < 256 ? 200 : i < 640 ? 9 : 0)
    expect(table(rows(32, 32, valueOf))).toEqual({ 0: 0, 9: 128, 200: 255 })
    expect(table(rows(30, 30, i => (i < 5 ? 200 : 9)))).toEqual({ 9: 0, 200: 255 })
    const two = (i: number): number => (i === 0 ? 100 : i % 30 < 15 ? 0 : 255)
    expect(table(rows(17, 30, two))).toEqual({ 0: 0, 100: 254, 255: 255 })
  })

  it('leaves what is too few pixels, or of one value', () => {
    expect(table(square)).toEqual(Object.fromEntries(flat(square).map(value => [value, value])))
    expect(table(rows(30, 30, () => 77))).toEqual({ 77: 77 })
  })
})

test('autocontrast stretches each channel, and leaves those of one value', () => {
  const images = bytes(2, 2, [10, 20, 40, 30], [77, 77, 77, 77], [110, 120, 140, 130])
  const stretched = [0, 84, 254, 169]
  expect(flat(transforms.autocontrast(images))).toEqual([
    ...stretched,
    77,
    77,
    77,
    77,
    ...stretched,
  ])
  const found = rounded(transforms.autocontrast(floats(images)))
  expect(found.slice(0, 8)).toEqual([0, 85, 255, 170, 77, 77, 77, 77])
})

test('solarize inverts from the threshold on, which may be black or white', () => {
  const whole = flat(square)
  expect(flat(transforms.solarize(square, 90))).toEqual([0, 10, 55, 30, 0, 165, 60, 70, 80])
  expect(flat(transforms.solarize(square, 0))).toEqual(whole.map(value => 255 - value))
  expect(flat(transforms.solarize(square, 255))).toEqual(around(0))
  expect(rounded(transforms.solarize(floats(square), 1))).toEqual(around(0))
  expect(flat(transforms.invert(square))).toEqual(whole.map(value => 255 - value))
  expect(rounded(transforms.invert(floats(square)))).toEqual(whole.map(value => 255 - value))
})

test('posterize keeps from no bits to all', () => {
  const found = [0, 1, 7, 8].map(bits => flat(transforms.posterize(square, bits)))
  expect(found).toEqual([
    [0, 0, 0, 0, 0, 0, 0, 0, 0],
    [0, 0, 128, 0, 128, 0, 0, 0, 0],
    around(254),
    around(255),
  ])
  const ofFloats = [1, 8].map(bits => flat(transforms.posterize(floats(square), bits)))
  expect(ofFloats).toEqual([
    [0, 0, 0.5, 0, 0.5, 0, 0, 0, 0],
    [0, 10, 200, 30, 255, 90, 60, 70, 80].map(value => value / 256),
  ])
})

test('sharpness is of the pixels that have neighbours all around', () => {
  const found = [0, 0.5, 2].map(factor => flat(transforms.adjustSharpness(square, factor)))
  expect(found).toEqual([around(140), around(197), around(255)])
  const middle = transforms
    .adjustSharpness(floats(square), 0)
    .select(2, 1)
    .select(2, 1)
    .item<number>()
  expect(middle * 255).toBeCloseTo(139.61538461538467, 9)
  for (const [height, width] of [
    [2, 4],
    [4, 2],
  ] as const) {
    const narrow = bytes(height, width, [0, 255, 3, 4, 5, 6, 7, 8])
    const same = transforms.adjustSharpness(narrow, 0)
    expect([flat(same), same === narrow]).toEqual([flat(narrow), false])
  }
})

describe('hues', () => {
  const colours = [
    [200, 40, 90],
    [200, 90, 40],
    [40, 200, 90],
    [90, 200, 40],
    [40, 90, 200],
    [90, 40, 200],
    [70, 70, 70],
    [255, 0, 0],
    [0, 255, 0],
    [0, 0, 255],
    [255, 255, 0],
    [0, 0, 0],
  ]
  const images = torch.tensor(colours, { dtype: 'uint8' }).t().reshape([1, 3, 3, 4])
  const turned = (factor: number): number[][] =>
    transforms.adjustHue(images, factor).reshape([3, 12]).t().toArray<number[][]>()

  // prettier-ignore
  it.each([
    [0.1, [[200, 86, 40], [200, 186, 40], [40, 200, 186], [40, 200, 86], [86, 40, 200],
      [186, 40, 200], [70, 70, 70], [255, 153, 0], [0, 255, 153], [153, 0, 255], [102, 255, 0],
      [0, 0, 0]]],
    [-0.25, [[70, 40, 200], [170, 40, 200], [200, 170, 40], [200, 70, 40], [40, 200, 70],
      [40, 200, 170], [70, 70, 70], [127, 0, 255], [255, 127, 0], [0, 255, 127], [255, 0, 127],
      [0, 0, 0]]],
    [0.5, [[40, 200, 150], [40, 150, 200], [200, 40, 150], [150, 40, 200], [200, 150, 40],
      [150, 200, 40], [70, 70, 70], [0, 255, 255], [255, 0, 255], [255, 255, 0], [0, 0, 255],
      [0, 0, 0]]],
  ])('of every sixth of the circle are turned by %p', (factor, expected) => {
    expect(turned(factor)).toEqual(expected)
  })

  it('of grey images are left, in a tensor of its own', () => {
    for (const adjust of [transforms.adjustHue, transforms.adjustSaturation]) {
      const grey = adjust(square, 0.3)
      expect([flat(grey), grey === square]).toEqual([flat(square), false])
    }
    const none = transforms.adjustSaturation(images, 0).narrow(1, 0, 1)
    expect(flat(none)).toEqual(flat(transforms.rgbToGrayscale(images)))
  })
})

test('grey has the weights of PIL for red, green and blue, in as many channels as asked', () => {
  const primaries = bytes(1, 3, [200, 0, 0], [0, 200, 0], [0, 0, 200])
  const grey = transforms.rgbToGrayscale(primaries)
  expect([grey.shape, flat(grey)]).toEqual([
    [1, 1, 1, 3],
    [59, 117, 22],
  ])
  const three = transforms.rgbToGrayscale(primaries, 3)
  expect([three.shape, flat(three)]).toEqual([
    [1, 3, 1, 3],
    [59, 117, 22, 59, 117, 22, 59, 117, 22],
  ])
  const half = torch.full([1, 1, 2, 2], 0.3, { dtype: 'float16' })
  expect(transforms.rgbToGrayscale(half).dtype).toBe('float16')
})

test('brightness and contrast reach from black, or grey, to white', () => {
  const images = bytes(1, 2, [100, 200])
  const of = (adjust: typeof transforms.adjustContrast, factor: number): number[] =>
    flat(adjust(images, factor))
  expect([0, 1, 1.5].map(factor => of(transforms.adjustBrightness, factor))).toEqual([
    [0, 0],
    [100, 200],
    [150, 255],
  ])
  expect([0, 1, 4].map(factor => of(transforms.adjustContrast, factor))).toEqual([
    [150, 150],
    [100, 200],
    [0, 255],
  ])
})

describe('sizes', () => {
  it('by the shorter side keep the shape, rounded down', () => {
    const of = (height: number, width: number, size: number): number[] =>
      transforms.resize(torch.ones([1, 1, height, width]), size).shape.slice(2)
    expect([of(4, 7, 2), of(7, 4, 2), of(5, 5, 3), of(3, 8, 4)]).toEqual([
      [2, 3],
      [3, 2],
      [3, 3],
      [4, 10],
    ])
  })

  it('are bilinear and antialiased by default', () => {
    const images = pixels(1, 'float64')
    const options = { interpolation: 'bilinear', antialias: true } as const
    const small = transforms.resize(images, [3, 4])
    expect(small.equal(transforms.resize(images, [3, 4], options))).toBe(true)
    expect(small.equal(transforms.resize(images, [3, 4], { antialias: false }))).toBe(false)
    const part = transforms.resizedCrop(images, 0, 0, 7, 9, [3, 4])
    expect(part.allclose(small, 1e-9, 1e-9)).toBe(true)
  })

  it('of windows reach beyond the image by zeros alone', () => {
    const images = bytes(2, 2, [1, 2, 3, 4])
    expect(flat(transforms.crop(images, 1, 1, 2, 2))).toEqual([4, 0, 0, 0])
    expect(flat(transforms.crop(images, 1, 0, 2, 2))).toEqual([3, 4, 0, 0])
    expect(flat(transforms.crop(images, 0, 1, 2, 2))).toEqual([2, 0, 4, 0])
    expect(flat(transforms.crop(images, 0, 0, 1, 1))).toEqual([1])
  })

  // Differences of 1, 2 and 3 rows and columns, less and more: halves go to the even one.
  it.each([
    [
      [4, 4],
      [3, 3],
      [0, 0],
    ],
    [
      [5, 4],
      [3, 1],
      [1, 2],
    ],
    [
      [5, 6],
      [4, 1],
      [0, 2],
    ],
    [
      [7, 7],
      [2, 4],
      [2, 2],
    ],
  ] as const)('of the middle of %j cut to %j begin at %j', (shape, size, [top, left]) => {
    const images = torch
      .arange(shape[0] * shape[1])
      .view([1, 1, ...shape])
      .to('float32')
    const found = transforms.centerCrop(images, size)
    const [height, width] = size
    expect(flat(found)).toEqual(flat(transforms.crop(images, top, left, height, width)))
  })

  it('of a middle that is larger have the smaller half above and to the left', () => {
    const images = bytes(1, 2, [1, 2])
    expect(transforms.centerCrop(images, [4, 5]).select(0, 0).select(0, 0).toArray()).toEqual([
      [0, 0, 0, 0, 0],
      [0, 1, 2, 0, 0],
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
    ])
  })
})
