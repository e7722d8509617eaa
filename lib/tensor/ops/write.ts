/** How an operator is written here, in the words of TypeScript: for messages and documentation. */
import type { Parameter, Signature } from './signature'
import { wordsFor } from './words'

const words: Readonly<Record<string, string>> = {
  Tensor: 'Tensor',
  int: 'int',
  float: 'number',
  Scalar: 'Scalar',
  bool: 'boolean',
  str: 'string',
  ScalarType: 'DType',
  Object: 'unknown',
}

/** `int[2]?` is `int | int[] | null`. */
function typeText(parameter: Parameter): string {
  const names = wordsFor(parameter)
  if (names) return names.map(name => `'${name}'`).join(' | ')
  const [, element, optional, list, size, listOptional] =
    /^(\w+?)(\?)?(?:(\[(\d*)\])(\?)?)?$/.exec(parameter.type) ?? []
  if (element === undefined) return parameter.type
  const one = words[element] ?? element
  const inner = optional ? `${one} | null` : one
  if (!list) return inner
  const array = optional ? `(${inner})[]` : `${one}[]`
  return `${size ? `${one} | ` : ''}${array}${listOptional ? ' | null' : ''}`
}

function writeParameter(parameter: Parameter): string {
  return `${parameter.option}${parameter.hasDefault ? '?' : ''}: ${typeText(parameter)}`
}

function writeOptions({ parameters, positional, base, out, isFactory }: Signature): string {
  const names = parameters.slice(positional).map(p => `${p.option}${p.hasDefault ? '?' : ''}`)
  if (isFactory) names.push('requiresGrad?')
  if (out) names.push(base ? 'out?' : 'out')
  return names.length > 0 ? `{ ${names.join(', ')} }` : ''
}

/** `(dim: int | int[] | null, keepdim?: boolean, { dtype? })`. */
export function writeParameters(signature: Signature): string {
  const given = signature.parameters.slice(0, signature.positional).filter(p => p.option !== '')
  const all = [...given.map(writeParameter), writeOptions(signature)]
  return `(${all.filter(text => text !== '').join(', ')})`
}
