/** Names of state: PyTorch's, from the names that TypeScript uses. */
import { TorchError } from '../base/errors'

/**
 * The name that a property has in `stateDict`: camelCase becomes snake_case (`runningMean` →
 * `running_mean`, `inProjWeight` → `in_proj_weight`). Names that are no camelCase stay as they are
 * (`Mixed_5b`, `weight_ih_l0`).
 */
export function stateName(property: string): string {
  let name = known.get(property)
  if (name === undefined) known.set(property, (name = snakeCase(property)))
  return name
}

/** Every walk through a model asks for the same few. */
const known = new Map<string, string>()

function snakeCase(property: string): string {
  if (!/^[a-z][A-Za-z0-9]*$/.test(property)) return property
  return property
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
}

export function join(prefix: string, name: string): string {
  return prefix === '' ? name : `${prefix}.${name}`
}

/** The own property that a name means, which may be PyTorch's: `weight_hh_l0` for `weightHhL0`. */
export function propertyOf(module: object, name: string): string {
  const wanted = stateName(name)
  const own = Object.getOwnPropertyNames(module)
  return own.find(key => key === name) ?? own.find(key => stateName(key) === wanted) ?? name
}

/** The named elements of an array, set, map or plain object; null for anything else. */
export function elementsOf(value: unknown): [string, unknown][] | null {
  if (typeof value !== 'object' || value === null) return null
  if (Array.isArray(value)) return value.map((element, index) => [String(index), element])
  if (value instanceof Set) return elementsOf([...value])
  if (value instanceof Map) return [...value].map(([key, element]) => [String(key), element])
  const isPlain = [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)
  return isPlain ? Object.entries(value).map(([name, element]) => [stateName(name), element]) : null
}

/** @throws TorchError for two members of one name, such as `fcOut` and `fc_out`. */
export function checkNamesDiffer(what: string, names: readonly string[]): void {
  if (new Set(names).size === names.length) return
  const twice = names.find((name, index) => names.indexOf(name) < index)
  throw new TorchError('VALUE', `${what}: expected names that differ, found two of '${twice}'`)
}
