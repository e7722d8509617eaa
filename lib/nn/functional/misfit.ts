/** Errors about arguments, in the words of nn.functional rather than of the operators below it. */
import { describeValue } from '../../base/check'
import { TorchError } from '../../base/errors'
import { kindOf } from './kinds'

/** A function of nn.functional: its tensors come first; names that end in `!` are required. */
export interface Described {
  name: string
  tensors: readonly string[]
  rest: readonly string[]
}

type Bound = Readonly<Record<string, unknown>>

/** `nn.functional.glu(input: Tensor, dim?: int)`. */
function written({ name, tensors, rest }: Described): string {
  const names = [...tensors.map(tensor => `${tensor}!`), ...rest]
  const parameters = names.map(text => {
    const bare = text.replace('!', '')
    return `${bare}${text === bare ? '?' : ''}: ${kindOf(name, bare, tensors).type}`
  })
  return `nn.functional.${name}(${parameters.join(', ')})`
}

function namesOf({ tensors, rest }: Described): string[] {
  return [...tensors, ...rest.map(name => name.replace('!', ''))]
}

/** The first argument that is not what its name stands for; operators take a bigint for a number. */
function misfitting(described: Described, bound: Bound, takesBigints: boolean): string | undefined {
  const { name, tensors } = described
  return namesOf(described).find(argument => {
    const value = bound[argument]
    if (typeof value === 'bigint' && !takesBigints) return true
    return value !== undefined && !kindOf(name, argument, tensors).fits(value)
  })
}

function isMismatch(error: unknown): error is TorchError {
  if (!(error instanceof TorchError) || error.code !== 'TYPE' || error.operator === undefined)
    return false
  return error.message.startsWith(`${error.operator}: `) && error.message.includes('found (')
}

function text(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(describeValue).join(', ')}]` : describeValue(value)
}

function reductionHint({ rest }: Described, value: unknown): string {
  const isReduction = ['none', 'mean', 'sum', 'batchmean'].includes(value as string)
  if (!isReduction || !rest.includes('reduction')) return ''
  return `; a reduction comes by name: { reduction: ${describeValue(value)} }`
}

function foundIn(described: Described, bound: Bound): string {
  const given = namesOf(described).filter(name => bound[name] !== undefined)
  return `(${given.map(name => `${name}: ${text(bound[name])}`).join(', ')})`
}

/** What a function throws where its body threw `error`. */
export function inWordsOf(described: Described, bound: Bound, error: unknown): unknown {
  const isOperators = isMismatch(error)
  if (!isOperators && !(error instanceof TypeError)) return error
  const what = `nn.functional.${described.name}`
  const expected = `expected ${written(described)}`
  const fields = { cause: error, operator: isOperators ? error.operator : undefined }
  const name = misfitting(described, bound, isOperators)
  if (name !== undefined) {
    const { type } = kindOf(described.name, name, described.tensors)
    const hint = reductionHint(described, bound[name])
    const problem = `${name}: expected ${type}, found ${text(bound[name])}${hint}`
    return new TorchError('TYPE', `${what}: ${problem}; ${expected}`, fields)
  }
  // Functions that were given may fail in their own way.
  const runsOthers = Object.values(bound).some(value => typeof value === 'function')
  if (!isOperators || runsOthers) return error
  return new TorchError('TYPE', `${what}: found ${foundIn(described, bound)}, ${expected}`, fields)
}
