import { checkOptionNames, checkPositiveInteger, checkText } from '../../base/check'
import { DataError, OptionError } from '../../base/errors'
import { learnMerges, type Merge } from './merges'
import {
  checkToken,
  checkTrainingText,
  saveJson,
  type Tokenizer,
  type TokenizerJson,
} from './tokenizer'

export interface BytePairOptions {
  /** Tokens to learn, the 256 bytes among them. */
  vocabularySize: number
}

/** No merge goes beyond a word with its blank, a number, or signs: the division of GPT-2. */
const division = /'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu
const mostTokens = 2 ** 20
const cachedWords = 100_000

function wordsOf(text: string): string[] {
  return text.match(division) ?? []
}

const keyOf = (left: number, right: number): number => left * mostTokens + right

/**
 * Tokens of one or more bytes of UTF-8: the 256 bytes, and pairs of tokens that were often beside
 * each other in the text it learnt from. Any text can be encoded.
 */
export class BytePairTokenizer implements Tokenizer {
  readonly #ranks = new Map<number, number>()
  readonly #bytes: Uint8Array[] = Array.from({ length: 256 }, (_, byte) => Uint8Array.of(byte))
  readonly #known = new Map<string, readonly number[]>()

  /** @throws DataError for a merge of tokens that are not made yet. */
  constructor(readonly merges: readonly Merge[]) {
    if (!Array.isArray(merges) || merges.length > mostTokens - 256)
      throw new DataError('BytePairTokenizer: expected an array of merges, found none')
    merges.forEach((merge: unknown, i) => {
      checkMerge(merge, i)
      const [left, right] = merge
      this.#ranks.set(keyOf(left, right), 256 + i)
      this.#bytes.push(Buffer.concat([this.#bytes[left]!, this.#bytes[right]!]))
    })
  }

  /**
   * Learns from a text: the most frequent pair becomes a token, of equal ones that of the smaller
   * tokens, until there are `vocabularySize` tokens or no pair comes twice.
   */
  static train(text: string, options: BytePairOptions): BytePairTokenizer {
    checkTrainingText('BytePairTokenizer.train', text)
    checkOptionNames('BytePairTokenizer.train', options, ['vocabularySize'])
    const { vocabularySize } = options
    checkPositiveInteger('BytePairTokenizer.train: vocabularySize', vocabularySize)
    if (vocabularySize < 256 || vocabularySize > mostTokens)
      throw new OptionError(
        `BytePairTokenizer.train: vocabularySize: expected from 256 to ${mostTokens}, found ${vocabularySize}`,
      )
    const counts = new Map<string, number>()
    for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
    const words = Array.from(counts, ([word, count]) => ({ tokens: [...Buffer.from(word)], count }))
    return new BytePairTokenizer(learnMerges(words, vocabularySize - 256))
  }

  get vocabularySize(): number {
    return 256 + this.merges.length
  }

  encode(text: string): Int32Array {
    checkText('BytePairTokenizer.encode', text)
    const tokens: number[] = []
    for (const word of wordsOf(text)) for (const token of this.#encodeWord(word)) tokens.push(token)
    return Int32Array.from(tokens)
  }

  /** Bytes that are no UTF-8, such as half a character, become U+FFFD. */
  decode(tokens: Iterable<number>): string {
    if (typeof (tokens as Iterable<number> | null)?.[Symbol.iterator] !== 'function')
      throw new DataError('decode: expected a list of tokens, found none')
    const parts = Array.from(tokens, (token, position) => {
      checkToken(token, this.vocabularySize, position)
      return this.#bytes[token]!
    })
    return Buffer.concat(parts).toString('utf8')
  }

  toJSON(): TokenizerJson {
    return { type: 'byte-pair', merges: this.merges.map(([left, right]) => [left, right]) }
  }

  /** As JSON, which `loadTokenizer` reads. */
  save(path: string): void {
    saveJson(path, this.toJSON())
  }

  #encodeWord(word: string): readonly number[] {
    const known = this.#known.get(word)
    if (known) return known
    const tokens = [...Buffer.from(word)]
    for (;;) {
      const place = this.#firstMerge(tokens)
      if (place < 0) break
      const merged = this.#ranks.get(keyOf(tokens[place]!, tokens[place + 1]!))!
      tokens.splice(place, 2, merged)
    }
    if (this.#known.size < cachedWords) this.#known.set(word, tokens)
    return tokens
  }

  /** Where the pair is that was learnt first; -1 where there is none. */
  #firstMerge(tokens: readonly number[]): number {
    let [place, best] = [-1, Infinity]
    for (let i = 0; i + 1 < tokens.length; ++i) {
      const rank = this.#ranks.get(keyOf(tokens[i]!, tokens[i + 1]!)) ?? Infinity
      if (rank < best) [place, best] = [i, rank]
    }
    return place
  }
}

function checkMerge(merge: unknown, index: number): asserts merge is Merge {
  const isToken = (value: unknown): boolean =>
    Number.isInteger(value) && (value as number) >= 0 && (value as number) < 256 + index
  if (Array.isArray(merge) && merge.length === 2 && merge.every(isToken)) return
  throw new DataError(
    `BytePairTokenizer: expected two tokens below ${256 + index} as merge ${index}, found others`,
  )
}
