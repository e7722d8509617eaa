/** Which adjustments images get, and of what strength, for the numbers that are drawn. */
import torch, { data, type Tensor } from '../../../../lib'
import { operate, operations, spaces, type Operation } from '../../../../lib/data/transform/auto'
import { pixels, same } from './images'
import { Scripted } from './scripted'

const { transforms } = data
const { Random } = transforms

const equal = (found: Tensor, expected: Tensor): void => {
  expect(found.shape).toEqual(expected.shape)
  expect(found.toArray()).toEqual(expected.toArray())
}
const image = (images: Tensor, i: number): Tensor => images.narrow(0, i, 1)

describe('colour jitter', () => {
  const { adjustBrightness, adjustContrast, adjustHue, adjustSaturation } = transforms

  it('draws the factors of each adjustment, then an order for each image', () => {
    const images = pixels(3, 'float64')
    const jitter = new transforms.ColorJitter({
      brightness: 0.5,
      contrast: 2,
      saturation: [0.5, 1],
      hue: 0.25,
    })
    const found = jitter.images(
      images,
      new Scripted([
        [0, 1],
        [1 / 3, 1],
        [0, 0.5],
        [0, 1],
        [0.1, 0.2, 0.3, 0.4],
        [0.4, 0.3, 0.2, 0.1],
      ]),
    )
    const first = adjustHue(
      adjustSaturation(adjustContrast(adjustBrightness(image(images, 0), 0.5), 1), 0.5),
      -0.25,
    )
    const second = adjustBrightness(
      adjustContrast(adjustSaturation(adjustHue(image(images, 1), 0.25), 0.75), 3),
      1.5,
    )
    equal(image(found, 0), first)
    equal(image(found, 1), second)
  })

  const jittered = (options: data.transforms.ColorJitterOptions, lists: number[][]): Tensor =>
    new transforms.ColorJitter(options).images(same(1), new Scripted(lists))

  it('draws nothing for what stays as it is', () => {
    equal(jittered({}, [[]]), same(1))
    equal(jittered({ brightness: 0, contrast: [1, 1], hue: [0, 0] }, [[]]), same(1))
    equal(jittered({ brightness: [0.5, 0.5] }, [[0], [0]]), adjustBrightness(same(1), 0.5))
    equal(jittered({ saturation: [0, 0] }, [[0], [0]]), adjustSaturation(same(1), 0))
    equal(jittered({ hue: [0.25, 0.25] }, [[0], [0]]), adjustHue(same(1), 0.25))
    equal(jittered({ contrast: [1, 2] }, [[0], [0]]), same(1))
  })

  it('takes factors down to 0, and hues of half a circle', () => {
    equal(jittered({ brightness: 3 }, [[0], [0]]), same(1).mul(0))
    const half = jittered({ hue: 0.5 }, [[0], [0]])
    equal(half, adjustHue(same(1), -0.5))
    expect(() => new transforms.ColorJitter({ hue: [-0.5, 0.5] })).not.toThrow()
  })
})

describe('automatic augmentations', () => {
  const share = (name: Operation): number => (operations.indexOf(name) + 0.5) / 14

  it('draw from the operations of torchvision', () => {
    expect(operations).toEqual([
      ...['shearX', 'shearY', 'translateX', 'translateY', 'rotate', 'brightness', 'color'],
      ...['contrast', 'sharpness', 'identity', 'posterize', 'solarize', 'autocontrast'],
      'equalize',
    ])
  })

  it('RandAugment turns by its part of 30°, either way', () => {
    const images = same(3)
    const augment = new transforms.RandAugment({ numOps: 1, magnitude: 5, numMagnitudeBins: 11 })
    const found = augment.images(
      images,
      new Scripted([
        [share('rotate'), share('rotate'), share('identity')],
        [0.49, 0.5, 0],
      ]),
    )
    equal(image(found, 0), transforms.affine(image(images, 0), { angle: 15 }))
    equal(image(found, 1), transforms.affine(image(images, 1), { angle: -15 }))
    equal(image(found, 2), image(images, 2))
  })

  it('RandAugment does two operations of bin 9 of 31 by default', () => {
    const images = same(1)
    const found = new transforms.RandAugment().images(
      images,
      new Scripted([[share('brightness')], [0.9], [share('rotate')], [0.9]]),
    )
    const brighter = transforms.adjustBrightness(images, 1 + 0.9 * (9 / 30))
    equal(found, transforms.affine(brighter, { angle: -30 * (9 / 30) }))
  })

  it('TrivialAugmentWide does one operation, of any of 31 bins by default', () => {
    const images = same(2)
    const names = [share('rotate'), share('contrast')]
    const augment = new transforms.TrivialAugmentWide()
    const found = augment.images(images, new Scripted([[15.5 / 31, 30.9 / 31], names, [0.9, 0.1]]))
    equal(image(found, 0), transforms.affine(image(images, 0), { angle: -67.5 }))
    equal(image(found, 1), transforms.adjustContrast(image(images, 1), 0.01))
    const two = new transforms.TrivialAugmentWide({ numMagnitudeBins: 2 })
    const most = two.images(image(images, 0), new Scripted([[0.5], [share('rotate')], [0.9]]))
    equal(most, transforms.affine(image(images, 0), { angle: -135 }))
  })

  it('put fill and interpolation where the image was', () => {
    const images = same(1).to('float64').div_(255)
    const options = { interpolation: 'bilinear', fill: 0.5 } as const
    const augment = new transforms.TrivialAugmentWide({ numMagnitudeBins: 2, ...options })
    const found = augment.images(images, new Scripted([[0.5], [share('rotate')], [0.9]]))
    equal(found, transforms.affine(images, { angle: -135 }, options))
  })

  it('round bits half to even, as PyTorch does', () => {
    const images = same(1)
    const output = { interpolation: 'nearest', fill: null } as const
    const bits = [0.125, 0.375, 0.625, 0.875, 0.8, 0.7, 0, 1].map(strength => {
      const found = operate(images, 'posterize', [strength], spaces.rand, output)
      return [8, 7, 6, 5, 4].find(kept => transforms.posterize(images, kept).equal(found))
    })
    // 8 − round(4 · strength), of 0.5, 1.5, 2.5, 3.5, 3.2, 2.8, 0 and 4
    expect(bits).toEqual([8, 6, 6, 4, 5, 5, 8, 4])
  })
})

describe('random numbers', () => {
  const generator = (): torch.Generator => new torch.Generator(7)
  const drawn = (count: number): number[] =>
    torch.rand([count], { dtype: 'float64', generator: generator() }).toArray<number[]>()
  const random = (): data.transforms.Random => new Random(generator())

  it('are those of one rand in float64', () => {
    expect(random().uniform(6, [-2, 6])).toEqual(drawn(6).map(value => -2 + 8 * value))
    expect(random().integers(6, 9)).toEqual(drawn(6).map(value => Math.floor(9 * value)))
    expect(random().choices(6, 0.4)).toEqual(drawn(6).map(value => value < 0.4))
    const keys = drawn(8)
    const order = [0, 1, 2, 3, 4, 5, 6, 7].sort((a, b) => keys[a]! - keys[b]!)
    expect(random().permutation(8)).toEqual(order)
  })

  it('are not drawn where there is nothing to choose', () => {
    const source = random()
    expect(source.uniform(3, [2, 2])).toEqual([2, 2, 2])
    expect(source.uniform(2, [0, 1])).toEqual(drawn(2))
  })

  it('come from the generator given, or the one that manualSeed seeds', () => {
    const own = generator()
    expect(new Random(own).generator).toBe(own)
    expect(new Random().generator).toBeNull()
    torch.manualSeed(7)
    expect(new Random().uniform(3, [0, 1])).toEqual(drawn(3))
    expect(() => new Random(7 as never)).toThrow(
      'Random: generator: expected a torch.Generator, found 7',
    )
  })

  it('of Beta are symmetric about ½, and narrow for large parameters', () => {
    const source = random()
    const spread = (alpha: number): number => {
      const values = Array.from({ length: 500 }, () => source.beta(alpha))
      return values.reduce((sum, value) => sum + (value - 0.5) ** 2, 0) / values.length
    }
    // The variance of Beta(α, α) is 1 / (4 · (2α + 1)).
    expect(spread(1)).toBeCloseTo(1 / 12, 2)
    expect(spread(50)).toBeCloseTo(1 / 404, 3)
  })
})
