/** Augmentations that draw their operations from one list. */
import { checkChoice, checkCount, checkOptionNames } from '../../base/check'
import { OptionError } from '../../base/errors'
import { operators, type Tensor } from '../../tensor'
import { warp, type AffineMap, type AffineOptions } from './affine'
import { adjustBrightness, adjustContrast, adjustSaturation, adjustSharpness } from './color'
import { checkColors, imageShape, maxValue } from './images'
import { checkFill, interpolations } from './options'
import type { Random } from './random'
import { applyByChoice } from './subset'
import { ImageTransform } from './transform'
import { autocontrast, equalize, posterize, solarize } from './tone'

/** How strong operations are at most. */
interface Space {
  degrees: number
  shear: number
  /** How far factors of brightness, colour, contrast and sharpness are from 1. */
  color: number
  /** That posterizing takes away. */
  bits: number
  /** In pixels, of an image so many wide or high. */
  shift: (size: number) => number
}

/** @internal */
export const spaces = {
  rand: { degrees: 30, shear: 0.3, color: 0.9, bits: 4, shift: size => (150 / 331) * size },
  trivial: { degrees: 135, shear: 0.99, color: 0.99, bits: 6, shift: () => 32 },
} satisfies Record<string, Space>

const signed = [
  'shearX',
  'shearY',
  'translateX',
  'translateY',
  'rotate',
  'brightness',
  'color',
  'contrast',
  'sharpness',
] as const
/** As PyTorch rounds. */
function roundHalfToEven(value: number): number {
  const below = Math.floor(value)
  if (value - below !== 0.5) return Math.round(value)
  return below % 2 === 0 ? below : below + 1
}

const unsigned = ['identity', 'posterize', 'solarize', 'autocontrast', 'equalize'] as const

/** @internal */
export type Operation = (typeof signed)[number] | (typeof unsigned)[number]

/** @internal */
export const operations: readonly Operation[] = [...signed, ...unsigned]

abstract class AutoAugmentation extends ImageTransform {
  readonly #output: Required<AffineOptions>
  readonly #space: Space

  constructor(what: string, options: AffineOptions, space: Space) {
    super([options])
    const { interpolation = 'nearest', fill = null } = options
    this.#space = space
    checkChoice(`${what}: interpolation`, interpolation, interpolations)
    if (fill !== null) checkFill(`${what}: fill`, fill)
    this.#output = { interpolation, fill }
  }

  /** One operation for each image, of its magnitude bin among `count`, in either direction. */
  protected operate(
    images: Tensor,
    bins: readonly number[],
    count: number,
    random: Random,
  ): Tensor {
    checkColors(this.constructor.name, images)
    const names = random
      .integers(images.size(0), operations.length)
      .map(index => operations[index]!)
    const isNegative = random.choices(images.size(0), 0.5)
    return applyByChoice(this.constructor.name, images, names, (chosen, name, positions) => {
      const strengths = positions.map(i => (bins[i]! / (count - 1)) * (isNegative[i] ? -1 : 1))
      return operate(chosen, name, strengths, this.#space, this.#output)
    })
  }
}

/** An operation on images, each of its strength from −1 to 1: its part of the most, and its direction. @internal */
export function operate(
  images: Tensor,
  name: Operation,
  strengths: readonly number[],
  space: Space,
  { interpolation, fill }: Required<AffineOptions>,
): Tensor {
  const [, , height, width] = imageShape(images)
  const map = (toMap: (strength: number) => AffineMap): Tensor =>
    warp(images, strengths.map(toMap), interpolation, fill)
  const factors = strengths.map(strength => 1 + space.color * strength)
  const degrees = (strength: number): number => (Math.atan(space.shear * strength) * 180) / Math.PI
  switch (name) {
    case 'identity':
      return images
    case 'shearX':
      return map(strength => sheared([degrees(strength), 0], height, width))
    case 'shearY':
      return map(strength => sheared([0, degrees(strength)], height, width))
    case 'translateX':
      return map(strength => ({ translate: [Math.trunc(space.shift(width) * strength), 0] }))
    case 'translateY':
      return map(strength => ({ translate: [0, Math.trunc(space.shift(height) * strength)] }))
    case 'rotate':
      return map(strength => ({ angle: -space.degrees * strength }))
    case 'brightness':
      return adjustBrightness(images, factors)
    case 'color':
      return adjustSaturation(images, factors)
    case 'contrast':
      return adjustContrast(images, factors)
    case 'sharpness':
      return adjustSharpness(images, factors)
    case 'posterize':
      return eachAlone(images, strengths, (image, strength) =>
        posterize(image, 8 - roundHalfToEven(space.bits * Math.abs(strength))),
      )
    case 'solarize':
      return eachAlone(images, strengths, (image, strength) =>
        solarize(image, (1 - Math.abs(strength)) * maxValue(images)),
      )
    case 'autocontrast':
      return autocontrast(images)
    case 'equalize':
      return equalize(images)
  }
}

/** About the upper left corner, as Pillow shears. */
function sheared(shear: readonly [number, number], height: number, width: number): AffineMap {
  const tangent = (degrees: number): number => Math.tan((degrees * Math.PI) / 180)
  return {
    shear,
    translate: [(tangent(shear[0]) * -height) / 2, (tangent(shear[1]) * -width) / 2],
  }
}

function eachAlone(
  images: Tensor,
  strengths: readonly number[],
  apply: (image: Tensor, strength: number) => Tensor,
): Tensor {
  return operators.cat(strengths.map((strength, i) => apply(images.narrow(0, i, 1), strength)))
}

export interface RandAugmentOptions extends AffineOptions {
  /** Operations an image (default 2). */
  numOps?: number
  /** Which of the bins (default 9). */
  magnitude?: number
  /** Default 31. */
  numMagnitudeBins?: number
}

/** Operations of one strength, others for each image. Cubuk et al. 2020; torchvision: `transforms.RandAugment`. */
export class RandAugment extends AutoAugmentation {
  readonly #numOps: number
  readonly #magnitude: number
  readonly #bins: number

  constructor(options: RandAugmentOptions = {}) {
    const names = ['numOps', 'magnitude', 'numMagnitudeBins', 'interpolation', 'fill']
    checkOptionNames('RandAugment', options, names)
    super('RandAugment', options, spaces.rand)
    const { numOps = 2, magnitude = 9, numMagnitudeBins = 31 } = options
    checkCount('RandAugment: numOps', numOps)
    checkCount('RandAugment: magnitude', magnitude)
    this.#bins = checkedBins('RandAugment', numMagnitudeBins)
    if (magnitude >= numMagnitudeBins)
      throw new OptionError(
        `RandAugment: magnitude: expected less than numMagnitudeBins, ${numMagnitudeBins}, found ${magnitude}`,
      )
    this.#numOps = numOps
    this.#magnitude = magnitude
  }

  images(images: Tensor, random: Random): Tensor {
    const bins = new Array<number>(images.size(0)).fill(this.#magnitude)
    let result = images
    for (let i = 0; i < this.#numOps; ++i) result = this.operate(result, bins, this.#bins, random)
    return result
  }
}

export interface TrivialAugmentWideOptions extends AffineOptions {
  /** Default 31. */
  numMagnitudeBins?: number
}

/** One operation of any strength for each image. Müller and Hutter 2021; torchvision: `transforms.TrivialAugmentWide`. */
export class TrivialAugmentWide extends AutoAugmentation {
  readonly #bins: number

  constructor(options: TrivialAugmentWideOptions = {}) {
    checkOptionNames('TrivialAugmentWide', options, ['numMagnitudeBins', 'interpolation', 'fill'])
    super('TrivialAugmentWide', options, spaces.trivial)
    this.#bins = checkedBins('TrivialAugmentWide', options.numMagnitudeBins ?? 31)
  }

  images(images: Tensor, random: Random): Tensor {
    const bins = random.integers(images.size(0), this.#bins)
    return this.operate(images, bins, this.#bins, random)
  }
}

function checkedBins(what: string, bins: unknown): number {
  checkCount(`${what}: numMagnitudeBins`, bins)
  if ((bins as number) > 1) return bins as number
  throw new OptionError(`${what}: numMagnitudeBins: expected at least 2, found ${String(bins)}`)
}
