/** Transforms: what they draw, and what they do with it. */
import torch, { data, type Tensor } from '../../../../lib'
import { pixels, same } from './images'

const { transforms } = data
const { Random } = transforms

function random(seed = 1): data.transforms.Random {
  return new Random(new torch.Generator(seed))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Means and standard deviations of uniform distributions. */
function expectUniform(values: readonly number[], low: number, high: number): void {
  const average = mean(values)
  const deviation = Math.sqrt(mean(values.map(value => (value - average) ** 2)))
  const expected = (high - low) / Math.sqrt(12)
  const error = (4 * expected) / Math.sqrt(values.length)
  expect(Math.min(...values)).toBeGreaterThanOrEqual(low)
  expect(Math.max(...values)).toBeLessThanOrEqual(high)
  expect(Math.abs(average - (low + high) / 2)).toBeLessThan(error)
  expect(Math.abs(deviation - expected)).toBeLessThan(0.1 * expected)
}

const everyone: readonly data.transforms.TransformConfig[] = [
  { name: 'randomAffine', degrees: 10, translate: [0.1, 0.1], scale: [0.9, 1.1], shear: 5 },
  { name: 'randomCrop', size: 12, padding: 2, paddingMode: 'reflect' },
  { name: 'randomHorizontalFlip' },
  { name: 'randomVerticalFlip', p: 0.3 },
  { name: 'randomResizedCrop', size: [12, 10] },
  { name: 'colorJitter', brightness: 0.4, contrast: 0.4, saturation: 0.4, hue: 0.2 },
  { name: 'randomGrayscale', p: 0.4 },
  { name: 'randomErasing', p: 0.7, value: 'random' },
  { name: 'cutout', size: 5 },
  { name: 'randAugment' },
  { name: 'trivialAugmentWide' },
  { name: 'randomApply', transforms: [{ name: 'randomAffine', degrees: 30 }], p: 0.5 },
  {
    name: 'randomChoice',
    transforms: [
      { name: 'randomVerticalFlip', p: 1 },
      { name: 'cutout', size: 3 },
    ],
    p: [1, 3],
  },
]

describe.each(everyone)('$name', config => {
  const transform = transforms.fromConfig([config])
  const apply = (input: Tensor, generator?: torch.Generator): Tensor => {
    const target = torch.arange(input.size(0))
    return transform.apply({ input, target }, generator && { generator }).input
  }

  it('depends on the generator alone, differs between images, and leaves what it is given', () => {
    const images = same(16).to('float32').div_(255)
    const before = images.clone()
    const [first, second] = [1, 1].map(seed => apply(images, new torch.Generator(seed)))
    const third = apply(images, new torch.Generator(2))
    expect(first!.equal(second!)).toBe(true)
    expect(first!.equal(third)).toBe(false)
    expect(
      first!
        .eq(first!.narrow(0, 0, 1))
        .all()
        .item(),
    ).toBe(false)
    expect(images.equal(before)).toBe(true)
    torch.manualSeed(5)
    const seeded = apply(images)
    torch.manualSeed(5)
    expect(apply(images).equal(seeded)).toBe(true)
  })

  it('takes bytes, and leaves no tensor', () => {
    const images = same(4)
    const target = torch.arange(4)
    const live = torch.memory().tensors
    const { input } = transform.apply({ input: images, target })
    expect(input.dtype).toBe('uint8')
    expect(torch.memory().tensors).toBe(live + 1)
    input.dispose()
  })
})

test('random affine draws what torchvision draws', () => {
  const affine = new transforms.RandomAffine([-20, 40], {
    translate: [0.2, 0.5],
    scale: [0.8, 1.5],
    shear: [-5, 5, 10, 20],
  })
  const maps = affine.draw(4000, 20, 30, random())
  expectUniform(
    maps.map(map => map.angle!),
    -20,
    40,
  )
  expectUniform(
    maps.map(map => map.scale!),
    0.8,
    1.5,
  )
  expectUniform(
    maps.map(map => map.shear![0]),
    -5,
    5,
  )
  expectUniform(
    maps.map(map => map.shear![1]),
    10,
    20,
  )
  expectUniform(
    maps.map(map => map.translate![0]),
    -6,
    6,
  )
  expectUniform(
    maps.map(map => map.translate![1]),
    -10,
    10,
  )
  expect(maps.every(map => map.translate!.every(Number.isInteger))).toBe(true)
})

test('random affine is the affine map that it draws', () => {
  const images = pixels(1, 'float64')
  const transform = new transforms.RandomAffine(30, { shear: 10, interpolation: 'bilinear' })
  const maps = transform.draw(2, 7, 9, random())
  const expected = transforms.affine(images, maps, { interpolation: 'bilinear', fill: 0 })
  const found = transform.forward(images, { generator: new torch.Generator(1) })
  expect(found.equal(expected)).toBe(true)
})

test('boxes of random resized crops have the shares and ratios of torchvision', () => {
  const crop = new transforms.RandomResizedCrop(8, { scale: [0.2, 0.5], ratio: [0.5, 2] })
  const boxes = crop.draw(4000, 100, 100, random())
  expectUniform(
    boxes.map(box => (box.height * box.width) / 1e4),
    0.195,
    0.505,
  )
  expectUniform(
    boxes.map(box => Math.log2(box.width / box.height)),
    -1.05,
    1.05,
  )
  expect(boxes.every(box => box.top + box.height <= 100 && box.left + box.width <= 100)).toBe(true)
  const impossible = new transforms.RandomResizedCrop(8, { scale: [1, 1], ratio: [3, 3] })
  expect(impossible.draw(1, 10, 10, random())).toEqual([{ top: 3, left: 0, height: 3, width: 10 }])
})

test('erased parts have the shares, ratios and frequency of torchvision', () => {
  const erasing = new transforms.RandomErasing({ p: 0.6, scale: [0.1, 0.3], ratio: [0.5, 2] })
  const boxes = erasing.draw(4000, 100, 100, random())
  const erased = boxes.filter(box => box.height > 0)
  expect(erased.length / 4000).toBeCloseTo(0.6, 1)
  expectUniform(
    erased.map(box => (box.height * box.width) / 1e4),
    0.095,
    0.305,
  )
  expectUniform(
    erased.map(box => Math.log2(box.height / box.width)),
    -1.05,
    1.05,
  )
})

test('windows of random crops are anywhere, of the padded image', () => {
  const crop = new transforms.RandomCrop([2, 3], { padding: 1, fill: 7 })
  const images = torch.arange(20).to('uint8').view([1, 1, 4, 5]).expand([500, -1, -1, -1])
  const corners = crop.forward(images).select(2, 0).select(2, 0).flatten().toArray<number[]>()
  const whole = transforms.pad(images.narrow(0, 0, 1), 1, { fill: 7 })
  const expected = whole.narrow(2, 0, 5).narrow(3, 0, 5).flatten().toArray<number[]>()
  const sorted = (values: Iterable<number>): number[] => [...values].sort((a, b) => a - b)
  expect(sorted(new Set(corners))).toEqual(sorted(new Set(expected)))
})

test('flips, greys and choices are as frequent as they are told', () => {
  const images = pixels(3, 'float64', [2, 3, 3]).narrow(0, 0, 1).expand([2000, -1, -1, -1])
  const share = (result: Tensor): number =>
    result.ne(images).flatten(1).any(1).to('float32').mean().item<number>()
  expect(share(new transforms.RandomHorizontalFlip(0.3).forward(images))).toBeCloseTo(0.3, 1)
  expect(share(new transforms.RandomGrayscale(0.2).forward(images))).toBeCloseTo(0.2, 1)
  const flip = new transforms.RandomVerticalFlip(1)
  const none = new transforms.RandomVerticalFlip(0)
  expect(share(new transforms.RandomApply([flip], 0.7).forward(images))).toBeCloseTo(0.7, 1)
  expect(share(new transforms.RandomChoice([flip, none], [1, 3]).forward(images))).toBeCloseTo(
    0.25,
    1,
  )
})

test('random numbers: shares, permutations, and Beta', () => {
  const source = random()
  expectUniform(source.uniform(4000, [2, 5]), 2, 5)
  expect(new Set(source.integers(400, 5))).toEqual(new Set([0, 1, 2, 3, 4]))
  const orders = Array.from({ length: 400 }, () => source.permutation(3).join(''))
  expect(new Set(orders).size).toBe(6)
  const shares = Array.from({ length: 2000 }, () => source.beta(2))
  expect(mean(shares)).toBeCloseTo(0.5, 1)
  expect(mean(shares.map(share => (share - 0.5) ** 2))).toBeCloseTo(1 / 20, 2)
})

describe('mixing', () => {
  const input = torch.arange(3).to('float32').view([3, 1, 1, 1]).expand([3, 1, 8, 8])
  const target = torch.tensor([0, 1, 2], { dtype: 'int64' })

  it('blends images as it blends targets', () => {
    const mixed = new transforms.MixUp({ numClasses: 3 }).apply({ input, target })
    for (const sum of mixed.target.sum(1).toArray<number[]>()) expect(sum).toBeCloseTo(1)
    const share = mixed.target.select(0, 1).select(0, 1).item<number>()
    expect(mixed.target.select(0, 1).select(0, 0).item()).toBeCloseTo(1 - share)
    expect(mixed.input.select(0, 1).mean().item()).toBeCloseTo(share)
    expect(mixed.input.select(0, 0).mean().item()).toBeCloseTo(2 * (1 - share))
  })

  it('pastes as large a part as targets say', () => {
    for (let seed = 0; seed < 20; ++seed) {
      const generator = new torch.Generator(seed)
      const mixed = new transforms.CutMix({ numClasses: 3 }).apply({ input, target }, { generator })
      const share = mixed.target.select(0, 1).select(0, 1).item<number>()
      expect(mixed.input.select(0, 1).eq(1).to('float32').mean().item()).toBeCloseTo(share)
    }
  })

  it('takes distributions too, and says what it cannot take', () => {
    const soft = torch.full([3, 2], 0.5)
    expect(new transforms.MixUp().apply({ input, target: soft }).target.toArray()).toEqual(
      soft.toArray(),
    )
    expect(() => new transforms.MixUp().apply({ input, target })).toThrow(/expected numClasses/)
    expect(() => new transforms.CutMix({ numClasses: 3 }).apply({ input, target: input })).toThrow(
      /expected classes int64 \[N\]/,
    )
  })
})

test('factors may be one an image', () => {
  const images = pixels(3, 'float64')
  const both = transforms.adjustContrast(images, [0.5, 1.5])
  const apart = [0.5, 1.5].map((factor, i) =>
    transforms.adjustContrast(images.narrow(0, i, 1), factor),
  )
  expect(both.allclose(torch.cat(apart), { atol: 1e-6 })).toBe(true)
})

test('a cutout is a square about a pixel of the image', () => {
  const boxes = new transforms.Cutout(4).draw(1000, 6, 8, random())
  expect([...new Set(boxes.map(box => box.top))].sort((a, b) => a - b)).toEqual([
    -2, -1, 0, 1, 2, 3,
  ])
  const cut = new transforms.Cutout(2).forward(torch.ones([50, 1, 9, 9]))
  const lost = cut.eq(0).flatten(1).sum(1).toArray<number[]>()
  expect(lost.every(count => [1, 2, 4].includes(count))).toBe(true)
})
