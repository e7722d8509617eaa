import { checkOptionNames, checkProbability, describeValue } from '../../base/check'
import { OptionError } from '../../base/errors'
import type { Tensor } from '../../tensor'
import {
  adjustBrightness,
  adjustContrast,
  adjustHue,
  adjustSaturation,
  rgbToGrayscale,
  type Factor,
} from './color'
import { checkRange, type Range } from './options'
import type { Random } from './random'
import { applyByChoice } from './subset'
import { ImageTransform } from './transform'

export interface ColorJitterOptions {
  /** Factors from max(0, 1 − b) to 1 + b, or from [low, high]. */
  brightness?: number | Range
  contrast?: number | Range
  saturation?: number | Range
  /** Shifts from −h to h, or from [low, high], at most ½. */
  hue?: number | Range
}

type Adjustment = keyof ColorJitterOptions

const adjustments: Record<Adjustment, (images: Tensor, factor: Factor) => Tensor> = {
  brightness: adjustBrightness,
  contrast: adjustContrast,
  saturation: adjustSaturation,
  hue: adjustHue,
}

/** Other colours for each image, adjusted in another order. torchvision: `transforms.ColorJitter`. */
export class ColorJitter extends ImageTransform {
  readonly #ranges: readonly (readonly [Adjustment, Range])[]

  constructor(options: ColorJitterOptions = {}) {
    super([options])
    const names = Object.keys(adjustments) as Adjustment[]
    checkOptionNames('ColorJitter', options, names)
    this.#ranges = names
      .map(name => [name, rangeOf(name, options[name] ?? 0)] as const)
      .filter(([name, [low, high]]) => low !== high || low !== neutral(name))
  }

  images(images: Tensor, random: Random): Tensor {
    const count = images.size(0)
    const factors = new Map(
      this.#ranges.map(([name, range]) => [name, random.uniform(count, range)]),
    )
    const orders = Array.from({ length: count }, () => random.permutation(this.#ranges.length))
    let result = images
    for (let step = 0; step < this.#ranges.length; ++step) {
      const names = orders.map(order => this.#ranges[order[step]!]![0])
      result = applyByChoice('ColorJitter', result, names, (chosen, name, positions) =>
        adjustments[name](
          chosen,
          positions.map(i => factors.get(name)![i]!),
        ),
      )
    }
    return result
  }
}

function neutral(name: Adjustment): number {
  return name === 'hue' ? 0 : 1
}

function rangeOf(name: Adjustment, given: unknown): Range {
  const what = `ColorJitter: ${name}`
  const least = name === 'hue' ? -0.5 : 0
  const most = name === 'hue' ? 0.5 : Infinity
  const range = typeof given === 'number' ? around(what, name, given) : given
  checkRange(what, range, least)
  if ((range as Range)[1] <= most) return range as Range
  throw new OptionError(
    `${what}: expected shifts from ${least} to ${most}, found ${describeValue(given)}`,
  )
}

function around(what: string, name: Adjustment, reach: number): Range {
  if (!(reach >= 0 && Number.isFinite(reach)))
    throw new OptionError(`${what}: expected a number of at least 0 or [low, high], found ${reach}`)
  return name === 'hue' ? [-reach, reach] : [Math.max(0, 1 - reach), 1 + reach]
}

/** torchvision: `transforms.Grayscale`. */
export class Grayscale extends ImageTransform {
  readonly #channels: 1 | 3

  constructor(channels: 1 | 3 = 1) {
    super([channels])
    this.#channels = checkedChannels('Grayscale', channels)
  }

  images(images: Tensor): Tensor {
    return rgbToGrayscale(images, this.#channels)
  }
}

/** Each image with probability p, of as many channels as before. torchvision: `transforms.RandomGrayscale`. */
export class RandomGrayscale extends ImageTransform {
  constructor(readonly p = 0.1) {
    super([p])
    checkProbability('RandomGrayscale: p', p)
  }

  images(images: Tensor, random: Random): Tensor {
    const choices = random.choices(images.size(0), this.p).map(chosen => chosen || null)
    return applyByChoice('RandomGrayscale', images, choices, chosen =>
      rgbToGrayscale(chosen, chosen.size(1) === 1 ? 1 : 3),
    )
  }
}

function checkedChannels(what: string, channels: unknown): 1 | 3 {
  if (channels === 1 || channels === 3) return channels
  throw new OptionError(`${what}: channels: expected 1 or 3, found ${describeValue(channels)}`)
}
