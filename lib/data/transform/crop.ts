/** Windows of images. */
import { checkBoolean, checkCount, checkOptionNames, checkPositiveInteger } from '../../base/check'
import { TorchError } from '../../base/errors'
import { operators, tensor, type Tensor } from '../../tensor'
import { checkImages, imageShape } from './images'
import { sizeOf, type ImageSize } from './options'
import { border, padOptions, sidesOf, type PadOptions, type Padding } from './pad'
import type { Random } from './random'
import { ImageTransform } from './transform'

const noFill = { fill: 0, paddingMode: 'constant' } as const

/** The same window of all images; zeros where it leaves them. torchvision: `functional.crop`. */
export function crop(
  images: Tensor,
  top: number,
  left: number,
  height: number,
  width: number,
): Tensor {
  checkImages('crop', images)
  checkCount('crop: top', top)
  checkCount('crop: left', left)
  checkPositiveInteger('crop: height', height)
  checkPositiveInteger('crop: width', width)
  const [, , rows, columns] = imageShape(images)
  const beyond = [0, 0, Math.max(0, left + width - columns), Math.max(0, top + height - rows)]
  return border('crop', images, sidesOf('crop', beyond), noFill)
    .narrow(2, top, height)
    .narrow(3, left, width)
}

/** Windows of one size: image i from row top[i] and column left[i] on. @internal */
export function windows(
  images: Tensor,
  top: readonly number[],
  left: readonly number[],
  [height, width]: readonly [number, number],
): Tensor {
  const { device } = images
  const [count, channels, rows, columns] = imageShape(images)
  const starts = top.map((row, i) => i * channels * rows * columns + row * columns + left[i]!)
  const within = operators
    .arange(channels, { dtype: 'int64' })
    .mul(rows * columns)
    .view([1, channels, 1, 1])
    .add(operators.arange(height, { dtype: 'int64' }).mul(columns).view([1, 1, height, 1]))
    .add(operators.arange(width, { dtype: 'int64' }).view([1, 1, 1, width]))
  const places = within.add(tensor(starts, { dtype: 'int64' }).view([count, 1, 1, 1]))
  return images.take(places.to(device))
}

/** The middle of images, with zeros around those that are smaller. torchvision: `functional.center_crop`. */
export function centerCrop(images: Tensor, size: ImageSize): Tensor {
  checkImages('centerCrop', images)
  return middle(images, sizeOf('centerCrop: size', size))
}

function middle(images: Tensor, [height, width]: readonly [number, number]): Tensor {
  const [, , rows, columns] = imageShape(images)
  const lackOfRows = Math.max(0, height - rows)
  const lackOfColumns = Math.max(0, width - columns)
  const padded = border(
    'centerCrop',
    images,
    [
      Math.floor(lackOfColumns / 2),
      Math.floor(lackOfRows / 2),
      Math.ceil(lackOfColumns / 2),
      Math.ceil(lackOfRows / 2),
    ],
    noFill,
  )
  const top = halfToEven(Math.max(0, rows - height))
  const left = halfToEven(Math.max(0, columns - width))
  return padded.narrow(2, top, height).narrow(3, left, width)
}

/** length / 2, rounded as Python does: 1.5 and 2.5 are both 2. */
function halfToEven(length: number): number {
  return Math.floor(length / 2) + (length % 4 === 3 ? 1 : 0)
}

/** torchvision: `transforms.CenterCrop`. */
export class CenterCrop extends ImageTransform {
  readonly #size: readonly [number, number]

  constructor(size: ImageSize) {
    super([size])
    this.#size = sizeOf('CenterCrop: size', size)
  }

  images(images: Tensor): Tensor {
    return middle(images, this.#size)
  }
}

export interface RandomCropOptions extends PadOptions {
  padding?: Padding
  /** Widen images that are smaller than the window. */
  padIfNeeded?: boolean
}

/** A window at another place of each image. torchvision: `transforms.RandomCrop`. */
export class RandomCrop extends ImageTransform {
  readonly #size: readonly [number, number]
  readonly #sides: ReturnType<typeof sidesOf>
  readonly #padOptions: Required<PadOptions>
  readonly #padIfNeeded: boolean

  constructor(size: ImageSize, options: RandomCropOptions = {}) {
    super([size, options])
    this.#size = sizeOf('RandomCrop: size', size)
    checkOptionNames('RandomCrop', options, ['padding', 'padIfNeeded', 'fill', 'paddingMode'])
    const { padding = 0, padIfNeeded = false, ...rest } = options
    this.#sides = sidesOf('RandomCrop', padding)
    checkBoolean('RandomCrop: padIfNeeded', padIfNeeded)
    this.#padIfNeeded = padIfNeeded
    this.#padOptions = padOptions('RandomCrop', rest)
  }

  images(images: Tensor, random: Random): Tensor {
    const padded = this.#widen(border('RandomCrop', images, this.#sides, this.#padOptions))
    const [count, , rows, columns] = imageShape(padded)
    const [height, width] = this.#size
    if (height > rows || width > columns)
      throw new TorchError(
        'VALUE',
        `RandomCrop: expected images of at least ${height} × ${width}, found ${rows} × ${columns}; ` +
          'give padding, padIfNeeded, or a smaller size',
      )
    const top = random.integers(count, rows - height + 1)
    const left = random.integers(count, columns - width + 1)
    return windows(padded, top, left, this.#size)
  }

  #widen(images: Tensor): Tensor {
    if (!this.#padIfNeeded) return images
    const [, , rows, columns] = imageShape(images)
    const vertical = Math.max(0, this.#size[0] - rows)
    const horizontal = Math.max(0, this.#size[1] - columns)
    const sides = [horizontal, vertical, horizontal, vertical] as const
    return border('RandomCrop', images, sides, this.#padOptions)
  }
}
