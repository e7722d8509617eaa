/** Decodes images with `sharp`, which users who have images install themselves. */
import type Sharp from 'sharp'
import { checkChoice, describeValue } from '../../base/check'
import { OptionError, type DataError } from '../../base/errors'
import { fromTypedArray, operator, tidy, type Tensor } from '../../tensor'
import { dataError, reasonOf, refuseHtml } from './file'
import { decodeSmall } from './smallImage'

export interface DecodeOptions {
  /**
   * Three channels or one (default 'rgb'), which is the luma of colours; transparency is dropped.
   * PIL: `convert('RGB')`, `convert('L')`.
   */
  mode?: 'rgb' | 'grey'
  /** Height and width to resize to, bilinear and antialiased. torchvision: `Resize`. */
  size?: readonly [height: number, width: number]
}

export interface DecodedImage {
  height: number
  width: number
  channels: number
  /** Row by row, the channels of a pixel beside each other. */
  pixels: Uint8Array
}

/** Beyond which no image is decoded. */
const mostPixels = 2 ** 28

/** How files of the formats that are read begin; other formats could name further files. */
const beginnings: readonly RegExp[] = [
  /^\x89PNG\r\n/,
  /^\xff\xd8\xff/,
  /^RIFF....WEBP/s,
  /^(II\*\0|MM\0\*)/,
]

/** Of files that are taken for images. */
export const imageExtensions: readonly string[] = [
  '.jpg',
  '.jpeg',
  '.png',
  '.webp',
  '.tif',
  '.tiff',
]

let loaded: typeof Sharp | undefined

/** @throws OptionError that has the one command where sharp is missing. @internal */
export function loadSharp(): typeof Sharp {
  if (loaded) return loaded
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an optional peer, loaded late
    loaded = require('sharp') as typeof Sharp
  } catch (cause) {
    throw new OptionError(
      `reading images: expected the package sharp, found none that loads (${reasonOf(cause).split('\n')[0]}); ` +
        'run `npm install sharp`',
      { cause },
    )
  }
  loaded.cache(false)
  return loaded
}

function checkBeginning(path: string, bytes: Uint8Array): void {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  if (beginnings.some(beginning => beginning.test(start))) return
  refuseHtml('image', path, bytes)
  const found = bytes.length === 0 ? 'an empty file' : `a file that begins with ${hex(bytes)}`
  throw dataError('image', path, `expected a PNG, JPEG, WebP or TIFF image, found ${found}`)
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 4)).toString('hex')
}

function damaged(path: string, cause: unknown): DataError {
  const reason = reasonOf(cause).replaceAll('\n', ' ').trim()
  return dataError('image', path, `cannot be decoded: ${reason}`, cause)
}

/** @throws OptionError for settings that no image can be decoded with. @internal */
export function checkDecodeOptions(what: string, { mode = 'rgb', size }: DecodeOptions): void {
  checkChoice(`${what}: mode`, mode, ['rgb', 'grey'])
  const isRight = (value: unknown): boolean => Number.isInteger(value) && (value as number) > 0
  if (size === undefined || (Array.isArray(size) && size.length === 2 && size.every(isRight)))
    return
  throw new OptionError(`${what}: size: expected [height, width], found ${describeValue(size)}`)
}

/** Luma as PIL rounds it: in 16 bits of fraction. */
function toGrey({ height, width, pixels }: DecodedImage): DecodedImage {
  const grey = new Uint8Array(height * width)
  for (let i = 0, at = 0; i < grey.length; ++i, at += 3) {
    const sum = 19595 * pixels[at]! + 38470 * pixels[at + 1]! + 7471 * pixels[at + 2]!
    grey[i] = (sum + 0x8000) >> 16
  }
  return { height, width, channels: 1, pixels: grey }
}

const resizeBytes = operator('aten::_upsample_bilinear2d_aa') as (
  images: Tensor,
  size: readonly number[],
  alignCorners: boolean,
) => Tensor

function resized(image: DecodedImage, [height, width]: readonly [number, number]): DecodedImage {
  if (image.height === height && image.width === width) return image
  const { channels } = image
  const pixels = tidy(() => {
    const shape = [1, image.height, image.width, channels]
    const planes = fromTypedArray(image.pixels, { shape }).permute([0, 3, 1, 2])
    const result = resizeBytes(planes, [height, width], false).permute([0, 2, 3, 1])
    return result.contiguous().toTypedArray() as Uint8Array
  })
  return { height, width, channels, pixels }
}

/** Rejects with DataError for what is no image, or a damaged one; `path` names it. */
export async function decodeImage(
  path: string,
  bytes: Uint8Array,
  { mode = 'rgb', size }: DecodeOptions = {},
): Promise<DecodedImage> {
  const sharp = loadSharp()
  checkBeginning(path, bytes)
  const grey = mode === 'grey' ? decodeSmall(bytes, 1) : undefined
  const colours = grey ?? decodeSmall(bytes, 3) ?? (await decodeBySharp(sharp, path, bytes))
  const image = mode === 'grey' && colours.channels === 3 ? toGrey(colours) : colours
  return size ? resized(image, size) : image
}

async function decodeBySharp(
  sharp: typeof Sharp,
  path: string,
  bytes: Uint8Array,
): Promise<DecodedImage> {
  try {
    const settings = { failOn: 'error', ignoreIcc: true, limitInputPixels: mostPixels } as const
    const image = sharp(bytes, settings).toColourspace('srgb').removeAlpha()
    const { data, info } = await image.raw().toBuffer({ resolveWithObject: true })
    const { height, width, channels } = info
    return { height, width, channels, pixels: data }
  } catch (cause) {
    throw damaged(path, cause)
  }
}
