/** Reads the official binary batches of CIFAR-10 and CIFAR-100. */
import { dataError, refuseHtml } from './file'

/** Of an image: 1024 bytes of red, of green and of blue, row by row. */
export const pixelsPerImage = 3 * 32 * 32

export interface CifarFormat {
  /** Bytes before the pixels of an image. */
  labels: number
  /** Which of them is the label. */
  which: number
  /** Of the label: from 0 to one less. */
  classes: number
}

/** Where records of one or more files are gathered. */
export interface CifarRecords {
  pixels: Uint8Array
  labels: Uint8Array
}

/** The number of images in a file. `path` names it in messages. */
export function countCifar(path: string, bytes: Buffer, format: CifarFormat): number {
  const size = format.labels + pixelsPerImage
  const count = bytes.length / size
  if (Number.isInteger(count) && count > 0) return count
  refuseHtml('CIFAR', path, bytes)
  throw dataError(
    'CIFAR',
    path,
    `expected images of ${size} bytes each, found ${bytes.length} bytes: ` +
      (bytes.length === 0 ? 'the file is empty' : 'truncated, or another format'),
  )
}

/** Puts the images of a file behind the first `start` ones. */
export function readCifar(
  path: string,
  bytes: Buffer,
  format: CifarFormat,
  into: CifarRecords,
  start: number,
): void {
  const count = countCifar(path, bytes, format)
  const size = format.labels + pixelsPerImage
  for (let i = 0; i < count; ++i) {
    const record = i * size
    const label = bytes[record + format.which]!
    if (label >= format.classes)
      throw dataError(
        'CIFAR',
        path,
        `expected labels from 0 to ${format.classes - 1}, found ${label} at byte ` +
          `${record + format.which} (image ${i})`,
      )
    into.labels[start + i] = label
    const pixels = record + format.labels
    into.pixels.set(bytes.subarray(pixels, pixels + pixelsPerImage), (start + i) * pixelsPerImage)
  }
}
