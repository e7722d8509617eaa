/** Functions that see, and may change, a state dictionary on its way out of a module or into it. */
import { HookList, type Tensor } from '../tensor'
import type { AnyModule } from './module'
import type { LoadResult, StateDict } from './stateDict'

/** Runs before the state of `module` is read. */
export type StateDictPreHook = (module: AnyModule, prefix: string, keepVars: boolean) => void
/** May change `state`; the names of `module` begin with `prefix`. */
export type StateDictHook = (module: AnyModule, state: StateDict, prefix: string) => void
/** May change `state`, a copy of what was given, before anything of it is looked at. */
export type LoadStateDictPreHook = StateDictHook
/** May change the names that did not fit, which are an error in `strict`. */
export type LoadStateDictPostHook = (module: AnyModule, result: LoadResult) => void

export class StateHooks {
  readonly beforeSave = new HookList<StateDictPreHook>()
  readonly afterSave = new HookList<StateDictHook>()
  readonly beforeLoad = new HookList<LoadStateDictPreHook>()
  readonly afterLoad = new HookList<LoadStateDictPostHook>()
}

const all = new WeakMap<AnyModule, StateHooks>()

/** Those of a module, which it has from now on. */
export function stateHooksOf(module: AnyModule): StateHooks {
  let hooks = all.get(module)
  if (hooks === undefined) all.set(module, (hooks = new StateHooks()))
  return hooks
}

/** The same hooks on another module. */
export function copyStateHooks(from: AnyModule, to: AnyModule): void {
  const hooks = all.get(from)
  if (hooks === undefined) return
  const own = stateHooksOf(to)
  for (const hook of hooks.beforeSave) own.beforeSave.add('', hook)
  for (const hook of hooks.afterSave) own.afterSave.add('', hook)
  for (const hook of hooks.beforeLoad) own.beforeLoad.add('', hook)
  for (const hook of hooks.afterLoad) own.afterLoad.add('', hook)
}

/** Modules that have hooks, with the prefix of their names, the outer ones first. */
function hooked(
  module: AnyModule,
  prefix: string,
): { owner: AnyModule; hooks: StateHooks; prefix: string }[] {
  return module.namedModules({ prefix, removeDuplicate: false }).flatMap(([path, owner]) => {
    const hooks = all.get(owner)
    return hooks ? [{ owner, hooks, prefix: path === '' ? '' : `${path}.` }] : []
  })
}

export function runBeforeSave(module: AnyModule, path: string, keepVars: boolean): void {
  for (const { owner, hooks, prefix } of hooked(module, path)) {
    for (const hook of hooks.beforeSave) hook(owner, prefix, keepVars)
  }
}

/** The inner modules first: theirs is part of the outer ones' state. */
export function runAfterSave(module: AnyModule, path: string, state: StateDict): void {
  for (const { owner, hooks, prefix } of hooked(module, path).reverse()) {
    for (const hook of hooks.afterSave) hook(owner, state, prefix)
  }
}

export function runBeforeLoad(
  module: AnyModule,
  given: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, unknown> {
  const owners = hooked(module, '').filter(({ hooks }) => !hooks.beforeLoad.isEmpty)
  if (owners.length === 0) return given
  const state = Object.fromEntries(given) as Record<string, Tensor>
  for (const { owner, hooks, prefix } of owners) {
    for (const hook of hooks.beforeLoad) hook(owner, state, prefix)
  }
  return new Map(Object.entries(state))
}

export function hasLoadPostHooks(module: AnyModule): boolean {
  return hooked(module, '').some(({ hooks }) => !hooks.afterLoad.isEmpty)
}

export function runAfterLoad(module: AnyModule, result: LoadResult): void {
  for (const { owner, hooks } of hooked(module, '').reverse()) {
    for (const hook of hooks.afterLoad) hook(owner, result)
  }
}
