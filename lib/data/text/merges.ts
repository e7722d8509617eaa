/** Learns which pairs of tokens become tokens. */

export type Merge = readonly [left: number, right: number]

export interface CountedWord {
  tokens: number[]
  count: number
}

const base = 2 ** 20

/** How often each pair is there, and in which words. */
class Pairs {
  readonly #counts = new Map<number, number>()
  readonly #words = new Map<number, Set<CountedWord>>()

  add(word: CountedWord, sign: 1 | -1): void {
    const { tokens, count } = word
    for (let i = 0; i + 1 < tokens.length; ++i) {
      const key = tokens[i]! * base + tokens[i + 1]!
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + sign * count)
      if (sign < 0) continue
      const words = this.#words.get(key)
      if (words) words.add(word)
      else this.#words.set(key, new Set([word]))
    }
  }

  /** The most frequent one that is there twice or more, of equal ones the smallest. */
  best(): number | undefined {
    let best: number | undefined
    let most = 1
    for (const [key, count] of this.#counts) {
      if (count > most || (count === most && best !== undefined && key < best))
        [best, most] = [key, count]
    }
    return best
  }

  /** The words that a pair is in, which then is gone. */
  take(key: number): CountedWord[] {
    const words = [...(this.#words.get(key) ?? [])]
    this.#words.delete(key)
    return words
  }

  forget(key: number): void {
    this.#counts.delete(key)
  }
}

function merged(tokens: readonly number[], [left, right]: Merge, token: number): number[] {
  const result: number[] = []
  for (let i = 0; i < tokens.length; ++i) {
    if (tokens[i] === left && tokens[i + 1] === right) {
      result.push(token)
      ++i
    } else {
      result.push(tokens[i]!)
    }
  }
  return result
}

/** Up to `count` merges; their tokens are 256 and those after it. The words' tokens are merged too. */
export function learnMerges(words: readonly CountedWord[], count: number): Merge[] {
  const pairs = new Pairs()
  for (const word of words) pairs.add(word, 1)
  const merges: Merge[] = []
  while (merges.length < count) {
    const key = pairs.best()
    if (key === undefined) break
    const merge: Merge = [Math.floor(key / base), key % base]
    for (const word of pairs.take(key)) {
      pairs.add(word, -1)
      word.tokens = merged(word.tokens, merge, 256 + merges.length)
      pairs.add(word, 1)
    }
    pairs.forget(key)
    merges.push(merge)
  }
  return merges
}
