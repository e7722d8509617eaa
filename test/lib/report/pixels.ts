import { rowsOfPng } from '../experiments/kept'

/** The colours of a PNG's pixels, row by row: `ff.00.80`. */
export function colorsOf(png: Buffer): string[][] {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const bytes = rowsOfPng(png)
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => {
      const at = y * (3 * width + 1) + 1 + 3 * x
      return [...bytes.subarray(at, at + 3)]
        .map(value => value.toString(16).padStart(2, '0'))
        .join('.')
    }),
  )
}
