/** Parts of images brought to one size. */
import { checkCount, checkOptionNames, checkPositiveInteger } from '../../base/check'
import { TorchError } from '../../base/errors'
import { operators, tensor, type Tensor } from '../../tensor'
import { checkImages, imageShape, toDtypeOf, toFloats } from './images'
import { checkRange, sizeOf, type ImageSize, type Range } from './options'
import type { Random } from './random'
import { resizeOptions, type ResizeOptions } from './resize'
import { ImageTransform } from './transform'

export interface Box {
  top: number
  left: number
  height: number
  width: number
}

/** Where a part begins along a dimension, and how long it is. */
interface Span {
  start: number
  length: number
}

/** The same part of all images, at another size. torchvision: `functional.resized_crop` on tensors. */
export function resizedCrop(
  images: Tensor,
  top: number,
  left: number,
  height: number,
  width: number,
  size: ImageSize,
  options: ResizeOptions = {},
): Tensor {
  checkImages('resizedCrop', images)
  checkCount('resizedCrop: top', top)
  checkCount('resizedCrop: left', left)
  checkPositiveInteger('resizedCrop: height', height)
  checkPositiveInteger('resizedCrop: width', width)
  const [, , rows, columns] = imageShape(images)
  if (top + height > rows || left + width > columns)
    throw new TorchError(
      'VALUE',
      `resizedCrop: expected a part of images of ${rows} × ${columns}, found one that ends at ` +
        `${top + height} × ${left + width}`,
    )
  const boxes = [{ top, left, height, width }]
  return resample(
    images,
    boxes,
    sizeOf('resizedCrop: size', size),
    resizeOptions('resizedCrop', options),
  )
}

/**
 * Resizing is a product with a matrix of weights for the rows and one for the columns, which may be
 * others for each image.
 */
function resample(
  images: Tensor,
  boxes: readonly Box[],
  [height, width]: readonly [number, number],
  options: Required<ResizeOptions>,
): Tensor {
  const floats = toFloats(images)
  const [, , rows, columns] = imageShape(images)
  const { dtype, device } = floats
  const matrix = (spans: Span[], from: number, to: number): Tensor =>
    weights(spans, from, to, options).to({ dtype, device }).unsqueeze(1)
  const vertical = matrix(
    boxes.map(box => ({ start: box.top, length: box.height })),
    rows,
    height,
  )
  const horizontal = matrix(
    boxes.map(box => ({ start: box.left, length: box.width })),
    columns,
    width,
  )
  return toDtypeOf(images, vertical.matmul(floats).matmul(horizontal.transpose(2, 3)))
}

/**
 * [N, to, from], float64: the weight of each old place in each new one. Bilinear is a triangle, one
 * pixel wide to each side or, with antialiasing, a step where the image shrinks.
 */
function weights(
  spans: readonly Span[],
  from: number,
  to: number,
  { interpolation, antialias }: Required<ResizeOptions>,
): Tensor {
  const column = (values: number[]): Tensor => tensor(values, { dtype: 'float64' }).view([-1, 1, 1])
  const start = column(spans.map(span => span.start))
  const length = column(spans.map(span => span.length))
  const step = length.div(to)
  const places = operators.arange(from, { dtype: 'float64' }).view([1, 1, -1])
  const outputs = operators.arange(to, { dtype: 'float64' }).view([1, -1, 1])
  if (interpolation === 'nearest')
    return places.eq(outputs.mul(step).floor().add(start)).to('float64')
  const last = length.sub(1)
  const centre = outputs.add(0.5).mul(step).sub(0.5)
  if (!antialias) {
    const inside = operators.minimum(centre.clamp({ min: 0 }), last).add(start)
    return operators.rsub(places.sub(inside).abs(), 1).clamp({ min: 0 })
  }
  const distance = places
    .sub(centre)
    .sub(start)
    .div(step.clamp({ min: 1 }))
  const inside = places.ge(start).logicalAnd(places.le(start.add(last)))
  const triangle = operators.rsub(distance.abs(), 1).clamp({ min: 0 }).mul(inside)
  return triangle.div(triangle.sum([2], { keepdim: true }))
}

export interface RandomResizedCropOptions extends ResizeOptions {
  /** The share of the area (default 0.08 to 1). */
  scale?: Range
  /** Width over height (default ¾ to 4⁄3). */
  ratio?: Range
}

const attempts = 10

/** Another part of each image, brought to one size. torchvision: `transforms.RandomResizedCrop`. */
export class RandomResizedCrop extends ImageTransform {
  readonly #size: readonly [number, number]
  readonly #scale: Range
  readonly #ratio: Range
  readonly #options: Required<ResizeOptions>

  constructor(size: ImageSize, options: RandomResizedCropOptions = {}) {
    super([size, options])
    this.#size = sizeOf('RandomResizedCrop: size', size)
    const names = ['scale', 'ratio', 'interpolation', 'antialias']
    checkOptionNames('RandomResizedCrop', options, names)
    const { scale = [0.08, 1], ratio = [3 / 4, 4 / 3], ...rest } = options
    checkRange('RandomResizedCrop: scale', scale, Number.MIN_VALUE)
    checkRange('RandomResizedCrop: ratio', ratio, Number.MIN_VALUE)
    this.#scale = scale
    this.#ratio = ratio
    this.#options = resizeOptions('RandomResizedCrop', rest)
  }

  images(images: Tensor, random: Random): Tensor {
    const [count, , height, width] = imageShape(images)
    return resample(images, this.draw(count, height, width, random), this.#size, this.#options)
  }

  /**
   * The parts of `count` images: for each the first of ten that fits, else the most of the middle.
   * torchvision: `RandomResizedCrop.get_params`.
   */
  draw(count: number, height: number, width: number, random: Random): Box[] {
    const tries = count * attempts
    const areas = random.uniform(tries, this.#scale)
    const [low, high] = this.#ratio
    const logRatios = random.uniform(tries, [Math.log(low), Math.log(high)])
    const [down, right] = [random.uniform(count, [0, 1]), random.uniform(count, [0, 1])]
    return Array.from({ length: count }, (_, i) => {
      for (let j = i * attempts; j < (i + 1) * attempts; ++j) {
        const area = areas[j]! * height * width
        const ratio = Math.exp(logRatios[j]!)
        const box = [Math.round(Math.sqrt(area / ratio)), Math.round(Math.sqrt(area * ratio))]
        const [rows, columns] = box as [number, number]
        if (rows < 1 || rows > height || columns < 1 || columns > width) continue
        const top = Math.floor(down[i]! * (height - rows + 1))
        const left = Math.floor(right[i]! * (width - columns + 1))
        return { top, left, height: rows, width: columns }
      }
      return largestInside(height, width, this.#ratio)
    })
  }
}

/** As much of the middle as the ratios allow. */
function largestInside(height: number, width: number, [low, high]: Range): Box {
  const ratio = width / height
  const rows = ratio < low ? Math.min(height, Math.max(1, Math.round(width / low))) : height
  const columns = ratio > high ? Math.min(width, Math.max(1, Math.round(height * high))) : width
  return {
    top: Math.floor((height - rows) / 2),
    left: Math.floor((width - columns) / 2),
    height: rows,
    width: columns,
  }
}
