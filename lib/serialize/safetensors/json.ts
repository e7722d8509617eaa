/**
 * The JSON of a safetensors header. `JSON.parse` would take the last of two equal keys and could not
 * say where something is; here every value knows its place, and equal keys are refused.
 */
import type { Source } from '../source'
import { isWellFormed } from '../text'

export type Json = string | number | boolean | null | Json[] | JsonObject | JsonFloat

/** A number that Python's reader takes for no integer: with a point or an exponent, or -0. */
export interface JsonFloat {
  /** As it is written. */
  readonly float: string
}

export interface JsonObject {
  readonly members: ReadonlyMap<string, Located>
}

export interface Located {
  value: Json
  /** In the file. */
  byte: number
}

/** As deep as Python's reader goes: one that calls itself must not use up the stack. */
const mostDepth = 127
/** Longer than any number that means something. */
const mostDigits = 4096
const wordEnds: ReadonlySet<number> = new Set(Buffer.from(',]} \t\r\n'))

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

export class JsonReader {
  #at = 0

  constructor(
    readonly source: Source,
    readonly bytes: Buffer,
    /** Where they lie in the file. */
    readonly start: number,
  ) {}

  /** The one value that the bytes are, with blanks after it. */
  read(): Located {
    const value = this.#value(0)
    this.#blanks()
    if (this.#at < this.bytes.length) throw this.#wrong('expected the end of the header')
    return value
  }

  #value(depth: number): Located {
    this.#blanks()
    const byte = this.start + this.#at
    return { value: this.#content(depth), byte }
  }

  #content(depth: number): Json {
    switch (this.#peek()) {
      case '{':
        return this.#object(this.#within(depth))
      case '[':
        return this.#array(this.#within(depth))
      case '"':
        return this.#string()
      default:
        return this.#word()
    }
  }

  #within(depth: number): number {
    if (depth < mostDepth) return depth + 1
    throw this.#wrong('expected a header that is not so deep')
  }

  #object(depth: number): JsonObject {
    const members = new Map<string, Located>()
    this.#list('{', '}', () => {
      this.#blanks()
      const key = this.#string()
      if (members.has(key)) throw this.#wrong(`the key '${key}' is there twice`)
      this.#blanks()
      this.#expect(':')
      members.set(key, this.#value(depth))
    })
    return { members }
  }

  #array(depth: number): Json[] {
    const elements: Json[] = []
    this.#list('[', ']', () => elements.push(this.#value(depth).value))
    return elements
  }

  #list(open: string, close: string, element: () => void): void {
    this.#expect(open)
    this.#blanks()
    if (this.#peek() === close) {
      ++this.#at
      return
    }
    for (;;) {
      element()
      this.#blanks()
      if (this.#peek() === close) break
      this.#expect(',')
    }
    ++this.#at
  }

  #string(): string {
    this.#expect('"')
    let text = ''
    for (let from = this.#at; ; from = this.#at) {
      while (this.#at < this.bytes.length && !this.#isSpecial(this.bytes[this.#at]!)) ++this.#at
      text += this.#utf8(from, this.#at)
      if (this.#peek() === '"') break
      if (this.#peek() !== '\\') throw this.#wrong('expected the end of a string')
      text += this.#escape()
    }
    ++this.#at
    return text
  }

  #isSpecial(byte: number): boolean {
    return byte === 0x22 || byte === 0x5c || byte < 0x20
  }

  #utf8(from: number, to: number): string {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
        this.bytes.subarray(from, to),
      )
    } catch (cause) {
      throw this.source.damaged(this.start + from, 'expected UTF-8', cause)
    }
  }

  #escape(): string {
    const letter = String.fromCharCode(this.bytes[this.#at + 1] ?? 0)
    if (letter === 'u') return this.#codePoint()
    const escaped = escapes[letter]
    if (escaped === undefined) throw this.#wrong('expected an escape that JSON has')
    this.#at += 2
    return escaped
  }

  /** A character by its number, or by the two numbers of a surrogate pair. */
  #codePoint(): string {
    const start = this.#at
    const unit = this.#codeUnit()
    const isLeading = unit >= 0xd800 && unit < 0xdc00
    const hasOther = isLeading && this.bytes.toString('latin1', this.#at, this.#at + 2) === '\\u'
    const text = String.fromCharCode(unit, ...(hasOther ? [this.#codeUnit()] : []))
    if (isWellFormed(text)) return text
    this.#at = start
    throw this.#wrong('expected both halves of a surrogate pair')
  }

  #codeUnit(): number {
    const digits = this.bytes.toString('latin1', this.#at + 2, this.#at + 6)
    if (!/^[0-9a-f]{4}$/i.test(digits)) throw this.#wrong('expected four hexadecimal digits')
    this.#at += 6
    return Number.parseInt(digits, 16)
  }

  #word(): Json {
    const limit = Math.min(this.#at + mostDigits, this.bytes.length)
    let end = this.#at
    while (end < limit && !wordEnds.has(this.bytes[end]!)) ++end
    const text = this.bytes.toString('latin1', this.#at, end)
    const [word] = /^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?)/i.exec(text) ?? []
    const isKnown = word !== undefined && (word === word.toLowerCase() || /\d/.test(word))
    if (!isKnown) throw this.#wrong('expected a value')
    const value = JSON.parse(word) as number | boolean | null
    if (Math.abs(Number(value)) === Infinity)
      throw this.#wrong(`expected a smaller number, ${word}`)
    this.#at += word.length
    const isFloat = typeof value === 'number' && !/^(0|-?[1-9]\d*)$/.test(word)
    return isFloat ? { float: word } : value
  }

  #blanks(): void {
    while (' \t\r\n'.includes(this.#peek() || '.')) ++this.#at
  }

  #peek(): string {
    return this.#at < this.bytes.length ? String.fromCharCode(this.bytes[this.#at]!) : ''
  }

  #expect(character: string): void {
    if (this.#peek() !== character) throw this.#wrong(`expected '${character}'`)
    ++this.#at
  }

  #wrong(problem: string) {
    const found = this.#peek()
    const what = found === '' ? 'the end' : JSON.stringify(found)
    return this.source.damaged(this.start + this.#at, `${problem}, found ${what}`)
  }
}
