/**
 * JPEG files as most are: the baseline process, grey or YCbCr. Small ones are decoded several times
 * as fast as a general library can be called, to the same pixels as libjpeg's defaults.
 */
import { decodePlanes } from './blocks'
import { toPixels } from './colors'
import { readHeader } from './header'

export interface JpegImage {
  height: number
  width: number
  channels: 3
  /** RGB, row by row. */
  pixels: Uint8Array
}

/** Beyond which a library with instructions for many pixels at once is faster. */
const mostPixels = 2 ** 16

/** Null for what is not read here: large, progressive, of other colours, or damaged. */
export function decodeJpeg(bytes: Uint8Array): JpegImage | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const frame = readHeader(buffer)
  if (!frame || frame.height * frame.width > mostPixels) return null
  const planes = decodePlanes(buffer, frame)
  const pixels = planes && toPixels(frame, planes)
  return pixels && { height: frame.height, width: frame.width, channels: 3, pixels }
}
