import { checkText } from '../../base/check'
import { DataError } from '../../base/errors'
import {
  checkToken,
  checkTrainingText,
  saveJson,
  type Tokenizer,
  type TokenizerJson,
} from './tokenizer'

/** A token a character (a Unicode code point). */
export class CharTokenizer implements Tokenizer {
  readonly characters: readonly string[]
  readonly #tokens: ReadonlyMap<string, number>

  /** @throws DataError for characters that are several or none, or come twice. */
  constructor(characters: Iterable<string>) {
    this.characters = [...checkIterable(characters)]
    this.#tokens = new Map(this.characters.map((character, token) => [character, token]))
    const isOne = (text: unknown): boolean => typeof text === 'string' && [...text].length === 1
    if (this.characters.length === 0 || !this.characters.every(isOne))
      throw new DataError('CharTokenizer: expected single characters, found other values or none')
    if (this.#tokens.size < this.characters.length)
      throw new DataError('CharTokenizer: expected different characters, found one twice')
  }

  /** All characters of a text, in the order of their code points. */
  static train(text: string): CharTokenizer {
    checkTrainingText('CharTokenizer.train', text)
    const order = (a: string, b: string): number => a.codePointAt(0)! - b.codePointAt(0)!
    return new CharTokenizer([...new Set(text)].sort(order))
  }

  get vocabularySize(): number {
    return this.characters.length
  }

  /** @throws DataError for a character that is not in the vocabulary, with its position. */
  encode(text: string): Int32Array {
    checkText('CharTokenizer.encode', text)
    const tokens: number[] = []
    for (const character of text) {
      const token = this.#tokens.get(character)
      if (token === undefined)
        throw new DataError(
          `CharTokenizer: expected characters of the vocabulary, found '${character}' at ${tokens.length}`,
        )
      tokens.push(token)
    }
    return Int32Array.from(tokens)
  }

  decode(tokens: Iterable<number>): string {
    return Array.from(checkIterable(tokens), (token, position) => {
      checkToken(token, this.vocabularySize, position)
      return this.characters[token]!
    }).join('')
  }

  toJSON(): TokenizerJson {
    return { type: 'characters', characters: [...this.characters] }
  }

  /** As JSON, which `loadTokenizer` reads. */
  save(path: string): void {
    saveJson(path, this.toJSON())
  }
}

function checkIterable<T>(values: Iterable<T>): Iterable<T> {
  if (typeof (values as Iterable<T> | null)?.[Symbol.iterator] === 'function') return values
  throw new DataError('CharTokenizer: expected a list of values, found none')
}
