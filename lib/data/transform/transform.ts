/** What is done to batches of images, by operators, on the device where they are. */
import { join } from 'node:path'
import { checkInstance, checkOptionNames, describeValue } from '../../base/check'
import { OptionError } from '../../base/errors'
import { Generator } from '../../runtime/generator'
import { checkTensor, tidy, type Tensor } from '../../tensor'
import type { Recipe } from '../recipe'
import { checkImages } from './images'
import { Random } from './random'

export interface TransformOptions {
  /** Where random numbers are drawn from; by default the generator that `torch.manualSeed` seeds. */
  generator?: Generator
}

/** The images and targets of a batch. */
export interface Pair {
  input: Tensor
  target: Tensor
}

/**
 * Changes a batch of images [N, C, H, W], floats from 0 to 1 or bytes, and its targets where that is
 * needed. Each image has its own random numbers, and what they are depends on the generator alone.
 * The tensors given stay as they are.
 */
export abstract class Transform {
  readonly #args: readonly unknown[] | undefined

  /**
   * @param args what a transform of this package was made with; others say how they are made in a
   * `recipe()` of their own, or are marked by `exported`
   */
  constructor(args?: readonly unknown[]) {
    this.#args = args
  }

  /** How the threads of a loader make it again. */
  recipe(): Recipe {
    const { name } = this.constructor
    if (this.#args) return { module: join(__dirname, 'classes'), name, args: this.#args }
    throw new OptionError(
      `${name}: expected a transform that another thread can make again, found one that does not ` +
        'say how; export it from a module of its own with data.exported(__filename, name, …), or ' +
        'give its class a method recipe() that returns { module, name, args }',
    )
  }

  /**
   * The pair after the transform.
   * @throws TorchError VALUE for what is no batch of images
   */
  apply(pair: Pair, options: TransformOptions = {}): Pair {
    const what = this.constructor.name
    checkPair(what, pair)
    const random = randomOf(what, options)
    return tidy(() => this.applyTo(pair, random))
  }

  /** What the transform is, for those who write one: a new pair out of this. */
  abstract applyTo(pair: Pair, random: Random): Pair
}

/** A transform of the images alone. */
export abstract class ImageTransform extends Transform {
  /** The images after the transform. */
  forward(images: Tensor, options: TransformOptions = {}): Tensor {
    const what = this.constructor.name
    checkImages(what, images)
    const random = randomOf(what, options)
    return tidy(() => this.images(images, random))
  }

  override applyTo({ input, target }: Pair, random: Random): Pair {
    checkImages(this.constructor.name, input)
    return { input: this.images(input, random), target }
  }

  /** What the transform is, for those who write one: new images out of these. */
  abstract images(images: Tensor, random: Random): Tensor
}

function randomOf(what: string, options: TransformOptions): Random {
  checkOptionNames(what, options, ['generator'])
  const { generator } = options
  if (generator === undefined) return new Random()
  checkInstance(`${what}: generator`, generator, Generator, 'a torch.Generator')
  return new Random(generator)
}

function checkPair(what: string, pair: unknown): void {
  const { input, target } = (pair ?? {}) as Partial<Pair>
  if (input === undefined || target === undefined)
    throw new OptionError(
      `${what}: expected { input, target }, found ${describeValue(pair)}; forward(images) takes ` +
        'images alone',
    )
  checkTensor(`${what}: input`, input)
  checkTensor(`${what}: target`, target)
}
