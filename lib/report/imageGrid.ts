/** A sheet of small images, one beside the other. */
import { encodePng } from '../base/png'

/** Bytes from 0 to 255, channel by channel and row by row: one channel or three. */
export interface SmallImage {
  channels: number
  height: number
  width: number
  pixels: ArrayLike<number>
}

const background = 0x80

/** Each at `zoom` times its size, in rows of `columns`, `gap` pixels apart. */
export function imageGrid(
  images: readonly SmallImage[],
  { columns = 10, zoom = 2, gap = 4 } = {},
): Buffer {
  const cellWidth = zoom * Math.max(...images.map(({ width }) => width)) + gap
  const cellHeight = zoom * Math.max(...images.map(({ height }) => height)) + gap
  const width = Math.min(columns, images.length) * cellWidth - gap
  const height = Math.ceil(images.length / columns) * cellHeight - gap
  const sheet = new Uint8Array(3 * width * height).fill(background)
  images.forEach((image, i) => {
    const [left, top] = [(i % columns) * cellWidth, Math.floor(i / columns) * cellHeight]
    drawImage(sheet, width, image, left, top, zoom)
  })
  return encodePng(sheet, width, height)
}

function drawImage(
  sheet: Uint8Array,
  sheetWidth: number,
  { channels, height, width, pixels }: SmallImage,
  left: number,
  top: number,
  zoom: number,
): void {
  for (let y = 0; y < zoom * height; ++y) {
    for (let x = 0; x < zoom * width; ++x) {
      const from = Math.floor(y / zoom) * width + Math.floor(x / zoom)
      const to = 3 * ((top + y) * sheetWidth + left + x)
      for (let color = 0; color < 3; ++color) {
        const channel = channels === 1 ? 0 : color
        sheet[to + color] = pixels[channel * height * width + from]!
      }
    }
  }
}
