import { checkChoice, checkOptionNames, checkProbability } from '../../base/check'
import { OptionError } from '../../base/errors'
import type { Tensor } from '../../tensor'
import { warp, type AffineMap, type AffineOptions } from './affine'
import { imageShape } from './images'
import {
  checkFill,
  checkRange,
  interpolations,
  isNumbers,
  symmetricRange,
  type Range,
} from './options'
import type { Random } from './random'
import { ImageTransform } from './transform'

export interface RandomAffineOptions extends AffineOptions {
  /** Moves by as large a share of width and height at most, by whole pixels. */
  translate?: readonly [horizontal: number, vertical: number]
  /** Factors from low to high. */
  scale?: Range
  /**
   * Shears along x by as many degrees at most or from [low, high], or also along y:
   * [low x, high x, low y, high y].
   */
  shear?: number | Range | readonly [number, number, number, number]
}

const optionNames = ['translate', 'scale', 'shear', 'interpolation', 'fill']

/** Another affine map for each image. torchvision: `transforms.RandomAffine`. */
export class RandomAffine extends ImageTransform {
  readonly #degrees: Range
  readonly #translate: readonly [number, number]
  readonly #scale: Range
  readonly #shears: readonly [Range, Range]
  readonly #output: Required<AffineOptions>

  /** @param degrees turns by as many at most, or from [low, high] */
  constructor(degrees: number | Range, options: RandomAffineOptions = {}) {
    super([degrees, options])
    this.#degrees = symmetricRange('RandomAffine: degrees', degrees)
    checkOptionNames('RandomAffine', options, optionNames)
    const { translate = [0, 0], scale = [1, 1], shear = 0 } = options
    const { interpolation = 'nearest', fill = 0 } = options
    checkShares(translate)
    checkRange('RandomAffine: scale', scale, Number.MIN_VALUE)
    checkChoice('RandomAffine: interpolation', interpolation, interpolations)
    checkFill('RandomAffine: fill', fill)
    this.#translate = translate
    this.#scale = scale
    this.#shears = shearRanges(shear)
    this.#output = { interpolation, fill }
  }

  images(images: Tensor, random: Random): Tensor {
    const [count, , height, width] = imageShape(images)
    const maps = this.draw(count, height, width, random)
    return warp(images, maps, this.#output.interpolation, this.#output.fill)
  }

  /** The maps of `count` images. torchvision: `RandomAffine.get_params`. */
  draw(count: number, height: number, width: number, random: Random): AffineMap[] {
    const draw = (range: Range): number[] => random.uniform(count, range)
    const move = (share: number, size: number): number[] =>
      draw([-share * size, share * size]).map(Math.round)
    const angle = draw(this.#degrees)
    const x = move(this.#translate[0], width)
    const y = move(this.#translate[1], height)
    const scale = draw(this.#scale)
    const shearX = draw(this.#shears[0])
    const shearY = draw(this.#shears[1])
    return angle.map((degrees, i) => ({
      angle: degrees,
      translate: [x[i]!, y[i]!],
      scale: scale[i]!,
      shear: [shearX[i]!, shearY[i]!],
    }))
  }
}

function checkShares(translate: unknown): void {
  if (!isNumbers(translate, 2))
    throw new OptionError('RandomAffine: translate: expected [horizontal, vertical] shares')
  for (const share of translate) checkProbability('RandomAffine: translate', share)
}

function shearRanges(shear: unknown): readonly [Range, Range] {
  if (!isNumbers(shear, 4)) return [symmetricRange('RandomAffine: shear', shear), [0, 0]]
  const [lowX, highX, lowY, highY] = shear as [number, number, number, number]
  const ranges: [Range, Range] = [
    [lowX, highX],
    [lowY, highY],
  ]
  for (const range of ranges) checkRange('RandomAffine: shear', range)
  return ranges
}
