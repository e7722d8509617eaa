/** Python's `collections.Counter`: how often each number came, as a plain object by number. */
export type Counter = Record<number, number>

const counters: object = Object.freeze(
  Object.assign(Object.create(null) as object, { [Symbol.toStringTag]: 'Counter' }),
)

/** Counts that files keep as a Counter. */
export function counterOf(counts: Readonly<Counter>): Counter {
  return Object.assign(Object.create(counters) as Counter, counts)
}

export function isCounter(value: unknown): value is Counter {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === counters
}
