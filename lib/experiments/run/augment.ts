/** The paper's "moderate input image augmentation by random affine transformations". */
import { operators, type Tensor } from '../../tensor'
import type { AffineRanges } from './config'

/** The paper names no ranges: these keep every digit readable. */
export const moderate: AffineRanges = { angle: 10, shift: 0.07, scale: 0.1, shear: 5 }

const radian = Math.PI / 180

function uniform(count: number, most: number): Tensor {
  return operators
    .rand([count])
    .mul_(2 * most)
    .sub_(most)
}

/** Images [B, C, H, W] each rotated, shifted, scaled and sheared at random; one pass over the pixels. */
export function randomAffine(images: Tensor, ranges: AffineRanges): Tensor {
  const count = images.size(0)
  const angle = uniform(count, ranges.angle * radian)
  const shear = uniform(count, ranges.shear * radian).tan()
  const size = uniform(count, ranges.scale).add_(1)
  const [cos, sin] = [angle.cos().div(size), angle.sin().div(size)]
  const rows = [
    [cos, cos.mul(shear).sub(sin), uniform(count, 2 * ranges.shift)],
    [sin, sin.mul(shear).add(cos), uniform(count, 2 * ranges.shift)],
  ]
  const theta = operators.stack(
    rows.map(row => operators.stack(row, 1)),
    1,
  )
  const grid = operators.affineGridGenerator(theta, [...images.shape], false)
  return operators.gridSampler(images, grid, 0, 0, false)
}
