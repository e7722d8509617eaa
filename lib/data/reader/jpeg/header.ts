/** The segments of a JPEG file up to its only scan. ITU T.81, annex B. */
import { HuffmanTable } from './huffman'

export interface Component {
  id: number
  /** Sampling factors, horizontal and vertical. */
  h: number
  v: number
  quantization: Int32Array
  dc: HuffmanTable
  ac: HuffmanTable
}

export interface Frame {
  height: number
  width: number
  components: Component[]
  /** MCUs between restart markers; 0 for none. */
  restartInterval: number
  /** Where the coded data of the scan begin. */
  start: number
}

/** Order in which coefficients are stored. */
const zigzag = Uint8Array.of(
  ...[0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27],
  ...[20, 13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58],
  ...[59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63],
)

/** Place k of the stream belongs there in a block. */
export const naturalOrder = zigzag

interface Unassigned {
  id: number
  h: number
  v: number
  table: number
}

/** Gathers what the segments say. */
class Header {
  readonly #quantization: (Int32Array | undefined)[] = []
  readonly #huffman: (HuffmanTable | undefined)[] = []
  #size: [height: number, width: number] = [0, 0]
  #components: Unassigned[] = []
  #restartInterval = 0

  constructor(readonly bytes: Buffer) {}

  /** Null for what is not read here: another process than the baseline one, other colours. */
  read(): Frame | null {
    const { bytes } = this
    for (let position = 2; position + 4 <= bytes.length;) {
      if (bytes[position] !== 0xff) return null
      const marker = bytes[position + 1]!
      const end = position + 2 + bytes.readUInt16BE(position + 2)
      const segment = bytes.subarray(position + 4, end)
      if (end > bytes.length) return null
      if (marker === 0xda) return this.#scan(segment, end)
      if (!this.#take(marker, segment)) return null
      position = end
    }
    return null
  }

  /** False for what is not read here. */
  #take(marker: number, segment: Buffer): boolean {
    if (marker === 0xdb) return this.#takeQuantization(segment)
    if (marker === 0xc4) return this.#takeHuffman(segment)
    if (marker === 0xc0 || marker === 0xc1) return this.#takeFrame(segment)
    if (marker === 0xdd) this.#restartInterval = segment.readUInt16BE(0)
    const isAdobe = marker === 0xee && segment.toString('latin1', 0, 5) === 'Adobe'
    if (isAdobe) return segment[11] === 1
    const isSkipped = marker === 0xdd || marker === 0xfe || (marker >= 0xe0 && marker <= 0xef)
    return isSkipped
  }

  #takeQuantization(segment: Buffer): boolean {
    for (let at = 0; at < segment.length;) {
      const [is16, which] = [segment[at]! >> 4, segment[at]! & 15]
      const size = is16 ? 128 : 64
      if (at + 1 + size > segment.length) return false
      const table = new Int32Array(64)
      for (let k = 0; k < 64; ++k) {
        const value = is16 ? segment.readUInt16BE(at + 1 + 2 * k) : segment[at + 1 + k]!
        table[zigzag[k]!] = value
      }
      this.#quantization[which] = table
      at += 1 + size
    }
    return true
  }

  #takeHuffman(segment: Buffer): boolean {
    for (let at = 0; at + 17 <= segment.length;) {
      const which = segment[at]!
      const counts = segment.subarray(at + 1, at + 17)
      const size = counts.reduce((sum, count) => sum + count, 0)
      if (at + 17 + size > segment.length || size > 256) return false
      this.#huffman[which] = HuffmanTable.of(which, segment.subarray(at + 1, at + 17 + size))
      at += 17 + size
    }
    return true
  }

  #takeFrame(segment: Buffer): boolean {
    if (segment.length < 6 || segment[0] !== 8) return false
    this.#size = [segment.readUInt16BE(1), segment.readUInt16BE(3)]
    const count = segment[5]!
    if (segment.length < 6 + 3 * count || ![1, 3].includes(count)) return false
    this.#components = Array.from({ length: count }, (_, i) => {
      const [id, sampling, table] = segment.subarray(6 + 3 * i, 9 + 3 * i) as unknown as number[]
      return { id: id!, h: sampling! >> 4, v: sampling! & 15, table: table! }
    })
    const isRgb = String.fromCharCode(...this.#components.map(({ id }) => id)) === 'RGB'
    return this.#size.every(side => side > 0) && !isRgb
  }

  #scan(segment: Buffer, start: number): Frame | null {
    const count = segment[0]!
    if (count === 0 || count !== this.#components.length || segment.length < 1 + 2 * count)
      return null
    const components: Component[] = []
    for (const [i, { id, h, v, table }] of this.#components.entries()) {
      const tables = segment[2 + 2 * i]!
      const quantization = this.#quantization[table]
      const dc = this.#huffman[tables >> 4]
      const ac = this.#huffman[0x10 | (tables & 15)]
      if (segment[1 + 2 * i] !== id || !quantization || !dc || !ac || h === 0 || v === 0)
        return null
      components.push({ id, h, v, quantization, dc, ac })
    }
    const [height, width] = this.#size
    return { height, width, components, restartInterval: this.#restartInterval, start }
  }
}

/** Null for what is not read here. */
export function readHeader(bytes: Buffer): Frame | null {
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? new Header(bytes).read() : null
}
