/** What grows while the rows of a CSV file are read. */

import { isAscii } from 'node:buffer'

/** Numbers, with NaN for what is empty or `NA`, or text. */
export type CsvColumn = Float64Array | string[]

const smallLength = 2 ** 16

/** Bytes: a part of a long string is made several times as fast as a string. */
const decodedAtOnce = 2 ** 16

function larger(values: Float64Array, length: number): Float64Array {
  const result = new Float64Array(length)
  result.set(values)
  return result
}

class NumberColumn {
  readonly isText = false
  values: Float64Array

  constructor(capacity: number) {
    this.values = new Float64Array(capacity)
  }

  /** What the addon writes numbers to. */
  get target(): Float64Array {
    return this.values
  }

  /** The addon has written rows. */
  passed(): void {}

  grow(capacity: number): void {
    this.values = larger(this.values, capacity)
  }

  /** Of a large file a view: what was not written is no memory yet, and copies take their time. */
  result(length: number): CsvColumn {
    const { values } = this
    return length < smallLength ? values.slice(0, length) : values.subarray(0, length)
  }
}

/** More different texts than this are no names of something. */
const mostShared = 4096

class TextColumn {
  readonly isText = true
  readonly texts: string[] = []
  /** Each text once, as long as they are few: a column of names takes little memory. */
  readonly #shared = new Map<string, string>()
  #bounds: Float64Array

  constructor(capacity: number) {
    this.#bounds = new Float64Array(2 * capacity)
  }

  /** What the addon writes to where the texts are. */
  get target(): [bounds: Float64Array] {
    return [this.#bounds]
  }

  /** The addon has written rows. */
  passed(first: number, rows: number, bytes: Uint8Array): void {
    const bounds = this.#bounds.subarray(2 * first, 2 * (first + rows))
    for (let from = 0; from < bounds.length;) {
      const start = bounds[from]!
      let to = from + 2
      while (to < bounds.length && bounds[to + 1]! - start < decodedAtOnce) to += 2
      this.#decode(bytes, bounds.subarray(from, to))
      from = to
    }
  }

  #decode(bytes: Uint8Array, bounds: Float64Array): void {
    const start = bounds[0]!
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset + start, bounds.at(-1)! - start)
    const all = isAscii(piece) ? piece.toString('latin1') : null
    for (let i = 0; i < bounds.length; i += 2) {
      const [from, to] = [bounds[i]! - start, bounds[i + 1]! - start]
      this.texts.push(
        this.#share(all === null ? piece.toString('utf8', from, to) : all.substring(from, to)),
      )
    }
  }

  #share(text: string): string {
    const shared = this.#shared
    if (shared.size > mostShared) return text
    const known = shared.get(text)
    if (known === undefined) shared.set(text, text)
    return known ?? text
  }

  grow(capacity: number): void {
    this.#bounds = larger(this.#bounds, 2 * capacity)
  }

  result(): CsvColumn {
    return this.texts
  }
}

export class Columns {
  readonly fields: readonly (NumberColumn | TextColumn)[]
  length = 0
  #capacity: number

  constructor(isText: readonly boolean[], capacity: number) {
    this.#capacity = capacity
    this.fields = isText.map(text => new (text ? TextColumn : NumberColumn)(capacity))
  }

  get targets(): (Float64Array | [bounds: Float64Array])[] {
    return this.fields.map(({ target }) => target)
  }

  /** The addon has written rows. */
  passed(rows: number, bytes: Uint8Array): void {
    for (const field of this.fields) field.passed(this.length, rows, bytes)
    this.length += rows
  }

  /** Makes room for another row. */
  makeRoom(): void {
    if (this.length < this.#capacity) return
    this.#capacity *= 2
    for (const field of this.fields) field.grow(this.#capacity)
  }

  /** No room for another row is left. */
  get isFull(): boolean {
    return this.length === this.#capacity
  }

  results(): CsvColumn[] {
    return this.fields.map(field => field.result(this.length))
  }
}
