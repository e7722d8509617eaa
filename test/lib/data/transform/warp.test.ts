/** The kernel of affine maps against grid_sampler, which takes images that want a gradient. */
import torch, { data, type Tensor } from '../../../../lib'

const { affine } = data.transforms
type Maps = Parameters<typeof affine>[1]

const byGridSampler = (images: Tensor, maps: Maps, interpolation: 'nearest' | 'bilinear') =>
  affine(images.detach().requiresGrad_(), maps, { interpolation }).detach()

const numbers = (count: number, low: number, high: number): number[] =>
  torch
    .rand([count])
    .mul(high - low)
    .add(low)
    .toArray<number[]>()

function randomMaps(count: number, size: number): Maps {
  const [angle, x, y, scale, shear] = [
    numbers(count, -180, 180),
    numbers(count, -size, size),
    numbers(count, -size, size),
    numbers(count, 0.3, 3),
    numbers(count, -40, 40),
  ]
  return angle.map((degrees, i) => ({
    angle: degrees,
    translate: [x[i]!, y[i]!],
    scale: scale[i]!,
    shear: [shear[i]!, -shear[i]!],
  }))
}

const shapes = [
  [16, 1, 28, 28],
  [5, 3, 7, 130],
  [3, 2, 65, 64],
  [2, 1, 1, 1],
] as const

test.each(shapes)('of [%i, %i, %i, %i]', (...shape) => {
  torch.manualSeed(1)
  const images = torch.rand([...shape])
  const maps = randomMaps(shape[0], shape[3] / 4)
  const smooth = affine(images, maps, { interpolation: 'bilinear' })
  expect(smooth.allclose(byGridSampler(images, maps, 'bilinear'), 1e-4, 1e-4)).toBe(true)
  // A place halfway between two pixels may be rounded either way.
  const sharp = affine(images, maps)
    .ne(byGridSampler(images, maps, 'nearest'))
    .sum()
    .item()
  expect(Number(sharp)).toBeLessThanOrEqual(images.numel() / 2000)
})

test('what lies far outside is empty', () => {
  const images = torch.ones([2, 1, 4, 4])
  for (const interpolation of ['nearest', 'bilinear'] as const) {
    const far = affine(images, { translate: [1e30, -1e30] }, { interpolation })
    expect(far.any().item()).toBe(false)
    const still = affine(images, { angle: 0 }, { interpolation })
    expect(still.eq(1).all().item()).toBe(true)
  }
  expect(affine(images.narrow(0, 0, 0), []).shape).toEqual([0, 1, 4, 4])
})
