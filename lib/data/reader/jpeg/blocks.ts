/** From coded coefficients to samples. ITU T.81, annexes A and F; the transform is libjpeg's "islow". */
import { naturalOrder, type Component, type Frame } from './header'
import { BitReader } from './huffman'

/** The samples of a component: whole blocks, of which the image is the upper left part. */
export interface Plane {
  samples: Uint8ClampedArray
  stride: number
  /** Of the image's part. */
  height: number
  width: number
}

interface Target extends Component, Plane {
  /** The coefficient that the next block's first one differs from. */
  previous: number
}

/** Null where the data are damaged. */
export function decodePlanes(bytes: Buffer, frame: Frame): Plane[] | null {
  const { components, height, width, restartInterval } = frame
  // A scan of one component is not interleaved: its blocks are those of a component of 1 × 1.
  if (components.length === 1) components[0]!.h = components[0]!.v = 1
  const [hMost, vMost] = [
    Math.max(...components.map(c => c.h)),
    Math.max(...components.map(c => c.v)),
  ]
  const across = Math.ceil(width / (8 * hMost))
  const down = Math.ceil(height / (8 * vMost))
  const targets = components.map((component): Target => {
    const stride = 8 * across * component.h
    return {
      ...component,
      samples: new Uint8ClampedArray(stride * 8 * down * component.v),
      stride,
      height: Math.ceil((height * component.v) / vMost),
      width: Math.ceil((width * component.h) / hMost),
      previous: 0,
    }
  })
  const reader = new BitReader(bytes, frame.start)
  for (let unit = 0; unit < across * down; ++unit) {
    if (restartInterval > 0 && unit > 0 && unit % restartInterval === 0) {
      if (!reader.restart()) return null
      for (const target of targets) target.previous = 0
    }
    for (const target of targets)
      decodeUnit(reader, target, unit % across, Math.floor(unit / across))
    if (reader.isDamaged) return null
  }
  return targets
}

const coefficients = new Int32Array(64)

function decodeUnit(reader: BitReader, target: Target, column: number, row: number): void {
  for (let y = 0; y < target.v; ++y) {
    for (let x = 0; x < target.h; ++x) {
      const top = 8 * (row * target.v + y)
      const left = 8 * (column * target.h + x)
      const isFlat = readBlock(reader, target)
      transform(target, top * target.stride + left, isFlat)
    }
  }
}

/** Fills `coefficients`; true where all but the first are 0. */
function readBlock(reader: BitReader, target: Target): boolean {
  const { quantization, dc, ac } = target
  coefficients.fill(0)
  target.previous += reader.signed(reader.symbol(dc) & 15)
  coefficients[0] = target.previous * quantization[0]!
  let k = 1
  while (k < 64) {
    const symbol = reader.symbol(ac)
    const size = symbol & 15
    if (size === 0) {
      if (symbol !== 0xf0) break
      k += 16
      continue
    }
    k += symbol >> 4
    if (k > 63) {
      reader.isDamaged = true
      break
    }
    const place = naturalOrder[k++]!
    coefficients[place] = reader.signed(size) * quantization[place]!
  }
  return k === 1
}

/** The inverse cosine transform of `coefficients`, plus 128, to `samples` at `start`. */
function transform({ samples, stride }: Plane, start: number, isFlat: boolean): void {
  if (isFlat) {
    const value = ((coefficients[0]! + 4) >> 3) + 128
    for (let y = 0; y < 8; ++y) samples.fill(value, start + y * stride, start + y * stride + 8)
    return
  }
  for (let x = 0; x < 8; ++x) pass(coefficients, x, 8, 11)
  for (let y = 0; y < 8; ++y) {
    pass(coefficients, 8 * y, 1, 18)
    for (let x = 0; x < 8; ++x) samples[start + y * stride + x] = coefficients[8 * y + x]! + 128
  }
}

/** One dimension in place: eight numbers from `at`, `step` apart. Factors have 13 binary places. */
function pass(block: Int32Array, at: number, step: number, shift: number): void {
  const s0 = block[at]!
  const s1 = block[at + step]!
  const s2 = block[at + 2 * step]!
  const s3 = block[at + 3 * step]!
  const s4 = block[at + 4 * step]!
  const s5 = block[at + 5 * step]!
  const s6 = block[at + 6 * step]!
  const s7 = block[at + 7 * step]!
  if ((s1 | s2 | s3 | s4 | s5 | s6 | s7) === 0) {
    const flat = (s0 * 8192 + (1 << (shift - 1))) >> shift
    for (let i = 0; i < 8; ++i) block[at + i * step] = flat
    return
  }
  const even = (s2 + s6) * 4433
  const e2 = even - s6 * 15137
  const e3 = even + s2 * 6270
  const half = 1 << (shift - 1)
  const e0 = (s0 + s4) * 8192 + half
  const e1 = (s0 - s4) * 8192 + half
  const z5 = (s7 + s3 + s5 + s1) * 9633
  const z1 = (s7 + s1) * -7373
  const z2 = (s5 + s3) * -20995
  const z3 = (s7 + s3) * -16069 + z5
  const z4 = (s5 + s1) * -3196 + z5
  const o0 = s7 * 2446 + z1 + z3
  const o1 = s5 * 16819 + z2 + z4
  const o2 = s3 * 25172 + z2 + z3
  const o3 = s1 * 12299 + z1 + z4
  block[at] = (e0 + e3 + o3) >> shift
  block[at + 7 * step] = (e0 + e3 - o3) >> shift
  block[at + step] = (e1 + e2 + o2) >> shift
  block[at + 6 * step] = (e1 + e2 - o2) >> shift
  block[at + 2 * step] = (e1 - e2 + o1) >> shift
  block[at + 5 * step] = (e1 - e2 - o1) >> shift
  block[at + 3 * step] = (e0 - e3 + o0) >> shift
  block[at + 4 * step] = (e0 - e3 - o0) >> shift
}
