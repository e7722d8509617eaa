/** Whether a state is one of a metric: names, and sizes. */
import { describeValue, didYouMean, isPlainObject } from '../base/check'
import { OptionError } from '../base/errors'
import { Tensor } from '../tensor'

/** Sizes by name: numbers are fixed, texts stand for one size each; null is any shape. */
export type StateShapes = Readonly<Record<string, readonly (number | string)[] | null>>

/** Throws OptionError that lists all missing, unexpected and mismatched names. */
export function checkState(what: string, state: unknown, shapes: StateShapes | null): void {
  if (!isPlainObject(state))
    throw new OptionError(`${what}: expected tensors by name, found ${describeValue(state)}`)
  const given = Object.entries(state)
  if (given.length === 0) return // of a metric before its first batch
  const sizes = new Map<string, number>()
  const problems = [
    ...nameProblems(Object.keys(state), shapes),
    ...given.flatMap(([name, value]) => mismatch(name, value, shapes?.[name] ?? null, sizes)),
  ]
  if (problems.length === 0) return
  const list = problems.join('\n  ')
  throw new OptionError(`${what}: the state does not fit, nothing was taken of it:\n  ${list}`)
}

/** Whether a tensor of the one shape is expanded to the other, as PyTorch does. */
export function broadcasts(shape: readonly number[], to: readonly number[]): boolean {
  return shape.every((size, i) => {
    const dim = i - shape.length + to.length
    return dim >= 0 && (size === 1 || size === to[dim])
  })
}

function nameProblems(given: readonly string[], shapes: StateShapes | null): string[] {
  if (shapes === null) return []
  const known = Object.keys(shapes)
  const missing = known.filter(name => !given.includes(name))
  const unexpected = given.filter(name => !known.includes(name))
  return [
    ...missing.map(name => `missing '${name}'${didYouMean(name, unexpected)}`),
    ...unexpected.map(name => `unexpected '${name}'${didYouMean(name, missing)}`),
  ]
}

function mismatch(
  name: string,
  value: unknown,
  shape: readonly (number | string)[] | null,
  sizes: Map<string, number>,
): string[] {
  if (!(value instanceof Tensor))
    return [`'${name}': expected a tensor, found ${describeValue(value)}`]
  if (value.isDisposed) return [`'${name}': expected a live tensor, found a disposed one`]
  if (shape === null) return []
  value.shape.forEach((size, dim) => {
    const label = shape[dim]
    if (typeof label === 'string' && !sizes.has(label)) sizes.set(label, size)
  })
  const expected = shape.map(size => (typeof size === 'string' ? (sizes.get(size) ?? size) : size))
  if (String(expected) === String(value.shape)) return []
  const found = value.shape.join(', ')
  return [`'${name}': expected shape [${expected.join(', ')}], found [${found}]`]
}
