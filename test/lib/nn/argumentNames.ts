/** Which arguments a function says that it has, and which it cannot do without. */
import { messageOf } from '../../support/message'

export type Call = (...args: unknown[]) => unknown

/** What is asked for when nothing is given, then when that is given too, and so on. */
function required(call: Call): string[] {
  const given: Record<string, null> = {}
  for (;;) {
    const missing = /found no (\w+), expected/.exec(messageOf(() => call(given)))?.[1]
    if (missing === undefined || missing in given) return Object.keys(given)
    given[missing] = null
  }
}

/** @param signature its names in order; `!` marks required ones */
export function expectArguments(name: string, call: Call, signature: string): void {
  const names = signature.replaceAll('!', '').split(' ')
  expect(messageOf(() => call())).toBe(
    `${name}: found no ${names[0]}, expected ${name}(${names.join(', ')})`,
  )
  expect(messageOf(() => call({ odd: 1 }))).toContain(
    `${name}: unknown option 'odd'; expected one of ${names.join(', ')}`,
  )
  expect(required(call)).toEqual(
    signature
      .split(' ')
      .filter(text => text.endsWith('!'))
      .map(text => text.slice(0, -1)),
  )
}
