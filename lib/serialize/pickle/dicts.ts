/**
 * Python's dicts: plain objects where all keys are strings, or all are counting numbers, else Maps.
 * Which it is shows only when all keys are there, while other values may hold the dict already. So
 * a pickle is read twice, and the first reading remembers which dicts become Maps.
 */
import type { Refuse } from './host'

function kindOf(key: unknown): string {
  if (typeof key === 'string') return 'name'
  return typeof key === 'number' && Number.isInteger(key) && key >= 0 ? 'count' : 'other'
}

/**
 * What is wrong with the key of a dict, of a file or of what is to be one; null for nothing. It must
 * not reach into the prototypes of objects, wherever it were used as a path.
 */
export function problemOfKey(key: unknown, kind = 'key'): string | null {
  if (typeof key !== 'string' || !key.split('.').includes('__proto__')) return null
  return `expected a ${kind} without '__proto__', found '${key}'`
}

/** More work than any file of tensors asks for: a short pickle must not keep a process busy. */
const mostCopies = 10_000_000

export class Dicts {
  /** Of this reading, in the order in which they were made. */
  readonly #made = new Map<object, { index: number; kind: string | null }>()
  readonly #maps = new Set<number>()
  #copies = 0

  /** @param first what the first reading found */
  constructor(readonly first: Dicts | null = null) {}

  make(): object {
    const index = this.#made.size
    const dict = this.first?.isMap(index) ? new Map() : {}
    this.#made.set(dict, { index, kind: null })
    return dict
  }

  isDict(value: unknown): boolean {
    return this.#made.has(value as object)
  }

  isMap(index: number): boolean {
    return this.#maps.has(index)
  }

  set(dict: unknown, key: unknown, value: unknown, refuse: Refuse): void {
    const made = this.#made.get(dict as object)
    if (!made) throw refuse('expected a dict to add to')
    const problem = problemOfKey(key)
    if (problem !== null) throw refuse(problem)
    const kind = kindOf(key)
    made.kind ??= kind
    if (kind === 'other' || kind !== made.kind) this.#maps.add(made.index)
    if (dict instanceof Map) dict.set(key, value)
    else if (kind !== 'other') (dict as Record<string | number, unknown>)[key as string] = value
  }

  /** A dict of the pairs of a list, or of another dict. */
  of(content: unknown, refuse: Refuse): object {
    if (this.isDict(content)) return content as object
    if (!Array.isArray(content)) throw refuse('expected pairs to make a dict of')
    this.#copies += content.length
    if (this.#copies > mostCopies) throw refuse('expected fewer copies of what is there already')
    const dict = this.make()
    for (const pair of content as unknown[]) {
      if (!Array.isArray(pair) || pair.length !== 2)
        throw refuse('expected pairs to make a dict of')
      this.set(dict, pair[0], pair[1], refuse)
    }
    return dict
  }
}
