/** A batch as a picture. */
import { checkCount, checkOptionNames, checkPositiveInteger, checkString } from '../../base/check'
import { writeFile } from '../../base/file'
import { encodePng } from '../../base/png'
import { operators, tidy, type Tensor } from '../../tensor'
import { checkColors, imageShape, maxValue } from './images'

export interface ShowBatchOptions {
  /** Images in a row (default 8). */
  columns?: number
  /** Pixels between them (default 2). */
  padding?: number
  /** How many pixels wide and high each pixel becomes (default 1). */
  scale?: number
}

/**
 * Writes the images of a batch, or images [N, C, H, W], side by side to a PNG file: floats from 0 to
 * 1, or bytes. torchvision: `utils.save_image`.
 */
export function showBatch(
  batch: Tensor | { readonly input: Tensor },
  file: string,
  options: ShowBatchOptions = {},
): void {
  const images = ((batch ?? {}) as { input?: Tensor }).input ?? (batch as Tensor)
  checkColors('showBatch', images)
  checkString('showBatch: file', file)
  checkOptionNames('showBatch', options, ['columns', 'padding', 'scale'])
  const { columns = 8, padding = 2, scale = 1 } = options
  checkPositiveInteger('showBatch: columns', columns)
  checkCount('showBatch: padding', padding)
  checkPositiveInteger('showBatch: scale', scale)
  const grid = tidy(() => gridOf(images, Math.min(columns, images.size(0) || 1), padding, scale))
  writeFile(file, encodePng(grid.pixels, grid.width, grid.height))
}

interface Grid {
  height: number
  width: number
  pixels: Uint8Array
}

function gridOf(images: Tensor, columns: number, padding: number, scale: number): Grid {
  const bytes = toBytes(images).repeatInterleave(scale, 2).repeatInterleave(scale, 3)
  const [count, , height, width] = imageShape(bytes)
  const pixels = bytes.permute([0, 2, 3, 1]).contiguous().cpu().toTypedArray() as Uint8Array
  const rows = Math.ceil(count / columns)
  const grid: Grid = {
    height: rows * (height + padding) + padding,
    width: columns * (width + padding) + padding,
    pixels: new Uint8Array(0),
  }
  grid.pixels = new Uint8Array(3 * grid.height * grid.width)
  for (let i = 0; i < count; ++i) {
    const left = padding + (i % columns) * (width + padding)
    for (let y = 0; y < height; ++y) {
      const top = padding + Math.floor(i / columns) * (height + padding) + y
      const from = 3 * width * (i * height + y)
      grid.pixels.set(pixels.subarray(from, from + 3 * width), 3 * (top * grid.width + left))
    }
  }
  return grid
}

/** [N, 3, H, W] of bytes. */
function toBytes(images: Tensor): Tensor {
  const scaled = images.to('float32').mul(255 / maxValue(images))
  const bytes = scaled.round_().clamp_({ min: 0, max: 255 }).to('uint8')
  return bytes.size(1) === 1 ? operators.repeatInterleave(bytes, 3, 1) : bytes
}
