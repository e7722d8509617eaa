/** Schemas -> TypeScript signatures. */
import type { OperatorSchema, ParameterSchema, ResultSchema } from '../../lib/native'
import { camelCase } from '../../lib/tensor/ops/names'
import { isPositional } from '../../lib/tensor/ops/overloads'

const elementTypes: Record<string, string> = {
  Tensor: 'Tensor',
  int: 'Int',
  float: 'number',
  Scalar: 'Scalar',
  bool: 'boolean',
  str: 'string',
  ScalarType: 'DType',
  Layout: 'Layout',
  MemoryFormat: 'MemoryFormat',
  Device: 'Device',
  Generator: 'Generator',
  Stream: 'Stream',
  Object: 'unknown',
}

const lists: Record<string, string> = {
  'Tensor[]': 'TensorList',
  'int[]': 'IntList',
}

const reserved = new Set(['in', 'default', 'new', 'function', 'var', 'with', 'this', 'enum'])

/** `int[2]?` -> `IntOrList | null`. */
function parameterType(type: string): string {
  const optional = type.endsWith('?')
  const bare = optional ? type.slice(0, -1) : type
  const text = bareType(bare)
  return optional ? `${text} | null` : text
}

function bareType(type: string): string {
  if (lists[type]) return lists[type]
  const list = /^(\w+)(\?)?\[(\d*)\]$/.exec(type)
  if (!list) return elementTypes[type]!
  const [, element, optional, size] = list
  if (element === 'int' && size) return 'IntOrList'
  const inner = elementTypes[element!]!
  const array = optional ? `readonly (${inner} | null)[]` : `readonly ${inner}[]`
  return size ? `${inner} | ${array}` : array
}

function resultType(result: ResultSchema): string {
  if (result.type === 'Tensor[]') return 'Tensor[]'
  if (result.type === 'int[]') return 'number[]'
  return result.type === 'int' ? 'number' : (elementTypes[result.type] ?? 'unknown')
}

function resultsType(results: readonly ResultSchema[]): string {
  if (results.length === 0) return 'void'
  if (results.length === 1) return resultType(results[0]!)
  const named = results.every(result => result.name !== '')
  return `[${results.map(r => (named ? `${camelCase(r.name)}: ` : '') + resultType(r)).join(', ')}]`
}

function parameterName(parameter: ParameterSchema): string {
  const name = camelCase(parameter.name)
  return reserved.has(name) ? `${name}_` : name
}

function outType(outs: readonly ParameterSchema[]): string {
  if (outs.length === 1) return bareType(outs[0]!.type)
  return `readonly [${outs.map(p => `${parameterName(p)}: ${bareType(p.type)}`).join(', ')}]`
}

function optionsParameter(schema: OperatorSchema): string[] {
  const outs = schema.parameters.filter(p => p.isOut)
  const options = schema.parameters.filter(p => !isPositional(p) && !p.isOut)
  const members = options.map(
    p => `${camelCase(p.name)}${p.hasDefault ? '?' : ''}: ${parameterType(p.type)}`,
  )
  if (outs.length > 0) members.push(`out: ${outType(outs)}`)
  if (members.length === 0) return []
  const required = outs.length > 0 || options.some(p => !p.hasDefault)
  return [`options${required ? '' : '?'}: { ${members.join('; ')} }`]
}

function positionals(schema: OperatorSchema): ParameterSchema[] {
  return schema.parameters.filter(isPositional)
}

export function isMethod(schema: OperatorSchema): boolean {
  const first = positionals(schema)[0]
  return first?.name === 'self' && first.type === 'Tensor'
}

/** `add(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor`, without `self` for a method. */
export function signature(name: string, schema: OperatorSchema, asMethod: boolean): string {
  const given = asMethod ? positionals(schema).slice(1) : positionals(schema)
  const parameters = given.map(p => `${parameterName(p)}: ${parameterType(p.type)}`)
  const list = [...parameters, ...optionsParameter(schema)].join(', ')
  return `${name}(${list}): ${resultsType(schema.results)}`
}
