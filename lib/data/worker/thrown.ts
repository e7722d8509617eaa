import { types } from 'node:util'
import type { Thrown } from './messages'

/** What was thrown, whatever it is. */
export function inWords(error: unknown): Thrown {
  if (types.isNativeError(error)) {
    const { name, message, stack } = error
    return { what: `${name}: ${message}`, stack }
  }
  const { name, message } = (error ?? {}) as { name?: unknown; message?: unknown }
  const isNamed = typeof name === 'string' && typeof message === 'string'
  return { what: isNamed ? `${name}: ${message}` : String(error), stack: undefined }
}
