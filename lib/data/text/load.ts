import { DataError } from '../../base/errors'
import { BytePairTokenizer } from './bytePair'
import { CharTokenizer } from './characters'
import type { Merge } from './merges'
import { readJson, type Tokenizer } from './tokenizer'

/** What `toJSON` of a tokenizer gave. `path` names it in messages. @internal */
export function tokenizerOf(path: string, json: unknown): Tokenizer {
  const { type, characters, merges } = (json ?? {}) as Record<string, unknown>
  if (type === 'characters' && Array.isArray(characters))
    return new CharTokenizer(characters as string[])
  if (type === 'byte-pair' && Array.isArray(merges)) return new BytePairTokenizer(merges as Merge[])
  throw new DataError(
    `vocabulary: '${path}' expected what save() of a tokenizer writes, found something else`,
  )
}

/**
 * Reads the vocabulary that a tokenizer saved.
 * @throws DataError when it is missing, damaged, or no vocabulary.
 */
export function loadTokenizer(path: string): Tokenizer {
  return tokenizerOf(path, readJson(path))
}
