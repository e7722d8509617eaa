/** Modules in the place of others. */
import { checkBoolean, checkInstance, checkOptionNames, checkText } from '../base/check'
import { TorchError } from '../base/errors'
import type { AnyModule } from './module'
import { propertyOf, stateName } from './naming'
import { contents, ModuleTree } from './tree'

export interface SetSubmoduleOptions {
  /** Refuse a path that has no module yet (default false). */
  strict?: boolean
}

/** Where a member is kept: how it is replaced. */
type Slot = (module: AnyModule) => void

/** The slot of a path in an array, set, map or plain object, or in what those hold. */
function slotIn(holder: unknown, path: readonly string[]): Slot | null {
  const [name, ...rest] = path
  if (name === undefined || typeof holder !== 'object' || holder === null) return null
  const found = elementIn(holder, name)
  if (!found) return null
  if (rest.length > 0) return slotIn(found.value, rest)
  return found.value instanceof ModuleTree ? found.replace : null
}

interface Element {
  value: unknown
  replace: Slot
}

function elementIn(holder: object, name: string): Element | null {
  if (Array.isArray(holder)) {
    const list = holder as unknown[]
    if (!Object.hasOwn(list, name)) return null
    return { value: Reflect.get(list, name), replace: module => Reflect.set(list, name, module) }
  }
  if (holder instanceof Set) {
    const list: unknown[] = [...(holder as Set<unknown>)]
    const found = elementIn(list, name)
    return found && { ...found, replace: module => refill(holder, list, Number(name), module) }
  }
  if (holder instanceof Map) {
    const map = holder as Map<unknown, unknown>
    const key = [...map.keys()].find(one => String(one) === name)
    if (key === undefined) return null
    return { value: map.get(key), replace: module => map.set(key, module) }
  }
  const key = propertyOf(holder, name)
  if (!Object.hasOwn(holder, key)) return null
  return { value: Reflect.get(holder, key), replace: module => Reflect.set(holder, key, module) }
}

/** A set keeps its order. */
function refill(set: Set<unknown>, list: unknown[], index: number, module: AnyModule): void {
  set.clear()
  list.with(index, module).forEach(element => set.add(element))
}

/** The deepest module on the way to a path, and what is left of it. */
function ownerOf(root: AnyModule, path: readonly string[]): [AnyModule, string[]] {
  const all = new Map(root.namedModules({ removeDuplicate: false }))
  for (let depth = path.length - 1; depth > 0; --depth) {
    const owner = all.get(path.slice(0, depth).map(stateName).join('.'))
    if (owner) return [owner, path.slice(depth)]
  }
  return [root, [...path]]
}

function addTo(owner: AnyModule, name: string, module: AnyModule): void {
  const held: unknown = owner[contents]
  if (held instanceof Map && [...held.values()].every(one => one instanceof ModuleTree)) {
    held.set(name, module)
  } else if (Array.isArray(held) && name === String(held.length)) held.push(module)
  else owner.registerModule(name, module)
}

/** See `Module.setSubmodule`. */
export function setSubmodule(
  root: AnyModule,
  path: string,
  module: AnyModule,
  options: SetSubmoduleOptions,
): void {
  const what = `${root.constructor.name}.setSubmodule`
  checkText(`${what}: path`, path)
  checkInstance(`${what}: module`, module, ModuleTree, 'a module')
  checkOptionNames(what, options, ['strict'])
  const { strict = false } = options
  checkBoolean(`${what}: strict`, strict)
  if (path === '') throw new TorchError('VALUE', `${what}: expected a path that is not empty`)
  const [owner, names] = ownerOf(root, path.split('.'))
  const slot = slotIn(owner[contents], names) ?? slotIn(owner, names)
  if (slot) return slot(module)
  const [name, ...more] = names
  if (more.length > 0 || strict) {
    root.getSubmodule(more.length > 0 ? path.slice(0, path.lastIndexOf('.')) : path) // names what is near
  }
  addTo(owner, name!, module)
}
