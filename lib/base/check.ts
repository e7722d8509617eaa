/** Checks of what callers give, worded alike everywhere: what was expected, what came, what to do. */
import { types } from 'node:util'
import { OptionError, TorchError } from './errors'

/** The known name nearest to a misspelt one, as ` (did you mean 'x'?)`, or nothing. */
export function didYouMean(name: string, known: Iterable<string>): string {
  let best = ''
  let bestDistance = Math.min(3, Math.floor(name.length / 2)) + 1
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance]
  }
  return best && ` (did you mean '${best}'?)`
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; ++i) {
    const next = [i]
    for (let j = 1; j <= b.length; ++j) {
      const substitution = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(substitution, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}

/** For messages: strings in quotes, objects by their kind. */
export function describeValue(value: unknown): string {
  try {
    return describe(value)
  } catch {
    return 'an object that cannot be read' // a proxy that was revoked, or whose traps throw
  }
}

const longestText = 100

/** Under this key every Tensor has what stands for the copy of the package that made it. */
export const copyKey = Symbol.for('isbe-torch.copy')
export const thisCopy = {}

function isOfAnotherCopy(value: object): boolean {
  const copy = (value as { [copyKey]?: unknown })[copyKey]
  return copy !== undefined && copy !== thisCopy
}

function describe(value: unknown): string {
  if (typeof value === 'string')
    return value.length > longestText ? `'${value.slice(0, longestText)}…'` : `'${value}'`
  if (typeof value === 'bigint') return `${value}n`
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (typeof value === 'function')
    return value.name === '' ? 'a function' : `the function ${value.name}`
  if (typeof value !== 'object' || value === null) return String(value)
  if (isOfAnotherCopy(value)) return 'a Tensor of another copy of isbe-torch'
  const name = (value.constructor as { name?: string } | undefined)?.name
  return name === undefined || name === 'Object' ? 'an object' : `a ${name}`
}

/** Whether a value may be an object of options: no instance of a class, also of another realm. */
export function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || types.isExternal(value)) return false
  try {
    const prototype: unknown = Object.getPrototypeOf(value)
    return prototype === null || Object.getPrototypeOf(prototype) === null
  } catch {
    return false // a proxy that was revoked
  }
}

/**
 * Throws OptionError when `options` is not an options object, or has a key that is not among
 * `known`, of which the first is what a value given by position most likely meant.
 */
export function checkOptionNames(what: string, options: unknown, known: readonly string[]): void {
  if (!isPlainObject(options)) {
    const instead = known.length > 0 && options !== null ? `; write { ${known[0]}: … }` : ''
    throw new OptionError(
      `${what}: expected an object of options (${known.join(', ')}), found ${describeValue(options)}` +
        instead,
    )
  }
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue
    throw new OptionError(
      `${what}: unknown option '${name}'${didYouMean(name, known)}; expected one of ` +
        known.join(', '),
    )
  }
}

/** Throws OptionError for a value that is not one of the choices. */
export function checkChoice(what: string, value: unknown, choices: Iterable<string>): void {
  const known = [...choices]
  if (typeof value === 'string' && known.includes(value)) return
  throw new OptionError(
    `${what}: expected ${known.join(', ')}, found ${describeValue(value)}` +
      (typeof value === 'string' ? didYouMean(value, known) : ''),
  )
}

export function checkPositiveInteger(what: string, value: unknown): void {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return
  throw new OptionError(`${what}: expected a positive integer, found ${describeValue(value)}`)
}

export function checkInteger(what: string, value: unknown): void {
  if (Number.isSafeInteger(value)) return
  throw new OptionError(`${what}: expected an integer, found ${describeValue(value)}`)
}

export function checkCount(what: string, value: unknown): void {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return
  throw new OptionError(`${what}: expected an integer of at least 0, found ${describeValue(value)}`)
}

export function checkBoolean(what: string, value: unknown): void {
  if (typeof value === 'boolean') return
  throw new OptionError(`${what}: expected true or false, found ${describeValue(value)}`)
}

/** A flag as Python takes it: by position, or by its name in an object. */
export type Flag<Name extends string> = boolean | { readonly [name in Name]?: boolean }

/** What a flag says; `otherwise` where it is left out. */
export function flagOf<Name extends string>(
  what: string,
  name: Name,
  given: Flag<Name> | undefined,
  otherwise: boolean,
): boolean {
  if (given === undefined) return otherwise
  if (!isPlainObject(given)) {
    checkBoolean(`${what}: ${name}`, given)
    return given
  }
  checkOptionNames(what, given, [name])
  return flagOf(what, name, given[name], otherwise)
}

/** Throws OptionError for an option that is there and no boolean. */
export function checkFlags(what: string, options: object, names: readonly string[]): void {
  for (const name of names) {
    const value: unknown = Reflect.get(options, name)
    if (value !== undefined) checkBoolean(`${what}: ${name}`, value)
  }
}

export function checkString(what: string, value: unknown): void {
  if (typeof value === 'string' && value !== '') return
  throw new OptionError(`${what}: expected a string, found ${describeValue(value)}`)
}

/** A string, which may be empty. */
export function checkText(what: string, value: unknown): void {
  if (typeof value === 'string') return
  throw new OptionError(`${what}: expected a string, found ${describeValue(value)}`)
}

export function checkNumber(what: string, value: unknown): void {
  if (typeof value === 'number' && !Number.isNaN(value)) return
  throw new OptionError(`${what}: expected a number, found ${describeValue(value)}`)
}

export function checkProbability(what: string, value: unknown): void {
  if (typeof value === 'number' && value >= 0 && value <= 1) return
  throw new OptionError(
    `${what}: expected a probability from 0 to 1, found ${describeValue(value)}`,
  )
}

/** Throws OptionError for what is no instance of the class, or of one derived from it. */
export function checkInstance(
  what: string,
  value: unknown,
  Class: { [Symbol.hasInstance](value: unknown): boolean },
  expected: string,
): void {
  if (Class[Symbol.hasInstance](value)) return
  throw new OptionError(`${what}: expected ${expected}, found ${describeValue(value)}`)
}

/** Throws OptionError for what is not a function. */
export function checkFunction(what: string, value: unknown): void {
  if (typeof value === 'function') return
  throw new OptionError(`${what}: expected a function, found ${describeValue(value)}`)
}

/** Throws TorchError SCOPE for a promise: scopes and modes hold for one synchronous call only. */
export function refusePromise(what: string, result: unknown, advice: string): void {
  if (!types.isPromise(result)) return
  result.catch(() => undefined)
  throw new TorchError(
    'SCOPE',
    `${what}: expected a synchronous function, found one that returns a promise; ${advice}`,
  )
}
