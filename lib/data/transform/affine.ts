/** Affine maps of images: rotation, translation, scale and shear in one pass over the pixels. */
import { checkChoice, checkOptionNames } from '../../base/check'
import { OptionError } from '../../base/errors'
import {
  fromTypedArray,
  isGradEnabled,
  isTransforming,
  operator,
  operators,
  type Tensor,
} from '../../tensor'
import { checkImages, fillTensor, imageShape, toDtypeOf, toFloats, type ImageShape } from './images'
import { checkFill, interpolations, isNumbers, type Fill, type Interpolation } from './options'

const warpOnCpu = operator('isbe::_warp')

/** The map of one image about its centre. */
export interface AffineMap {
  /** Degrees, clockwise. */
  angle?: number
  /** Pixels to the right and down. */
  translate?: readonly [x: number, y: number]
  scale?: number
  /** Degrees. */
  shear?: readonly [x: number, y: number]
}

export interface AffineOptions {
  /** Default `'nearest'`. */
  interpolation?: Interpolation
  /**
   * What is outside of the image; null, the default, is 0 as well, but bilinear pixels at the border
   * are weighed by what is inside once, not twice, as in torchvision.
   */
  fill?: Fill | null
}

/**
 * Images [N, C, H, W] each under its own map, or all under one. torchvision: `functional.affine` on
 * tensors.
 */
export function affine(
  images: Tensor,
  maps: AffineMap | readonly AffineMap[],
  options: AffineOptions = {},
): Tensor {
  checkImages('affine', images)
  const list = (Array.isArray(maps) ? maps : [maps]) as readonly AffineMap[]
  list.forEach(checkMap)
  if (list.length !== 1 && list.length !== images.size(0))
    throw new OptionError(
      `affine: expected a map for each of ${images.size(0)} images or one, found ${list.length}`,
    )
  checkOptionNames('affine', options, ['interpolation', 'fill'])
  const { interpolation = 'nearest', fill = null } = options
  checkChoice('affine: interpolation', interpolation, interpolations)
  if (fill !== null) checkFill('affine: fill', fill)
  return warp(images, list, interpolation, fill)
}

/** `affine` without its checks. @internal */
export function warp(
  images: Tensor,
  maps: readonly AffineMap[],
  interpolation: Interpolation,
  fill: Fill | null,
): Tensor {
  const floats = toFloats(images)
  const matrices = inverses(imageShape(images), maps)
  const isNearest = interpolation === 'nearest'
  const isPlain = fill === null || (fill === 0 && isNearest)
  if (isPlain && isForKernel(floats))
    return toDtypeOf(images, warpOnCpu(floats, matrices.to('float32'), isNearest) as Tensor)
  const grid = samplingGrid(floats, matrices)
  const shape = imageShape(images)
  const sample = (source: Tensor): Tensor =>
    operators
      .gridSampler(source, grid, interpolation, 'zeros', false)
      .view([shape[0], source.shape[1]!, shape[2], shape[3]])
  if (isPlain) return toDtypeOf(images, sample(floats))
  const filling = fillTensor('affine: fill', images, fill)
  const inside = sample(operators.onesLike(floats.narrow(1, 0, 1)))
  const sampled = sample(floats)
  const filled = isNearest
    ? operators.where(inside.ge(0.5), sampled, filling)
    : sampled.sub(filling).mul(inside).add(filling)
  return toDtypeOf(images, filled)
}

/** What the kernel takes; it has no derivative, and counts pixels in floats. */
function isForKernel({ device, dtype, shape, requiresGrad }: Tensor): boolean {
  const needsGradient = (requiresGrad && isGradEnabled()) || isTransforming()
  const isSmall = shape.every(size => size < 2 ** 21)
  return device === 'cpu' && dtype === 'float32' && isSmall && !needsGradient
}

/** From pixels of the result to places of the image: float64 [N, 6]. */
function inverses([count, , height, width]: ImageShape, maps: readonly AffineMap[]): Tensor {
  const matrices = new Float64Array(6 * count)
  for (let i = 0; i < count; ++i)
    writeInverse(maps[maps.length === 1 ? 0 : i]!, matrices, 6 * i, width / 2, height / 2)
  return fromTypedArray(matrices, { shape: [count, 6] })
}

/**
 * Where each pixel comes from, as `grid_sampler` takes it: [N, 1, H·W, 2], from −1 to 1. One row of
 * all pixels keeps its inner loop long, and x and y are planes, so that one matrix product makes them.
 */
function samplingGrid(images: Tensor, matrices: Tensor): Tensor {
  const [count, , height, width] = imageShape(images)
  const { dtype, device } = images
  const theta = matrices.view([2 * count, 3]).to({ dtype, device })
  const planes = theta.matmul(pixelCentres(height, width).to({ dtype, device }))
  return planes.view([count, 2, 1, height * width]).permute([0, 2, 3, 1])
}

/** x, y and 1 of every pixel, about the centre of the image: float64 [3, H·W]. */
function pixelCentres(height: number, width: number): Tensor {
  const centres = new Float64Array(3 * height * width).fill(1)
  for (let i = 0; i < height * width; ++i) {
    centres[i] = (i % width) - (width - 1) / 2
    centres[height * width + i] = Math.floor(i / width) - (height - 1) / 2
  }
  return fromTypedArray(centres, { shape: [3, height * width] })
}

const still = [0, 0] as const

/**
 * From pixels of the result, about the centre, to places of the image in units of half its width and
 * height: 2×3, row by row. Written without arrays of its own, as it is done for every image.
 */
function writeInverse(
  { angle = 0, translate = still, scale = 1, shear = still }: AffineMap,
  matrices: Float64Array,
  at: number,
  halfWidth: number,
  halfHeight: number,
): void {
  const turn = radians(angle)
  const shearY = radians(shear[1])
  const a = Math.cos(turn - shearY) / Math.cos(shearY)
  const c = Math.sin(turn - shearY) / Math.cos(shearY)
  const slope = Math.tan(radians(shear[0]))
  const b = -a * slope - Math.sin(turn)
  const d = -c * slope + Math.cos(turn)
  const [x, y] = translate
  matrices[at] = d / (scale * halfWidth)
  matrices[at + 1] = -b / (scale * halfWidth)
  matrices[at + 2] = (b * y - d * x) / (scale * halfWidth)
  matrices[at + 3] = -c / (scale * halfHeight)
  matrices[at + 4] = a / (scale * halfHeight)
  matrices[at + 5] = (c * x - a * y) / (scale * halfHeight)
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}

function checkMap(map: unknown): void {
  checkOptionNames('affine: map', map, ['angle', 'translate', 'scale', 'shear'])
  const { angle = 0, translate = [0, 0], scale = 1, shear = [0, 0] } = map as AffineMap
  const right =
    isNumbers([angle, scale]) && scale > 0 && isNumbers(translate, 2) && isNumbers(shear, 2)
  if (right) return
  throw new OptionError(
    'affine: expected { angle, translate: [x, y], scale, shear: [x, y] } of numbers, the scale positive',
  )
}
