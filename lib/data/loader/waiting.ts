/** Waiting that ends: for so long, or until somebody aborts it. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Abortable } from '../../base/abort'

export const late = Symbol('late')
export const aborted = Symbol('aborted')

/** What a promise gives, or `late` after so many seconds. */
export async function within<T>(promise: Promise<T>, seconds: number): Promise<T | typeof late> {
  const stop = new AbortController()
  const sleeping = sleep(seconds * 1000, late, { signal: stop.signal })
  sleeping.catch(() => undefined)
  try {
    return await Promise.race([promise, sleeping])
  } finally {
    stop.abort()
  }
}

/** What a promise gives, or `aborted` as soon as the signal is. */
export function unlessAborted<T>(
  promise: Promise<T>,
  signal: Abortable | undefined,
): Promise<T | typeof aborted> {
  if (!(signal instanceof EventTarget) || signal.aborted) return promise
  return new Promise((resolve, reject) => {
    const abort = (): void => resolve(aborted)
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
