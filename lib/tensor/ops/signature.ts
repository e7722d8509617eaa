/**
 * A way to call an operator: an overload, with the one that writes into `out` where there is one.
 * PyTorch's Python parser has the same unit, and tries them in the same order.
 */
import type { ParameterSchema } from '../../native'
import { converterFor, toHandleOfNumber, type Convert } from './convert'
import { camelCase } from './names'
import { findOverload, loadOverloads, type Overload } from './schemas'

export interface Parameter extends ParameterSchema {
  /** The name in the options object; '' for the tensor that a method is called on. */
  option: string
  convert: Convert
}

/** An overload and where each parameter of the signature stands in its schema. */
export interface Target extends Overload {
  places: readonly number[]
  /** Where the tensors stand that it writes into. */
  outs: readonly number[]
  /** Whether the places are 0, 1, 2, … */
  inOrder: boolean
  /** The usual case, known in advance: a single new tensor. */
  makesOneTensor: boolean
}

export interface Signature {
  /** All but the outputs, in the order in which they come by position. */
  parameters: readonly Parameter[]
  /** How many of them may come by position. */
  positional: number
  /** How many must be there at least, without options: up to the last one that has no default. */
  required: number
  /** The list of integers that may be spread over the positions from here, or -1. */
  spread: number
  /** Option name -> index. */
  options: ReadonlyMap<string, number>
  /** Null where the operator only writes into `out`. */
  base: Target | null
  out: Target | null
  /** Makes a tensor of dtype, layout and device, so that it also takes `requiresGrad`. */
  isFactory: boolean
}

/** How a caller writes the operator. */
export type Style = 'function' | 'method' | 'ops'

/** Of these, Python does not show the overload for numbers: it takes numbers for tensors. */
export const hiddenNumberOverloads: ReadonlySet<string> = new Set(
  ['add', 'sub', 'mul', 'div'].flatMap(name => [name, `${name}_`]),
)

/** Where Python's parser takes a number for any tensor. */
export const numbersAsTensors: ReadonlySet<string> = new Set([
  ...hiddenNumberOverloads,
  ...['subtract', 'multiply', 'divide', 'true_divide', 'floor_divide'].flatMap(name => [
    name,
    `${name}_`,
  ]),
  'copy_',
])

function optionName({ name, type }: ParameterSchema, style: Style): string {
  if (name !== 'self' || style === 'ops') return camelCase(name)
  if (style === 'method') return ''
  // As in Python, whose functions call the tensor that they work on `input`.
  return type === 'Tensor' ? 'input' : 'self'
}

function toTarget(overload: Overload, names: readonly string[]): Target {
  const { parameters, results } = overload.schema
  const places = names.map(name => parameters.findIndex(p => p.name === name))
  return {
    ...overload,
    places,
    outs: [...parameters.keys()].filter(index => parameters[index]!.isOut),
    inOrder: places.every((place, index) => place === index),
    makesOneTensor: results.length === 1 && results[0]!.type === 'Tensor' && results[0]!.alias < 0,
  }
}

/** The parameters that callers give, for a method with the tensor it is called on in front. */
function given({ schema }: Overload, style: Style): ParameterSchema[] {
  const parameters = schema.parameters.filter(p => !p.isOut)
  if (style !== 'method') return parameters
  return [
    ...parameters.filter(p => p.name === 'self'),
    ...parameters.filter(p => p.name !== 'self'),
  ]
}

function spreadFrom(parameters: readonly Parameter[], positional: number, style: Style): number {
  const only = style === 'method' ? 1 : 0
  return positional === only + 1 && parameters[only]!.type.startsWith('int[') ? only : -1
}

/** What NumPy calls them; Python's parser takes these names for its own. */
const numpyNames: Readonly<Record<string, readonly string[]>> = {
  dim: ['axis'],
  keepdim: ['keepdims'],
  input: ['x', 'a', 'x1'],
  other: ['x2'],
}

function optionPlaces(parameters: readonly Parameter[], style: Style): Map<string, number> {
  const named = [...parameters.keys()].filter(i => parameters[i]!.option !== '')
  const places = new Map(named.map(i => [parameters[i]!.option, i]))
  if (style === 'ops') return places
  for (const i of named) {
    for (const name of numpyNames[parameters[i]!.option] ?? [])
      if (!places.has(name)) places.set(name, i)
  }
  return places
}

const factoryOptions = ['dtype', 'layout', 'device', 'pin_memory']

export function toSignature(
  base: Overload | null,
  out: Overload | null,
  style: Style,
  alphaByName = false,
): Signature {
  const parameters = given((base ?? out)!, style).map(parameter => ({
    ...parameter,
    keywordOnly: parameter.keywordOnly || (alphaByName && parameter.name === 'alpha'),
    option: optionName(parameter, style),
    convert: converterFor(parameter),
  }))
  const names = parameters.map(parameter => parameter.name)
  const keywords = parameters.filter(p => p.keywordOnly).map(p => p.name)
  const positional = parameters.length - keywords.length
  return {
    parameters,
    positional,
    required: parameters.findLastIndex(p => !p.hasDefault) + 1,
    spread: style === 'ops' ? -1 : spreadFrom(parameters, positional, style),
    options: optionPlaces(parameters, style),
    base: base && toTarget(base, names),
    out: out && toTarget(out, names),
    isFactory: style !== 'ops' && factoryOptions.every(name => keywords.includes(name)),
  }
}

function takingNumbers(signature: Signature): Signature {
  const parameters = signature.parameters.map(p =>
    p.type === 'Tensor' ? { ...p, convert: toHandleOfNumber } : p,
  )
  return { ...signature, parameters }
}

/**
 * The signatures of `groups` such as `default+out other+out dim+dim_max`: overloads in the order in
 * which they are tried, each with the one that writes into `out`.
 */
export function loadSignatures(name: string, groups: string, style: Style): Signature[] {
  const find = (overload: string | undefined): Overload | null =>
    overload === undefined
      ? null
      : findOverload(`aten::${name}`, overload === 'default' ? '' : overload)
  const signatures = groups.split(' ').flatMap(group => {
    const [baseName, outName] = group.split('+')
    const base = find(baseName)
    const isHidden = hiddenNumberOverloads.has(name) && baseName === 'Scalar'
    // What a number is written into by is the overload of tensors, which casts.
    const out = isHidden ? null : find(outName)
    return base ? [toSignature(base, out, style, isHidden)] : []
  })
  if (!numbersAsTensors.has(name)) return signatures
  return [...signatures, ...signatures.map(takingNumbers)]
}

/** Every overload of any operator, or one of them, as `torch.ops` calls them. */
export function loadOps(name: string, only?: string): Signature[] {
  return loadOverloads(name, only).map(overload =>
    overload.schema.parameters.some(parameter => parameter.isOut)
      ? toSignature(null, overload, 'ops')
      : toSignature(overload, null, 'ops'),
  )
}
