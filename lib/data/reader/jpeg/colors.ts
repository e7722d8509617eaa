/** From planes to pixels. Chroma of half the size is interpolated as libjpeg does by default. */
import type { Plane } from './blocks'
import type { Frame } from './header'

/** Null for sampling that is not read here. */
export function toPixels({ height, width, components }: Frame, planes: Plane[]): Uint8Array | null {
  const [luma] = planes as [Plane, ...Plane[]]
  if (planes.length === 1) return grey(height, width, luma)
  const [first] = components
  const isPlain = components.slice(1).every(({ h, v }) => h === 1 && v === 1)
  const kind = isPlain && `${first!.h}×${first!.v}`
  const widen = { '1×1': (plane: Plane) => plane, '2×1': doubleWidth, '2×2': doubleBoth }
  if (!kind || !(kind in widen)) return null
  const [cb, cr] = planes.slice(1).map(widen[kind as keyof typeof widen])
  return rgb(height, width, luma, cb!, cr!)
}

function grey(height: number, width: number, { samples, stride }: Plane): Uint8Array {
  const pixels = new Uint8Array(3 * height * width)
  for (let y = 0, out = 0; y < height; ++y)
    for (let x = 0; x < width; ++x, out += 3) pixels.fill(samples[y * stride + x]!, out, out + 3)
  return pixels
}

function rgb(height: number, width: number, luma: Plane, cb: Plane, cr: Plane): Uint8Array {
  const pixels = new Uint8ClampedArray(3 * height * width)
  for (let y = 0, out = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x, out += 3) {
      const light = luma.samples[y * luma.stride + x]!
      const blue = cb.samples[y * cb.stride + x]! - 128
      const red = cr.samples[y * cr.stride + x]! - 128
      // In numbers of 16 binary places.
      pixels[out] = light + ((91881 * red + 32768) >> 16)
      pixels[out + 1] = light + ((-22554 * blue - 46802 * red + 32768) >> 16)
      pixels[out + 2] = light + ((116130 * blue + 32768) >> 16)
    }
  }
  return new Uint8Array(pixels.buffer)
}

/** Too narrow to interpolate: each sample twice. */
const narrow = 2

function doubleWidth({ samples, stride, height, width }: Plane): Plane {
  const wide = new Uint8ClampedArray(2 * width * height)
  for (let y = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x) {
      const here = samples[y * stride + x]!
      const left = x === 0 || width <= narrow ? here : samples[y * stride + x - 1]!
      const right = x === width - 1 || width <= narrow ? here : samples[y * stride + x + 1]!
      const out = 2 * (y * width + x)
      wide[out] = (3 * here + left + 1) >> 2
      wide[out + 1] = (3 * here + right + 2) >> 2
    }
  }
  return { samples: wide, stride: 2 * width, height, width: 2 * width }
}

function doubleBoth({ samples, stride, height, width }: Plane): Plane {
  const wide = new Uint8ClampedArray(4 * width * height)
  const sums = new Int32Array(width)
  for (let y = 0; y < 2 * height; ++y) {
    const near = y >> 1
    const other = Math.min(Math.max(y % 2 === 0 ? near - 1 : near + 1, 0), height - 1)
    const far = width <= narrow ? near : other
    for (let x = 0; x < width; ++x)
      sums[x] = 3 * samples[near * stride + x]! + samples[far * stride + x]!
    for (let x = 0; x < width; ++x) {
      const here = sums[x]!
      const left = x === 0 || width <= narrow ? here : sums[x - 1]!
      const right = x === width - 1 || width <= narrow ? here : sums[x + 1]!
      const out = 2 * (y * width + x)
      wide[out] = (3 * here + left + 8) >> 4
      wide[out + 1] = (3 * here + right + 7) >> 4
    }
  }
  return { samples: wide, stride: 2 * width, height: 2 * height, width: 2 * width }
}
