/** Decodes small JPEG and PNG files by WebAssembly: sharp needs longer to begin than they need. */
interface Shape {
  height: number
  width: number
  /** Of the file: 1 is grey. */
  channels: number
}

export interface SmallImage extends Shape {
  pixels: Uint8Array
}

type Decode = (bytes: Uint8Array) => { data: Uint8ClampedArray }

interface Format {
  module: string
  beginning: number
  /** From the file's header; nothing for kinds that are left to sharp. */
  shape: (bytes: Buffer) => Shape | undefined
}

/** Of 224 × 224 sharp, with threads of its own, reads a JPEG file as fast. */
const mostPixels = 128 * 128

const headerChunk = 0x49484452 // IHDR

function pngShape(bytes: Buffer): Shape | undefined {
  if (bytes.length < 26 || bytes.readUInt32BE(12) !== headerChunk) return undefined
  const [depth, kind] = [bytes[24]!, bytes[25]!]
  if (depth > 8) return undefined
  const channels = kind === 0 || kind === 4 ? 1 : 3
  return { height: bytes.readUInt32BE(20), width: bytes.readUInt32BE(16), channels }
}

/** Baseline, extended and progressive frames with 8 bits a value. */
const frames = new Set([0xc0, 0xc1, 0xc2])
/** What may stand before a frame: tables, texts, application data. */
const isAhead = (marker: number): boolean =>
  marker === 0xc4 || marker === 0xdb || marker === 0xdd || marker >= 0xe0

function jpegShape(bytes: Buffer): Shape | undefined {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1]!
    if (frames.has(marker)) {
      const [depth, channels] = [bytes[at + 4], bytes[at + 9]!]
      if (depth !== 8 || (channels !== 1 && channels !== 3)) return undefined
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7), channels }
    }
    if (!isAhead(marker)) return undefined
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}

const formats: readonly Format[] = [
  { module: '@cwasm/jpeg-turbo', beginning: 0xff, shape: jpegShape },
  { module: '@cwasm/lodepng', beginning: 0x89, shape: pngShape },
]

function decodeBy(module: string, bytes: Buffer): Uint8ClampedArray | undefined {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded late: few have images
    const { decode } = require(module) as { decode: Decode }
    return decode(bytes).data
  } catch {
    // A decoder that was left in the middle of its work is not used again.
    delete require.cache[require.resolve(module)]
    return undefined
  }
}

/** Red, green and blue of [R, G, B, A], or red alone where all are the same. */
function withoutAlpha(data: Uint8ClampedArray, channels: number): Uint8Array {
  const pixels = new Uint8Array((data.length / 4) * channels)
  for (let from = 0, to = 0; from < data.length; from += 4) {
    for (let channel = 0; channel < channels; ++channel) pixels[to++] = data[from + channel]!
  }
  return pixels
}

/**
 * What sharp would give, or nothing: for large images, for colours that are wanted in grey, and for
 * what these decoders refuse.
 */
export function decodeSmall(file: Uint8Array, channels: 1 | 3): SmallImage | undefined {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const format = formats.find(({ beginning }) => beginning === bytes[0])
  const shape = format?.shape(bytes)
  if (!format || !shape || shape.channels > channels) return undefined
  const { height, width } = shape
  if (height * width === 0 || height * width > mostPixels) return undefined
  const data = decodeBy(format.module, bytes)
  if (data?.length !== 4 * height * width) return undefined
  return { height, width, channels, pixels: withoutAlpha(data, channels) }
}
