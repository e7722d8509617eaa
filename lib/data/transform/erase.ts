/** Parts of images wiped out. */
import {
  checkChoice,
  checkCount,
  checkOptionNames,
  checkPositiveInteger,
  checkProbability,
} from '../../base/check'
import { operators, tensor, type Tensor } from '../../tensor'
import { checkImages, fillTensor, imageShape, toDtypeOf } from './images'
import { checkFill, checkRange, type Fill, type Range } from './options'
import type { Random } from './random'
import type { Box } from './resizedCrop'
import { ImageTransform } from './transform'

/** The same rectangle of all images replaced by a number, or one a channel. torchvision: `functional.erase`. */
export function erase(
  images: Tensor,
  top: number,
  left: number,
  height: number,
  width: number,
  value: Fill = 0,
): Tensor {
  checkImages('erase', images)
  for (const [name, size] of Object.entries({ top, left, height, width }))
    checkCount(`erase: ${name}`, size)
  checkFill('erase: value', value)
  const mask = boxMask([{ top, left, height, width }], images)
  return operators.where(mask, toDtypeOf(images, fillTensor('erase', images, value)), images)
}

/** Whether a pixel is in the box of its image, which may reach beyond it: bool [N, 1, H, W]. @internal */
export function boxMask(boxes: readonly Box[], images: Tensor): Tensor {
  const [, , height, width] = imageShape(images)
  const within = (size: number, bounds: number[][]): Tensor => {
    const places = operators.arange(size, { dtype: 'int64' }).unsqueeze(0)
    const [low, high] = tensor(bounds, { dtype: 'int64' }).view([-1, 2]).split(1, 1)
    return places.ge(low!).logicalAnd_(places.lt(high!))
  }
  const rows = within(
    height,
    boxes.map(box => [box.top, box.top + box.height]),
  )
  const columns = within(
    width,
    boxes.map(box => [box.left, box.left + box.width]),
  )
  const mask = rows.view([-1, 1, height, 1]).logicalAnd(columns.view([-1, 1, 1, width]))
  return mask.to(images.device)
}

export interface RandomErasingOptions {
  /** How likely an image loses a part (default 0.5). */
  p?: number
  /** The share of the area (default 0.02 to 0.33). */
  scale?: Range
  /** Height over width (default 0.3 to 3.3). */
  ratio?: Range
  /** What is put there: a number (default 0), one a channel, or normal noise. */
  value?: Fill | 'random'
}

const attempts = 10
const nowhere: Box = { top: 0, left: 0, height: 0, width: 0 }

/** A rectangle of each chosen image replaced. torchvision: `transforms.RandomErasing`. */
export class RandomErasing extends ImageTransform {
  readonly #options: Required<RandomErasingOptions>

  constructor(options: RandomErasingOptions = {}) {
    super([options])
    checkOptionNames('RandomErasing', options, ['p', 'scale', 'ratio', 'value'])
    const { p = 0.5, scale = [0.02, 0.33], ratio = [0.3, 3.3], value = 0 } = options
    checkProbability('RandomErasing: p', p)
    checkRange('RandomErasing: scale', scale, 0)
    scale.forEach(share => checkProbability('RandomErasing: scale', share))
    checkRange('RandomErasing: ratio', ratio, Number.MIN_VALUE)
    if (typeof value === 'string') checkChoice('RandomErasing: value', value, ['random'])
    else checkFill('RandomErasing: value', value)
    this.#options = { p, scale, ratio, value }
  }

  images(images: Tensor, random: Random): Tensor {
    const { value } = this.#options
    const [count, , height, width] = imageShape(images)
    const mask = boxMask(this.draw(count, height, width, random), images)
    if (typeof value !== 'string')
      return operators.where(
        mask,
        toDtypeOf(images, fillTensor('RandomErasing', images, value)),
        images,
      )
    const noise = operators.randn([...images.shape], { generator: random.generator })
    return operators.where(mask, noise.to({ dtype: images.dtype, device: images.device }), images)
  }

  /**
   * The rectangles of `count` images: for each that is chosen the first of ten that fits, else none.
   * torchvision: `RandomErasing.get_params`.
   */
  draw(count: number, height: number, width: number, random: Random): Box[] {
    const { p, scale, ratio } = this.#options
    const chosen = random.choices(count, p)
    const areas = random.uniform(count * attempts, scale)
    const logRatios = random.uniform(count * attempts, [Math.log(ratio[0]), Math.log(ratio[1])])
    const [down, right] = [random.uniform(count, [0, 1]), random.uniform(count, [0, 1])]
    return chosen.map((isChosen, i) => {
      for (let j = i * attempts; isChosen && j < (i + 1) * attempts; ++j) {
        const area = areas[j]! * height * width
        const rows = Math.round(Math.sqrt(area * Math.exp(logRatios[j]!)))
        const columns = Math.round(Math.sqrt(area / Math.exp(logRatios[j]!)))
        if (rows >= height || columns >= width) continue
        const top = Math.floor(down[i]! * (height - rows + 1))
        const left = Math.floor(right[i]! * (width - columns + 1))
        return { top, left, height: rows, width: columns }
      }
      return nowhere
    })
  }
}

/** A square of each image, cut off at the border, replaced by zeros. DeVries and Taylor 2017. */
export class Cutout extends ImageTransform {
  constructor(readonly size: number) {
    super([size])
    checkPositiveInteger('Cutout: size', size)
  }

  images(images: Tensor, random: Random): Tensor {
    const [count, , height, width] = imageShape(images)
    return images.maskedFill(boxMask(this.draw(count, height, width, random), images), 0)
  }

  /** The squares of `count` images, whose centres are anywhere in them. */
  draw(count: number, height: number, width: number, random: Random): Box[] {
    const { size } = this
    const half = Math.floor(size / 2)
    const rows = random.integers(count, height)
    const columns = random.integers(count, width)
    return rows.map((row, i) => ({
      top: row - half,
      left: columns[i]! - half,
      height: size,
      width: size,
    }))
  }
}
