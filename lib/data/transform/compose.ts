/** Transforms made of transforms. */
import { checkProbability, describeValue } from '../../base/check'
import { OptionError } from '../../base/errors'
import type { Tensor } from '../../tensor'
import { recipeOf, type Recipe } from '../recipe'
import { isNumbers } from './options'
import type { Random } from './random'
import { applyByChoice } from './subset'
import { ImageTransform, Transform, type Pair } from './transform'

/** One transform after the other. torchvision: `transforms.Compose`. */
export class Compose extends Transform {
  constructor(readonly transforms: readonly Transform[]) {
    super()
    checkTransforms('Compose', transforms, Transform)
  }

  override recipe(): Recipe {
    const args = [this.transforms.map(transform => recipeOf(transform, 'Compose'))]
    return { module: __filename, name: 'Compose', args }
  }

  applyTo(pair: Pair, random: Random): Pair {
    return this.transforms.reduce((current, transform) => transform.applyTo(current, random), pair)
  }
}

/** All of the transforms for an image, with probability p, or none. torchvision: `transforms.RandomApply`. */
export class RandomApply extends ImageTransform {
  constructor(
    readonly transforms: readonly ImageTransform[],
    readonly p = 0.5,
  ) {
    super()
    checkTransforms('RandomApply', transforms, ImageTransform)
    checkProbability('RandomApply: p', p)
  }

  override recipe(): Recipe {
    const args = [this.transforms.map(transform => recipeOf(transform, 'RandomApply')), this.p]
    return { module: __filename, name: 'RandomApply', args }
  }

  images(images: Tensor, random: Random): Tensor {
    const choices = random.choices(images.size(0), this.p).map(chosen => chosen || null)
    return applyByChoice('RandomApply', images, choices, chosen =>
      this.transforms.reduce((current, transform) => transform.images(current, random), chosen),
    )
  }
}

/** One of the transforms for each image. torchvision: `transforms.RandomChoice`. */
export class RandomChoice extends ImageTransform {
  readonly #p: readonly number[]
  readonly #bounds: readonly number[]

  /** @param p how likely each is, or in which proportion; all alike by default */
  constructor(
    readonly transforms: readonly ImageTransform[],
    p?: readonly number[],
  ) {
    super()
    checkTransforms('RandomChoice', transforms, ImageTransform)
    this.#p = p ?? transforms.map(() => 1)
    this.#bounds = cumulativeShares(this.#p, transforms.length)
  }

  override recipe(): Recipe {
    const args = [this.transforms.map(transform => recipeOf(transform, 'RandomChoice')), this.#p]
    return { module: __filename, name: 'RandomChoice', args }
  }

  images(images: Tensor, random: Random): Tensor {
    const choices = random
      .uniform(images.size(0), [0, 1])
      .map(value => this.transforms[this.#bounds.findIndex(bound => value < bound)]!)
    return applyByChoice('RandomChoice', images, choices, (chosen, transform) =>
      transform.images(chosen, random),
    )
  }
}

function cumulativeShares(p: unknown, count: number): number[] {
  if (!isNumbers(p, count) || !p.every(share => share >= 0) || !p.some(share => share > 0))
    throw new OptionError(
      `RandomChoice: p: expected ${count} numbers of at least 0, not all of them 0, found ` +
        describeValue(p),
    )
  const total = p.reduce((sum, share) => sum + share, 0)
  let sum = 0
  const bounds = p.map(share => (sum += share) / total)
  return bounds.map(bound => (bound === bounds.at(-1) ? Infinity : bound))
}

function checkTransforms(
  what: string,
  transforms: unknown,
  Class: typeof Transform | typeof ImageTransform,
): void {
  const expected = Class === Transform ? 'Transforms' : 'ImageTransforms'
  if (!Array.isArray(transforms))
    throw new OptionError(
      `${what}: expected an array of ${expected}, found ${describeValue(transforms)}`,
    )
  for (const transform of transforms)
    if (!(transform instanceof Class))
      throw new OptionError(
        `${what}: expected an array of ${expected}, found ${describeValue(transform)} in it`,
      )
  if (transforms.length === 0 && Class === ImageTransform)
    throw new OptionError(`${what}: expected at least one transform, found none`)
}
