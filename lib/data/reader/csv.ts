/** Reads CSV files (RFC 4180), gzipped or not, column by column: numbers, or text where one is none. */
import { isUtf8 } from 'node:buffer'
import { checkBoolean, checkOptionNames, checkString, describeValue } from '../../base/check'
import { OptionError } from '../../base/errors'
import { readPlainRows } from '../../runtime/files'
import { Columns, type CsvColumn } from './csvColumns'
import { dataError, lineOfOtherBytes, readDataFile, refuseHtml, unpacked } from './file'
import { numberAt } from './number'

export interface CsvOptions {
  /** Between fields; one ASCII character (default `,`). */
  delimiter?: string
  /** Whether the first line has the names of the columns (default), or is data. */
  header?: boolean
}

export interface CsvTable {
  /** In the order of the file; `column0` and so on for a file without a header. */
  names: string[]
  columns: Record<string, CsvColumn>
  /** The number of rows. */
  length: number
}

const newline = 0x0a
const carriageReturn = 0x0d
const quote = 0x22

const longestWait = 63

/** Where a field is, and how far the reader has come. */
class CsvScanner {
  start = 0
  end = 0
  /** Whether the field was quoted, and whether quotes in it are doubled. */
  isQuoted = false
  hasQuotes = false
  position = 0
  line = 1
  /** Whether the field was the last of its row. */
  isLast = false
  /** Rows to read here before the addon is asked for plain ones again, and how many it was last. */
  #wait = 0
  #lastWait = 0

  constructor(
    readonly path: string,
    readonly bytes: Buffer,
    readonly delimiter: number,
  ) {
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) this.position = 3
  }

  /** Passes over empty lines. Whether another row follows. */
  toRow(): boolean {
    const { bytes } = this
    for (;;) {
      const byte = bytes[this.position]
      if (byte === newline) ++this.line
      else if (byte !== carriageReturn || bytes[this.position + 1] !== newline) break
      ++this.position
    }
    return this.position < bytes.length
  }

  /** Rows of numbers and unquoted text, as far as they go and the columns have room. */
  plainRows(columns: Columns): void {
    if (this.#wait-- > 0) return
    const { bytes, delimiter } = this
    const [rows, position, lines] = readPlainRows(
      bytes,
      this.position,
      delimiter,
      columns.targets,
      columns.length,
    )
    // Where every row is quoted, asking in vain would cost more than reading.
    this.#lastWait = rows > 0 ? 0 : Math.min(2 * this.#lastWait + 1, longestWait)
    this.#wait = this.#lastWait
    columns.passed(rows, bytes)
    this.position = position
    this.line += lines
  }

  /** The next field of the row. */
  next(): void {
    const { bytes, delimiter } = this
    let at = this.position
    if (bytes[at] === quote) return this.#quoted()
    this.start = at
    this.isQuoted = false
    for (; at < bytes.length; ++at) {
      const byte = bytes[at]
      if (byte === delimiter || byte === newline) break
    }
    this.end = at
    if (bytes[at - 1] === carriageReturn && at > this.start && bytes[at] !== delimiter) --this.end
    this.#pass(at)
  }

  text(): string {
    const text = this.bytes.toString('utf8', this.start, this.end)
    return this.hasQuotes && this.isQuoted ? text.replaceAll('""', '"') : text
  }

  refuse(problem: string, line = this.line): never {
    throw dataError('CSV', this.path, `${problem} (line ${line})`)
  }

  /** Over what ends the field. */
  #pass(at: number): void {
    const byte = this.bytes[at]
    this.isLast = byte !== this.delimiter
    if (byte === newline) ++this.line
    this.position = at + 1
  }

  #quoted(): void {
    const { bytes, line } = this
    this.isQuoted = true
    this.hasQuotes = false
    this.start = this.position + 1
    for (let at = this.start; ; ++at) {
      if (at >= bytes.length) this.refuse('ends inside a quoted field', line)
      if (bytes[at] === newline) ++this.line
      if (bytes[at] !== quote) continue
      if (bytes[at + 1] !== quote) return this.#close(at)
      this.hasQuotes = true
      ++at
    }
  }

  #close(at: number): void {
    this.end = at
    const { bytes } = this
    let after = at + 1
    if (bytes[after] === carriageReturn) ++after
    const byte = bytes[after]
    if (after < bytes.length && byte !== this.delimiter && byte !== newline)
      this.refuse('expected a comma or the end of the line after a quoted field')
    this.#pass(after)
  }
}

function namesOf(scanner: CsvScanner, header: boolean): string[] {
  if (!scanner.toRow()) scanner.refuse('expected rows, found an empty file')
  const start = { position: scanner.position, line: scanner.line }
  const first: string[] = []
  do {
    scanner.next()
    first.push(scanner.text())
  } while (!scanner.isLast)
  if (!header) {
    Object.assign(scanner, start)
    return first.map((_, i) => `column${i}`)
  }
  const twice = first.find((name, i) => first.indexOf(name) !== i)
  if (twice !== undefined)
    scanner.refuse(`expected columns of different names, found two '${twice}'`, 1)
  return first
}

function refuseRagged(scanner: CsvScanner, expected: number, found: string, line: number): never {
  return scanner.refuse(`expected ${expected} fields in every row, found ${found}`, line)
}

/** A column that turns out to be text: its number. Else nothing, and the rows are all read. */
function readRows(scanner: CsvScanner, columns: Columns): number | undefined {
  const { bytes } = scanner
  const { fields } = columns
  const width = fields.length
  for (;;) {
    columns.makeRoom()
    scanner.plainRows(columns)
    if (!scanner.toRow()) return undefined
    if (columns.isFull) continue
    const { line } = scanner
    const row = columns.length
    for (let i = 0; i < width; ++i) {
      scanner.next()
      const field = fields[i]!
      if (field.isText) {
        field.texts.push(scanner.text())
      } else {
        const value = numberAt(bytes, scanner.start, scanner.end)
        if (value === undefined || (scanner.isQuoted && scanner.hasQuotes)) return i
        field.values[row] = value
      }
      if (scanner.isLast && i < width - 1) refuseRagged(scanner, width, `${i + 1}`, line)
    }
    if (!scanner.isLast) refuseRagged(scanner, width, 'more', line)
    ++columns.length
  }
}

function checkText(path: string, bytes: Buffer): void {
  refuseHtml('CSV', path, bytes)
  if (isUtf8(bytes)) return
  const line = lineOfOtherBytes(bytes)
  throw dataError('CSV', path, `expected text in UTF-8, found other bytes (line ${line})`)
}

function delimiterOf({ delimiter = ',' }: CsvOptions): number {
  const code =
    typeof delimiter === 'string' && delimiter.length === 1 ? delimiter.charCodeAt(0) : 128
  if (code < 128 && code !== quote && code !== newline && code !== carriageReturn) return code
  throw new OptionError(
    `readCsv: delimiter: expected one ASCII character, found ${describeValue(delimiter)}`,
  )
}

function tableOf(names: string[], columns: Columns): CsvTable {
  const results = columns.results()
  const byName = Object.fromEntries(names.map((name, i) => [name, results[i]!]))
  return { names, columns: byName, length: columns.length }
}

const sampledBytes = 2 ** 16

/** A guess from the first lines, with some room for longer ones. */
function rowsIn(bytes: Buffer): number {
  const sample = bytes.subarray(0, sampledBytes)
  let lines = 1
  for (let at = sample.indexOf(newline); at >= 0; at = sample.indexOf(newline, at + 1)) ++lines
  return Math.ceil((1.05 * lines * bytes.length) / sample.length) + 16
}

/** `path` names the bytes in messages. @internal */
export function parseCsv(path: string, packed: Buffer, options: CsvOptions = {}): CsvTable {
  const bytes = unpacked('CSV', path, packed)
  checkText(path, bytes)
  const delimiter = delimiterOf(options)
  const scanner = new CsvScanner(path, bytes, delimiter)
  const names = namesOf(scanner, options.header ?? true)
  const isText = names.map(() => false)
  const start = { position: scanner.position, line: scanner.line }
  for (;;) {
    const columns = new Columns(isText, rowsIn(bytes))
    // From the beginning again, as numbers do not tell how they were written; mostly after a row.
    const text = readRows(Object.assign(scanner, start), columns)
    if (text === undefined && columns.length > 0) return tableOf(names, columns)
    if (text === undefined) return scanner.refuse('expected rows, found none after the header')
    isText[text] = true
  }
}

/**
 * Reads a file. A column is of numbers where every value is one, is empty or `NA`; else it is text.
 * @throws DataError with the line for what is no CSV: rows of different lengths, a quote that is
 * not closed, other encodings than UTF-8, nothing at all.
 */
export function readCsv(path: string, options: CsvOptions = {}): CsvTable {
  checkString('readCsv: path', path)
  checkOptionNames('readCsv', options, ['delimiter', 'header'])
  if (options.header !== undefined) checkBoolean('readCsv: header', options.header)
  delimiterOf(options)
  return parseCsv(path, readDataFile('CSV', path), options)
}
