/** Images mixed with others of their batch, and their targets with them. */
import { checkOptionNames, checkPositiveInteger } from '../../base/check'
import { OptionError, TorchError } from '../../base/errors'
import { describeTensor, operators, type Tensor } from '../../tensor'
import { boxMask } from './erase'
import { checkImages, imageShape } from './images'
import type { Random } from './random'
import type { Box } from './resizedCrop'
import { Transform, type Pair } from './transform'

export interface MixOptions {
  /** Needed where targets are classes and not distributions. */
  numClasses?: number
  /** Of the Beta distribution that the share of the other image is drawn from (default 1). */
  alpha?: number
}

/** Each image i is mixed with image i − 1, as is its target; the share is drawn for the batch. */
abstract class Mix extends Transform {
  readonly #numClasses: number | undefined
  readonly #alpha: number

  constructor(options: MixOptions = {}) {
    super([options])
    const what = new.target.name
    checkOptionNames(what, options, ['numClasses', 'alpha'])
    const { numClasses, alpha = 1 } = options
    if (numClasses !== undefined) checkPositiveInteger(`${what}: numClasses`, numClasses)
    if (!(typeof alpha === 'number' && alpha > 0 && Number.isFinite(alpha)))
      throw new OptionError(`${what}: alpha: expected a positive number, found ${String(alpha)}`)
    this.#numClasses = numClasses
    this.#alpha = alpha
  }

  applyTo({ input, target }: Pair, random: Random): Pair {
    checkImages(this.constructor.name, input)
    const soft = this.#soften(target)
    if (soft.size(0) !== input.size(0))
      throw new TorchError(
        'VALUE',
        `${this.constructor.name}: expected a target for each of ${input.size(0)} images, found ` +
          `${soft.size(0)}`,
      )
    const { images, share } = this.mix(input, random.beta(this.#alpha), random)
    return { input: images, target: soft.mul(share).add_(previous(soft).mul_(1 - share)) }
  }

  /** Class indices [N] as distributions [N, K]; distributions as they are. */
  #soften(target: Tensor): Tensor {
    if (target.ndim === 2 && target.isFloatingPoint()) return target
    const what = this.constructor.name
    if (target.ndim !== 1 || target.dtype !== 'int64')
      throw new TorchError(
        'VALUE',
        `${what}: expected classes int64 [N] or distributions [N, K], found ${describeTensor(target)}`,
      )
    if (this.#numClasses === undefined)
      throw new OptionError(`${what}: expected numClasses where targets are classes, found none`)
    return operators.oneHot(target, this.#numClasses).to('float32')
  }

  /** The mixed images, and how much of each is its own. */
  protected abstract mix(
    images: Tensor,
    share: number,
    random: Random,
  ): { images: Tensor; share: number }
}

function previous(values: Tensor): Tensor {
  return values.roll(1, 0)
}

/** Images blended. Zhang et al. 2018; torchvision: `transforms.v2.MixUp`. */
export class MixUp extends Mix {
  protected mix(images: Tensor, share: number): { images: Tensor; share: number } {
    if (!images.isFloatingPoint())
      throw new TorchError('VALUE', 'MixUp: expected images of floats; put toFloat before it')
    return { images: images.mul(share).add_(previous(images).mul_(1 - share)), share }
  }
}

/** A rectangle of one image pasted into the other. Yun et al. 2019; torchvision: `transforms.v2.CutMix`. */
export class CutMix extends Mix {
  protected mix(images: Tensor, share: number, random: Random): { images: Tensor; share: number } {
    const [, , height, width] = imageShape(images)
    const box = this.draw(share, height, width, random)
    return {
      images: operators.where(boxMask([box], images), previous(images), images),
      share: 1 - (box.width * box.height) / (width * height),
    }
  }

  /** A rectangle about any pixel of 1 − share of the area, less what is beyond the image. */
  draw(share: number, height: number, width: number, random: Random): Box {
    const [x, y] = [random.integers(1, width)[0]!, random.integers(1, height)[0]!]
    const half = 0.5 * Math.sqrt(1 - share)
    const [reachX, reachY] = [Math.trunc(half * width), Math.trunc(half * height)]
    const [left, right] = [Math.max(0, x - reachX), Math.min(width, x + reachX)]
    const [top, bottom] = [Math.max(0, y - reachY), Math.min(height, y + reachY)]
    return { top, left, height: bottom - top, width: right - left }
  }
}
