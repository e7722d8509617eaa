/** The bytes of a pickle, read from the first to the last. */
import type { DataError } from '../../base/errors'
import { decodeText } from '../text'

/** An error at a byte of the pickle. */
export type Wrong = (byte: number, problem: string, cause?: unknown) => DataError

/** Longer integers are no size and no setting. */
const mostIntegerBytes = 64

export class PickleBytes {
  constructor(
    readonly bytes: Buffer,
    readonly wrong: Wrong,
    public at = 0,
  ) {}

  /** The next bytes, not copied. */
  take(count: number): Buffer {
    if (count > this.bytes.length - this.at) throw this.wrong(this.at, 'the pickle ends too early')
    this.at += count
    return this.bytes.subarray(this.at - count, this.at)
  }

  uint8(): number {
    return this.take(1)[0]!
  }

  uint16(): number {
    return this.take(2).readUInt16LE()
  }

  int32(): number {
    return this.take(4).readInt32LE()
  }

  uint32(): number {
    return this.take(4).readUInt32LE()
  }

  uint64(): number {
    const value = this.take(8).readBigUInt64LE()
    if (value <= BigInt(this.bytes.length)) return Number(value)
    throw this.wrong(this.at - 8, `expected a length within the pickle, found ${value}`)
  }

  float(): number {
    return this.take(8).readDoubleBE()
  }

  /** An integer of so many bytes in two's complement: a number where exact, else a bigint. */
  integer(count: number): number | bigint {
    if (count > mostIntegerBytes) throw this.wrong(this.at, 'expected a shorter integer')
    const bytes = this.take(count)
    let value = 0n
    for (let i = count - 1; i >= 0; --i) value = (value << 8n) | BigInt(bytes[i]!)
    return exact(BigInt.asIntN(8 * count, value))
  }

  text(count: number): string {
    const start = this.at
    const bytes = this.take(count)
    try {
      return decodeText(bytes)
    } catch (cause) {
      throw this.wrong(start, 'expected UTF-8', cause)
    }
  }

  /** Up to the end of the line. */
  line(): string {
    const end = this.bytes.indexOf(0x0a, this.at)
    if (end < 0 || end - this.at > 4096) throw this.wrong(this.at, 'expected the end of a line')
    const text = this.bytes.toString('latin1', this.at, end)
    this.at = end + 1
    return text
  }

  /** An integer in digits. */
  decimal(): number | bigint {
    const start = this.at
    const text = this.line().replace(/L$/, '')
    if (!/^-?\d{1,150}$/.test(text)) throw this.wrong(start, 'expected an integer in digits')
    return exact(BigInt(text))
  }
}

function exact(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}
