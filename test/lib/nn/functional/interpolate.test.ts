/** Resizing small tensors, as PyTorch 2.13 does. */
import torch, { nn, type Tensor } from '../../../../lib'

const F = nn.functional

/** Rounded to four digits. */
function near(tensor: Tensor): unknown {
  return JSON.parse(
    JSON.stringify(tensor.double().toArray(), (_, value: unknown) =>
      typeof value === 'number' ? Math.round(value * 1e4) / 1e4 : value,
    ),
  )
}

const row = torch.arange(6).float().reshape([1, 1, 6])
const image = torch.arange(16).float().reshape([1, 1, 4, 4])
const cube = torch.arange(8).float().reshape([1, 1, 2, 2, 2])

test.each<[object, number[]]>([
  [{ scaleFactor: 0.5, mode: 'area' }, [0.5, 2.5, 4.5]],
  [{ scaleFactor: 0.7, mode: 'area' }, [0.5, 1.5, 3.5, 4.5]],
  [{ scaleFactor: 0.7 }, [0, 1, 2, 4]],
  [{ scaleFactor: 0.7, mode: 'linear' }, [0.2143, 1.6429, 3.0714, 4.5]],
  [{ scaleFactor: 0.7, mode: 'linear', recomputeScaleFactor: true }, [0.25, 1.75, 3.25, 4.75]],
  [{ scaleFactor: [0.7], mode: 'linear', recomputeScaleFactor: false }, [0.2143, 1.6429, 3.0714, 4.5]], // prettier-ignore
  [{ size: 3, mode: 'linear', alignCorners: true }, [0, 2.5, 5]],
  [{ size: [4], mode: 'nearest' }, [0, 1, 3, 4]],
  [{ size: 4, mode: 'nearest-exact' }, [0, 2, 3, 5]],
])('a row resized by %j', (options, values) => {
  expect(near(F.interpolate(row, options))).toEqual([[values]])
})

test('images and volumes resized', () => {
  const resized = (options: object, input = image): unknown =>
    near(F.interpolate(input, options).at(0, 0))
  expect(resized({ size: [2, 3], mode: 'bilinear' })).toEqual([
    [2.1667, 3.5, 4.8333],
    [10.1667, 11.5, 12.8333],
  ])
  expect(resized({ size: [2, 3], mode: 'bilinear', antialias: true })).toEqual([
    [3.1571, 4.3571, 5.5571],
    [9.4429, 10.6429, 11.8429],
  ])
  expect(resized({ scaleFactor: [0.5, 0.75], mode: 'bicubic' })).toEqual([
    [1.7512, 3.125, 4.4988],
    [10.5012, 11.875, 13.2488],
  ])
  expect(resized({ size: 2, mode: 'area' })).toEqual([[2.5, 4.5], [10.5, 12.5]]) // prettier-ignore
  expect(near(F.upsampleBilinear(image, 2).at(0, 0))).toEqual([[0, 3], [12, 15]]) // prettier-ignore
  expect(near(F.upsampleNearest(image, null, 0.5).at(0, 0))).toEqual([[0, 2], [8, 10]]) // prettier-ignore
  const middle = ['trilinear', 'nearest', 'nearest-exact', 'area'].map(mode =>
    resized({ size: 1, mode }, cube),
  )
  expect(middle).toEqual([[[[3.5]]], [[[0]]], [[[7]]], [[[3.5]]]])
  expect(F.interpolate(image, { size: 3, mode: 'lanczos', antialias: true }).shape).toEqual([1, 1, 3, 3]) // prettier-ignore
})

test.each<[Tensor, object, string]>([
  [row, {}, 'expected either size or scaleFactor'],
  [row, { size: 2, scaleFactor: 2 }, 'expected either size or scaleFactor'],
  [row, { size: 2, recomputeScaleFactor: true }, 'expected no recomputeScaleFactor beside size'],
  [row, { size: [2, 2] }, 'expected size of 1 numbers, found [2, 2]'],
  [image, { scaleFactor: [2] }, 'expected scaleFactor of 2 numbers, found [2]'],
  [image, { scaleFactor: 'x' }, "expected scaleFactor of 2 numbers, found 'x'"],
  [row, { size: 2, alignCorners: false }, 'expected no alignCorners for mode nearest'],
  [row, { size: 2, mode: 'area', alignCorners: true }, 'expected no alignCorners for mode area'],
  [image, { size: 2, mode: 'nearest-exact', alignCorners: true }, 'expected no alignCorners for mode nearest-exact'], // prettier-ignore
  [image, { size: 2, mode: 'linear' }, 'expected an input for mode linear, found 4 dimensions'],
  [row, { size: 2, mode: 'bicubic' }, 'expected an input for mode bicubic, found 3 dimensions'],
  [image, { size: 2, mode: 'lanczos' }, 'expected antialias with lanczos'],
  [
    image,
    { size: 2, mode: 'nearest', antialias: true },
    'expected bilinear, bicubic or lanczos of [N, C, H, W] with antialias',
  ],
  [
    row,
    { size: 2, mode: 'linear', antialias: true },
    'expected bilinear, bicubic or lanczos of [N, C, H, W] with antialias',
  ],
  [
    cube,
    { size: 2, mode: 'bicubic', antialias: true },
    'expected bilinear, bicubic or lanczos of [N, C, H, W] with antialias',
  ],
])('%p is not resized by %j', (input, options, problem) => {
  expect(() => F.interpolate(input, options)).toThrow(
    new Error(`nn.functional.interpolate: ${problem}`),
  )
})
