/** What turns text into numbers and back. */
import { readFileSync } from 'node:fs'
import { checkString, describeValue } from '../../base/check'
import { DataError, OptionError } from '../../base/errors'
import { writeFile } from '../../base/file'
import { reasonOf } from '../reader/file'

export interface Tokenizer {
  /** Tokens are from 0 to one less. */
  readonly vocabularySize: number
  encode(text: string): Int32Array
  decode(tokens: Iterable<number>): string
  /** Plain data from which `loadTokenizer` makes it again. */
  toJSON(): TokenizerJson
}

export type TokenizerJson =
  | { type: 'characters'; characters: string[] }
  | { type: 'byte-pair'; merges: [left: number, right: number][] }

/** Throws DataError for a token that the vocabulary has not. */
export function checkToken(token: unknown, size: number, position: number): void {
  if (Number.isInteger(token) && (token as number) >= 0 && (token as number) < size) return
  throw new DataError(
    `decode: expected tokens from 0 to ${size - 1}, found ${describeValue(token)} at ${position}`,
  )
}

/** Writes a vocabulary as JSON, whole or not at all. */
export function saveJson(path: string, json: TokenizerJson): void {
  checkString('save: path', path)
  try {
    writeFile(path, `${JSON.stringify(json)}\n`)
  } catch (cause) {
    throw new DataError(`vocabulary: cannot write '${path}': ${reasonOf(cause)}`, { cause })
  }
}

/** Throws DataError for what is missing or no JSON. */
export function readJson(path: string): unknown {
  checkString('loadTokenizer: path', path)
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new DataError(`vocabulary: '${path}' cannot be read: ${reasonOf(cause)}`, { cause })
  }
}

/** Throws OptionError for what can have no tokens. */
export function checkTrainingText(what: string, text: unknown): asserts text is string {
  if (typeof text === 'string' && text.length > 0) return
  throw new OptionError(`${what}: expected text to learn from, found ${describeValue(text)}`)
}
