/** Decodes images with `sharp`, which users who have images install themselves. */
import type Sharp from 'sharp'
import { OptionError, type DataError } from '../../base/errors'
import { dataError, reasonOf, refuseHtml } from './file'
import { decodeSmall } from './smallImage'

export interface DecodeOptions {
  /** Three channels or one (default 'rgb'); transparency is dropped, as PIL's `convert` drops it. */
  mode?: 'rgb' | 'grey'
  /** Height and width to resize to, bilinear and antialiased like torchvision's `Resize`. */
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

/** Rejects with DataError for what is no image, or a damaged one; `path` names it. */
export async function decodeImage(
  path: string,
  bytes: Uint8Array,
  { mode = 'rgb', size }: DecodeOptions = {},
): Promise<DecodedImage> {
  const sharp = loadSharp()
  checkBeginning(path, bytes)
  const small = size ? undefined : decodeSmall(bytes, mode === 'grey' ? 1 : 3)
  if (small) return small
  try {
    const settings = { failOn: 'error', ignoreIcc: true, limitInputPixels: mostPixels } as const
    const image = sharp(bytes, settings)
      .toColourspace(mode === 'grey' ? 'b-w' : 'srgb')
      .removeAlpha()
    if (size) image.resize({ height: size[0], width: size[1], fit: 'fill', kernel: 'linear' })
    const { data, info } = await image.raw().toBuffer({ resolveWithObject: true })
    const { height, width, channels } = info
    return { height, width, channels, pixels: data }
  } catch (cause) {
    throw damaged(path, cause)
  }
}
