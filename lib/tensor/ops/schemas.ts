/** The registered overloads of operators, as libtorch lists them. */
import { native, type OperatorSchema } from '../../native'

export interface Overload {
  /** The number of the operator on the native side. */
  id: number
  schema: OperatorSchema
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

/** The overload of that name, or null where this libtorch has none. */
export function findOverload(name: string, overload: string): Overload | null {
  if (!overloadsOf(name).includes(overload)) return null
  const id = native.operator(name, overload)
  return { id, schema: native.schema(id) }
}

// More particular types first, as Python's parser has it: 2 is an int before it is a Scalar.
const typeOrder = ['Tensor', 'int', 'bool', 'float', 'Scalar', 'str']

function typeRank(type: string): number {
  const rank = typeOrder.indexOf(type.replace(/[^A-Za-z].*$/, ''))
  return (rank < 0 ? typeOrder.length : rank) * 2 + (type.includes('[') ? 1 : 0)
}

function requiredTypes({ schema }: Overload): string[] {
  return schema.parameters.filter(p => !p.hasDefault && !p.keywordOnly).map(p => p.type)
}

function outs({ schema }: Overload): number {
  return schema.parameters.filter(parameter => parameter.isOut).length
}

function compare(a: Overload, b: Overload): number {
  const left = requiredTypes(a)
  const right = requiredTypes(b)
  for (let i = 0; i < Math.min(left.length, right.length); ++i) {
    const difference = typeRank(left[i]!) - typeRank(right[i]!)
    if (difference !== 0) return difference
  }
  return left.length - right.length || outs(a) - outs(b)
}

/** Dimension names are strings in schemas and deprecated in PyTorch: those overloads are left out. */
function usesDimensionNames({ schema }: Overload): boolean {
  return schema.parameters.some(
    p => /^(dims?|names|dim[01]|dimname|out_dim)$/.test(p.name) && p.type.startsWith('str'),
  )
}

/** All overloads, or just the one that is named, in the order in which `torch.ops` tries them. */
export function loadOverloads(name: string, only?: string): Overload[] {
  const names = only === undefined ? overloadsOf(name) : [only]
  return names
    .map(overload => findOverload(name, overload))
    .filter(overload => overload !== null)
    .filter(overload => !usesDimensionNames(overload))
    .sort(compare)
}
