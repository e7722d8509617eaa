/** Signatures of operators -> TypeScript. */
import type { ResultSchema } from '../../lib/native'
import { camelCase } from '../../lib/tensor/ops/names'
import { numbersAsTensors, type Parameter, type Signature } from '../../lib/tensor/ops/signature'
import { wordsFor } from '../../lib/tensor/ops/words'
import { stringType } from './choices'

const elementTypes: Record<string, string> = {
  Tensor: 'Tensor',
  int: 'IntLike',
  float: 'FloatLike',
  Scalar: 'ScalarLike',
  bool: 'boolean',
  str: 'string',
  ScalarType: 'DType',
  Layout: 'Layout',
  MemoryFormat: 'MemoryFormat',
  Device: 'WrittenDevice<Given>',
  Generator: 'Generator',
  Stream: 'Stream',
  Object: 'unknown',
}

const resultTypes: Record<string, string> = {
  'Tensor[]': 'Tensor[]',
  'int[]': 'number[]',
  int: 'number',
  float: 'number',
  Scalar: 'Scalar',
}

const lists: Record<string, string> = {
  'Tensor[]': 'TensorList',
  'int[]': 'IntList',
}

const reserved = new Set(['in', 'default', 'new', 'function', 'var', 'with', 'this', 'enum'])

/** `int[2]?` -> `IntOrList | null`. */
function parameterType(operator: string, parameter: Parameter, takesNumbers: boolean): string {
  const words = wordsFor(parameter)
  if (words) return [...words.map(word => `'${word}'`), 'Int'].join(' | ')
  if (takesNumbers && parameter.type === 'Tensor') return 'Tensor | Scalar'
  const optional = parameter.type.endsWith('?')
  const type = optional ? parameter.type.slice(0, -1) : parameter.type
  const text = type === 'str' ? stringType(operator, parameter) : bareType(type)
  return optional ? `${text} | null` : text
}

function bareType(type: string): string {
  if (lists[type]) return lists[type]
  const list = /^(\w+)(\?)?\[(\d*)\]$/.exec(type)
  if (!list) return elementTypes[type]!
  const [, element, optional, size] = list
  if (element === 'int' && size) return 'IntOrList'
  const inner = elementTypes[element!]!
  const array = optional ? `readonly (${inner} | null)[]` : `readonly ${readonlyElement(inner)}[]`
  return size ? `${inner} | ${array}` : array
}

function readonlyElement(inner: string): string {
  return inner.includes(' ') ? `(${inner})` : inner
}

function resultType({ type }: ResultSchema): string {
  return resultTypes[type] ?? elementTypes[type] ?? 'unknown'
}

/** A named tuple, where all results have names. */
function tupleType(results: readonly ResultSchema[]): string {
  const types = results.map(resultType)
  if (results.some(result => result.name === '')) return `[${types.join(', ')}]`
  const members = results.map((result, i) => `${camelCase(result.name)}: ${types[i]}`)
  return `[${members.join(', ')}] & { ${members.join('; ')} }`
}

/** Whether the result is the tensor that the method is called on. */
function returnsSelf({ base }: Signature, asMethod: boolean): boolean {
  const [result] = base!.schema.results
  return asMethod && result!.alias >= 0 && base!.schema.parameters[result!.alias]!.name === 'self'
}

function returnType(signature: Signature, asMethod: boolean): string {
  const { results } = signature.base!.schema
  if (results.length === 0) return 'void'
  if (results.length > 1) return tupleType(results)
  return returnsSelf(signature, asMethod) ? 'this' : resultType(results[0]!)
}

function outType({ out }: Signature): string {
  const outs = out!.outs.map(index => out!.schema.parameters[index]!)
  if (outs.length === 1) return bareType(outs[0]!.type)
  return `readonly [${outs.map(p => `${camelCase(p.name)}: Tensor`).join(', ')}]`
}

/** The signatures in TypeScript of one operator in one place. */
class Writer {
  private readonly given: readonly Parameter[]
  private readonly keywords: readonly Parameter[]

  constructor(
    private readonly shown: string,
    private readonly operator: string,
    private readonly signature: Signature,
    private readonly asMethod: boolean,
  ) {
    const { parameters, positional } = signature
    this.given = parameters.slice(0, positional).filter(p => p.option !== '')
    this.keywords = parameters.slice(positional)
  }

  /** All by position, then fewer and fewer, the others by name, then with a list spread. */
  lines(): string[] {
    const byName = this.given.map((_, count) => this.write(this.given.length - 1 - count, true))
    const spread = this.signature.spread >= 0 ? this.spreadLines() : []
    return [this.write(this.given.length, false), ...byName, ...spread]
  }

  private typed(parameter: Parameter): string {
    return parameterType(this.operator, parameter, numbersAsTensors.has(this.operator))
  }

  private options(from: number): { text: string; required: boolean } | null {
    const named = [...this.given.slice(from), ...this.keywords]
    const members = named.map(p => `${p.option}${p.hasDefault ? '?' : ''}: ${this.typed(p)}`)
    if (this.signature.isFactory) members.push('requiresGrad?: boolean')
    if (this.signature.out && !this.asMethod)
      members.push(`out?: ${outType(this.signature)} | null`)
    if (members.length === 0) return null
    const text = `{ ${members.join('; ')} }`
    const hasNumpyName = named.some(({ option }) => option === 'dim' || option === 'keepdim')
    return {
      text: hasNumpyName ? `NumpyNamed<${text}>` : text,
      required: named.some(p => !p.hasDefault),
    }
  }

  private write(count: number, byName: boolean): string {
    const options = this.options(count)
    const required = byName || options?.required === true
    const lastRequired = this.given.slice(0, count).findLastIndex(p => !p.hasDefault)
    const parameters = this.given.slice(0, count).map((p, i) => {
      const name = reserved.has(p.option) ? `${p.option}_` : p.option
      if (!p.hasDefault) return `${name}: ${this.typed(p)}`
      const mayEnd = i > lastRequired && !required
      return mayEnd ? `${name}?: ${this.typed(p)}` : `${name}: ${this.typed(p)} | undefined`
    })
    if (options) parameters.push(`options${required ? '' : '?'}: ${options.text}`)
    return this.line(parameters.join(', '))
  }

  private spreadLines(): string[] {
    const name = this.given[0]!.option
    const options = this.options(1)
    const plain = options?.required ? [] : [this.line(`...${name}: Ints`)]
    if (!options) return plain
    return [...plain, this.line(`...${name}: [...Ints, options: ${options.text}]`)]
  }

  private line(parameters: string): string {
    const result = returnType(this.signature, this.asMethod)
    const generic = parameters.includes('<Given>') ? '<Given extends string>' : ''
    return `${camelCase(this.shown)}${generic}(${parameters}): ${result}`
  }
}

export function signatureLines(
  shown: string,
  name: string,
  signature: Signature,
  asMethod: boolean,
): string[] {
  return new Writer(shown, name, signature, asMethod).lines()
}
