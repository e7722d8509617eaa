/** The overloads of an operator, in the order in which they are tried, and how arguments bind. */
import { native, type OperatorSchema, type ParameterSchema } from '../../native'
import { converterFor, reject } from './convert'
import { camelCase } from './names'

interface Parameter extends ParameterSchema {
  /** The name in the options object. */
  option: string
  convert: (value: unknown) => unknown
}

export interface Overload {
  /** The number of the operator on the native side. */
  id: number
  schema: OperatorSchema
  parameters: Parameter[]
  /** Indices of the required arguments that come by position, in order. */
  positional: number[]
  /** Indices of all required arguments but the outputs: some can only come by name. */
  required: Set<number>
  /** Option name -> index, all arguments: required ones may be given by name too. */
  options: Map<string, number>
  /** Indices of the output arguments. */
  outs: number[]
  /** The usual case, known in advance: a single new tensor. */
  makesOneTensor: boolean
}

/** Positional means required; whatever has a default, or is keyword-only, is an option. */
export function isPositional(parameter: ParameterSchema): boolean {
  return !parameter.hasDefault && !parameter.keywordOnly
}

// More particular types first, as Python's parser has it: 2 is an int before it is a Scalar.
const typeOrder = ['Tensor', 'int', 'bool', 'float', 'Scalar', 'str']

function typeRank(type: string): number {
  const rank = typeOrder.indexOf(type.replace(/[^A-Za-z].*$/, ''))
  return (rank < 0 ? typeOrder.length : rank) * 2 + (type.includes('[') ? 1 : 0)
}

export function compareSchemas(a: OperatorSchema, b: OperatorSchema): number {
  const left = a.parameters.filter(isPositional)
  const right = b.parameters.filter(isPositional)
  for (let i = 0; i < Math.min(left.length, right.length); ++i) {
    const difference = typeRank(left[i]!.type) - typeRank(right[i]!.type)
    if (difference !== 0) return difference
  }
  return left.length - right.length || outs(a) - outs(b)
}

function outs(schema: OperatorSchema): number {
  return schema.parameters.filter(parameter => parameter.isOut).length
}

/** Dimension names are strings in schemas and deprecated in PyTorch: those overloads are left out. */
export function usesDimensionNames(schema: OperatorSchema): boolean {
  return schema.parameters.some(
    p => /^(dims?|names|dim[01]|dimname|out_dim)$/.test(p.name) && p.type.startsWith('str'),
  )
}

function toOverload(id: number, schema: OperatorSchema): Overload {
  const parameters = schema.parameters.map(parameter => ({
    ...parameter,
    option: camelCase(parameter.name),
    convert: converterFor(parameter.type),
  }))
  const indices = parameters.map((_, index) => index)
  const isRequired = ({ hasDefault, isOut }: Parameter) => !hasDefault && !isOut
  return {
    id,
    schema,
    parameters,
    positional: indices.filter(index => isPositional(parameters[index]!)),
    required: new Set(indices.filter(index => isRequired(parameters[index]!))),
    options: new Map(parameters.map((parameter, index) => [parameter.option, index])),
    outs: indices.filter(index => parameters[index]!.isOut),
    makesOneTensor:
      schema.results.length === 1 &&
      schema.results[0]!.type === 'Tensor' &&
      schema.results[0]!.alias < 0,
  }
}

let overloadNames: Map<string, string[]> | undefined

function listOverloads(): Map<string, string[]> {
  const names = new Map<string, string[]>()
  for (const fullName of native.operatorNames()) {
    const dot = fullName.indexOf('.')
    const name = dot < 0 ? fullName : fullName.slice(0, dot)
    const overload = dot < 0 ? '' : fullName.slice(dot + 1)
    const known = names.get(name)
    if (known) known.push(overload)
    else names.set(name, [overload])
  }
  return names
}

/** `aten::add` -> `['Scalar', 'Tensor', 'out', …]`; empty for an unknown operator. */
export function overloadsOf(name: string): readonly string[] {
  overloadNames ??= listOverloads()
  if (!overloadNames.has(name)) overloadNames = listOverloads()
  return overloadNames.get(name) ?? []
}

/** Loads the overloads of an operator, or just the one that is named. */
export function loadOverloads(name: string, only?: string): Overload[] {
  const names = only === undefined ? overloadsOf(name) : [only]
  return names
    .map(overload => native.operator(name, overload))
    .map(id => toOverload(id, native.schema(id)))
    .filter(overload => !usesDimensionNames(overload.schema))
    .sort((a, b) => compareSchemas(a.schema, b.schema))
}

export type Options = Readonly<Record<string, unknown>>

/** The positional arguments for the native call, or null when these arguments do not fit. */
export function bind(
  overload: Overload,
  args: readonly unknown[],
  count: number,
  options: Options | undefined,
): unknown[] | null {
  const { parameters, positional, required } = overload
  if (count > positional.length || (options === undefined && count < required.size)) return null
  if (options === undefined && overload.outs.length > 0) return null
  // Required arguments come first in a schema, so that without options nothing lies behind them.
  const bound: unknown[] = []
  for (let i = 0; i < count; ++i) {
    const value = parameters[positional[i]!]!.convert(args[i])
    if (value === reject) return null
    bound.push(value)
  }
  return options === undefined ? bound : bindOptions(overload, bound, count, options)
}

function bindOptions(
  overload: Overload,
  bound: unknown[],
  count: number,
  options: Options,
): unknown[] | null {
  const { parameters, required, outs } = overload
  if (outs.length > 0 && !bindOuts(overload, bound, options.out)) return null
  let missing = required.size - count
  for (const name in options) {
    const value = options[name]
    if (value === undefined || (name === 'out' && outs.length > 0)) continue
    const index = overload.options.get(name)
    if (index === undefined || bound[index] !== undefined) return null
    const converted = parameters[index]!.convert(value)
    if (converted === reject) return null
    bound[index] = converted
    if (required.has(index)) --missing
  }
  return missing === 0 ? bound : null
}

function bindOuts({ parameters, outs }: Overload, bound: unknown[], out: unknown): boolean {
  const given: unknown[] = outs.length === 1 ? [out] : Array.isArray(out) ? out : []
  if (given.length !== outs.length) return false
  return outs.every((index, i) => {
    bound[index] = parameters[index]!.convert(given[i])
    return bound[index] !== reject && bound[index] !== undefined
  })
}
