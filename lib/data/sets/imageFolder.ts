/** Images in a folder a class. */
import { readFile, readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { isMainThread } from 'node:worker_threads'
import { checkChoice, checkFunction, checkOptionNames, checkString } from '../../base/check'
import { DataError } from '../../base/errors'
import { fromTypedArray, operators, tidy, type Tensor } from '../../tensor'
import { checkIndex, type Batch, type Dataset } from '../dataset'
import { placed } from '../loader/places'
import { reasonOf } from '../reader/file'
import {
  checkDecodeOptions,
  decodeImage,
  loadSharp,
  type DecodedImage,
  type DecodeOptions,
} from '../reader/image'
import { recipeOf, type Recipe } from '../recipe'
import { listImages, type ImageListing } from './imageListing'

export interface ImageFolderOptions extends DecodeOptions {
  /** Of the inputs: 'float32' from 0 to 1 (default), or 'uint8' as decoded. */
  dtype?: 'float32' | 'uint8'
  /**
   * Applied to the inputs [B, C, H, W] of a batch. In the threads of a loader it must have been
   * marked by `exported`.
   */
  transform?: (input: Tensor) => Tensor
}

const optionNames = ['mode', 'size', 'dtype', 'transform']

function checkOptions(options: ImageFolderOptions): void {
  checkOptionNames('ImageFolder', options, optionNames)
  const { dtype = 'float32', transform } = options
  checkDecodeOptions('ImageFolder', options)
  checkChoice('ImageFolder: dtype', dtype, ['float32', 'uint8'])
  if (transform !== undefined) checkFunction('ImageFolder: transform', transform)
}

/**
 * The images below `root/<class>/`, PNG, JPEG, WebP or TIFF: inputs [C, H, W], targets the place of
 * the class among the folders' names in their order. They are decoded when they are asked for, by
 * the package `sharp`, where they are asked for: in the threads of a loader. Images of different
 * sizes need `size` to be batched. torchvision: `datasets.ImageFolder`.
 * @throws OptionError without sharp, DataError where there are no classes, a class without images,
 * or a link that leaves the folder.
 */
export class ImageFolder implements Dataset<Batch> {
  readonly classes: readonly string[]
  readonly length: number
  readonly #listing: ImageListing

  constructor(
    readonly root: string,
    readonly options: ImageFolderOptions = {},
    listing?: ImageListing,
  ) {
    checkString('ImageFolder: root', root)
    checkOptions(options)
    loadSharp()
    this.#listing = listing ?? listImages(root)
    this.classes = this.#listing.classes
    this.length = this.#listing.paths.length
  }

  /** Path and class of a sample. */
  sample(index: number): { path: string; target: number } {
    checkIndex('ImageFolder.sample', index, this.length)
    return { path: this.#listing.paths[index]!, target: this.#listing.targets[index]! }
  }

  async get(index: number): Promise<Batch> {
    checkIndex('ImageFolder.get', index, this.length)
    const image = await this.#decode(index)
    return tidy(() => {
      const { input, target } = this.#batch([index], [image])
      return { input: input.squeeze(0), target: target.squeeze(0) }
    })
  }

  async gather(indices: Tensor): Promise<Batch> {
    const chosen = Array.from(indices.toTypedArray(), Number)
    const images = await Promise.all(
      chosen.map(index =>
        placed(
          () => `sample ${index}`,
          () => this.#decode(index),
        ),
      ),
    )
    return tidy(() => this.#batch(chosen, images))
  }

  /** Other threads do not list the folder again. */
  recipe(): Recipe {
    const { transform, ...options } = this.options
    const made = transform && recipeOf(transform, 'ImageFolder: transform')
    const args = [this.root, options, made, this.#listing]
    return { module: __filename, name: 'imageFolderOf', args }
  }

  async #decode(index: number): Promise<DecodedImage> {
    const path = this.#listing.paths[index]!
    return decodeImage(path, await read(path), this.options)
  }

  #batch(indices: readonly number[], images: readonly DecodedImage[]): Batch {
    const { height, width, channels } = images[0]!
    const each = height * width * channels
    const pixels = new Uint8Array(images.length * each)
    images.forEach((image, i) => {
      if (image.height !== height || image.width !== width) this.#refuseSizes(indices, images, i)
      pixels.set(image.pixels, i * each)
    })
    const shape = [images.length, height, width, channels]
    const bytes = operators.permute(fromTypedArray(pixels, { shape }), [0, 3, 1, 2]).contiguous()
    const input = this.options.dtype === 'uint8' ? bytes : bytes.to('float32').div_(255)
    const targets = BigInt64Array.from(indices, index => BigInt(this.#listing.targets[index]!))
    return { input: this.options.transform?.(input) ?? input, target: fromTypedArray(targets) }
  }

  #refuseSizes(indices: readonly number[], images: readonly DecodedImage[], other: number): never {
    const describe = (i: number): string =>
      `${images[i]!.height}×${images[i]!.width} of '${this.#listing.paths[indices[i]!]}'`
    throw new DataError(
      `ImageFolder: expected images of one size in a batch, found ${describe(0)} and ` +
        `${describe(other)}; pass { size: [height, width] }`,
    )
  }
}

const readInTurn = promisify(readFile)

/** A loader's thread has nothing else to do meanwhile, and waiting for small files costs the most. */
async function read(path: string): Promise<Buffer> {
  try {
    return isMainThread ? await readInTurn(path) : readFileSync(path)
  } catch (cause) {
    throw new DataError(`image: '${path}' cannot be read: ${reasonOf(cause)}`, { cause })
  }
}

/** What a recipe calls. @internal */
export function imageFolderOf(
  root: string,
  options: ImageFolderOptions,
  transform: ((input: Tensor) => Tensor) | undefined,
  listing: ImageListing,
): ImageFolder {
  return new ImageFolder(root, { ...options, ...(transform ? { transform } : {}) }, listing)
}
