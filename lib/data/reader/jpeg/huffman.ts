/** Huffman codes and the bits that they are in. ITU T.81, annexes C and F. */

const fastBits = 9
/** What a code that does not exist decodes to. */
const none = -1

/** Tables of the file before, which most often are those of this one. */
const recent = new Map<number, HuffmanTable>()

export class HuffmanTable {
  /** For the next nine bits: length · 256 + symbol of the code that they begin with; 0 if longer. */
  readonly fast = new Int32Array(1 << fastBits)
  /** The largest code of each length, and what makes a place among the symbols of a code. */
  readonly #largest = new Int32Array(18).fill(none)
  readonly #offset = new Int32Array(18)
  readonly #symbols: Uint8Array

  /** @param bytes how many codes of each length from 1 to 16 there are, then their symbols */
  constructor(readonly bytes: Buffer) {
    this.#symbols = bytes.subarray(16)
    let code = 0
    let place = 0
    for (let length = 1; length <= 16; ++length) {
      this.#offset[length] = place - code
      for (let i = 0; i < bytes[length - 1]!; ++i) this.#addFast(code++, length, place++)
      if (bytes[length - 1]! > 0) this.#largest[length] = code - 1
      code <<= 1
    }
  }

  static of(which: number, bytes: Buffer): HuffmanTable {
    const known = recent.get(which)
    if (known?.bytes.equals(bytes)) return known
    const table = new HuffmanTable(Buffer.from(bytes))
    recent.set(which, table)
    return table
  }

  /** Length · 256 + symbol of the code that 16 bits begin with, or −1. */
  decodeLong(bits: number): number {
    for (let length = fastBits + 1; length <= 16; ++length) {
      const code = bits >> (16 - length)
      if (code <= this.#largest[length]!)
        return (length << 8) | this.#symbols[code + this.#offset[length]!]!
    }
    return none
  }

  #addFast(code: number, length: number, place: number): void {
    if (length > fastBits) return
    const first = code << (fastBits - length)
    const entry = (length << 8) | this.#symbols[place]!
    this.fast.fill(entry, first, first + (1 << (fastBits - length)))
  }
}

/** Reads a scan bit by bit; after its end come zeros. */
export class BitReader {
  #bits = 0
  #count = 0
  /** Bytes that were asked for behind the end. */
  #beyond = 0
  /** A code that does not exist, or more bits than there are. */
  isDamaged = false

  constructor(
    readonly bytes: Uint8Array,
    public position: number,
  ) {}

  /** The next symbol of a table. */
  symbol(table: HuffmanTable): number {
    if (this.#count < 16) this.#fill()
    const next = (this.#bits >>> (this.#count - 16)) & 0xffff
    const entry = table.fast[next >> (16 - fastBits)]! || table.decodeLong(next)
    if (entry === none) {
      this.isDamaged = true
      return 0
    }
    this.#count -= entry >> 8
    return entry & 0xff
  }

  /** A number of `size` bits: the upper half of them positive, the lower negative. */
  signed(size: number): number {
    if (size === 0) return 0
    if (this.#count < size) this.#fill()
    this.#count -= size
    const value = (this.#bits >>> this.#count) & ((1 << size) - 1)
    return value < 1 << (size - 1) ? value - (1 << size) + 1 : value
  }

  /** Goes on behind a restart marker; false where there is none. */
  restart(): boolean {
    this.#bits = this.#count = this.#beyond = 0
    const { bytes, position } = this
    if (bytes[position] !== 0xff || (bytes[position + 1]! & 0xf8) !== 0xd0) return false
    this.position += 2
    return true
  }

  /** To more than 16 bits. A marker ends the data; two bytes of zeros beyond it are still no damage. */
  #fill(): void {
    const { bytes } = this
    while (this.#count <= 16) {
      const byte = bytes[this.position] ?? 0xff
      const isMarker = byte === 0xff && bytes[this.position + 1] !== 0
      if (isMarker) this.isDamaged ||= ++this.#beyond > 4
      else this.position += byte === 0xff ? 2 : 1
      this.#bits = (this.#bits << 8) | (isMarker ? 0 : byte) | 0
      this.#count += 8
    }
  }
}
