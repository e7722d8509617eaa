/** Where in a dataset an error came from. */
import { types } from 'node:util'
import { describeValue } from '../../base/check'
import { DataError } from '../../base/errors'

/** For those who report it to another thread. */
export const places = new WeakMap<object, string>()

/** Remembers of an error where it came from. */
export function placed<T>(place: () => string, make: () => T): T {
  const remember = (thrown: unknown): never => {
    const isObject = typeof thrown === 'object' && thrown !== null
    const found = describeValue(thrown)
    const error = isObject
      ? (thrown as Error)
      : new DataError(`DataLoader: expected an Error to be thrown, found ${found}`)
    if (!places.has(error)) places.set(error, place())
    throw error
  }
  try {
    const made = make()
    return types.isPromise(made) ? (made.catch(remember) as T) : made
  } catch (error) {
    return remember(error)
  }
}
