import { checkBoolean, checkChoice, checkOptionNames, checkPositiveInteger } from '../../base/check'
import { operator, type Tensor } from '../../tensor'
import { checkImages, imageShape, toDtypeOf, toFloats } from './images'
import { interpolations, sizeOf, type ImageSize, type Interpolation } from './options'
import { ImageTransform } from './transform'

export interface ResizeOptions {
  /** Default `'bilinear'`. */
  interpolation?: Interpolation
  /** Average over what shrinks (default true); for `'bilinear'`. */
  antialias?: boolean
}

const operatorNames = {
  antialiased: 'aten::_upsample_bilinear2d_aa',
  bilinear: 'aten::upsample_bilinear2d',
  nearest: 'aten::upsample_nearest2d',
} as const

/**
 * Images of another size; one number is that of the shorter side. torchvision:
 * `functional.resize` on tensors.
 */
export function resize(images: Tensor, size: ImageSize, options: ResizeOptions = {}): Tensor {
  checkImages('resize', images)
  return scale(images, checkedSize('resize', size), resizeOptions('resize', options))
}

/** torchvision: `transforms.Resize`. */
export class Resize extends ImageTransform {
  readonly #size: ImageSize
  readonly #options: Required<ResizeOptions>

  constructor(size: ImageSize, options: ResizeOptions = {}) {
    super([size, options])
    this.#size = checkedSize('Resize', size)
    this.#options = resizeOptions('Resize', options)
  }

  images(images: Tensor): Tensor {
    return scale(images, this.#size, this.#options)
  }
}

function scale(
  images: Tensor,
  size: ImageSize,
  { interpolation, antialias }: Required<ResizeOptions>,
): Tensor {
  const [, , height, width] = imageShape(images)
  const target = typeof size === 'number' ? byShorterSide(size, height, width) : [...size]
  const floats = toFloats(images)
  if (interpolation === 'nearest')
    return toDtypeOf(images, operator(operatorNames.nearest)(floats, target) as Tensor)
  const interpolate = operator(antialias ? operatorNames.antialiased : operatorNames.bilinear)
  return toDtypeOf(images, interpolate(floats, target, false) as Tensor)
}

function byShorterSide(size: number, height: number, width: number): [number, number] {
  return height <= width
    ? [size, Math.trunc((size * width) / height)]
    : [Math.trunc((size * height) / width), size]
}

function checkedSize(what: string, size: unknown): ImageSize {
  if (typeof size !== 'number') return sizeOf(`${what}: size`, size)
  checkPositiveInteger(`${what}: size`, size)
  return size
}

/** @internal */
export function resizeOptions(what: string, options: ResizeOptions): Required<ResizeOptions> {
  checkOptionNames(what, options, ['interpolation', 'antialias'])
  const { interpolation = 'bilinear', antialias = true } = options
  checkChoice(`${what}: interpolation`, interpolation, interpolations)
  checkBoolean(`${what}: antialias`, antialias)
  return { interpolation, antialias }
}
