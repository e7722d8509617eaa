/** Arguments of functions made by hand, bound as Python binds them. */
import { checkOptionNames, describeValue, isPlainObject } from '../../base/check'
import { TorchError } from '../../base/errors'
import { Tensor } from '../tensor'

function written(what: string, positional: readonly string[], keywords: readonly string[]): string {
  const options = keywords.length > 0 ? [`{ ${keywords.join(', ')} }`] : []
  return `${what}(${[...positional, ...options].join(', ')})`
}

/**
 * What was given, by name: the first ones by position, the others in one trailing object. Names that
 * end in `!` must be given, and those of `keywords` come by name only; undefined was left out.
 * @throws TorchError TYPE for too many, too few or doubled arguments, OptionError for unknown names.
 */
export function bindByName<T>(
  what: string,
  positional: readonly string[],
  keywords: readonly string[],
  args: readonly unknown[],
): Partial<T> {
  const names = positional.map(name => name.replace('!', ''))
  const end = args.findLastIndex(value => value !== undefined)
  const last = args[end]
  const options = isPlainObject(last) ? (last as Record<string, unknown>) : {}
  const given = args.slice(0, isPlainObject(last) ? end : end + 1)
  const refuse = (problem: string): never => {
    throw new TorchError('TYPE', `${what}: ${problem}, expected ${written(what, names, keywords)}`)
  }
  checkOptionNames(what, options, [...names, ...keywords])
  if (given.length > names.length) refuse(`found ${given.length} arguments`)
  const bound: Record<string, unknown> = { ...options }
  given.forEach((value, i) => {
    if (value === undefined) return
    if (bound[names[i]!] !== undefined) refuse(`found ${names[i]} twice`)
    bound[names[i]!] = value
  })
  const missing = positional.find(
    name => name.endsWith('!') && bound[name.slice(0, -1)] === undefined,
  )
  if (missing !== undefined) refuse(`found no ${missing.slice(0, -1)}`)
  return bound as Partial<T>
}

/** The tensors of a call that takes them one by one or in one list. */
export function tensorsOf(what: string, args: readonly unknown[]): Tensor[] {
  const list: unknown = args.length === 1 && Array.isArray(args[0]) ? args[0] : args
  const tensors = list as readonly unknown[]
  const other = tensors.findIndex(value => !(value instanceof Tensor))
  if (other < 0) return [...tensors] as Tensor[]
  throw new TorchError(
    'TYPE',
    `${what}: expected tensors, found ${describeValue(tensors[other])} at position ${other}`,
  )
}

export function checkTensor(what: string, value: unknown): asserts value is Tensor {
  if (value instanceof Tensor) return
  throw new TorchError('TYPE', `${what}: expected a tensor, found ${describeValue(value)}`)
}
