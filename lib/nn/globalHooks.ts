/** Hooks that run for every module, those that are there and those to come. */
import type { HookList, RemovableHandle } from '../tensor'
import type { FullBackwardHook, FullBackwardPreHook } from './backwardHooks'
import {
  HookedForward,
  isRunning,
  ofAllModules,
  type Forward,
  type ForwardHook,
  type ForwardHookOptions,
  type ForwardPreHook,
} from './hookLists'
import type { AnyModule } from './module'

type ModuleClass = { prototype: object }

/** Classes of the modules that were made. */
const known = new WeakSet<ModuleClass>()
const classes: WeakRef<ModuleClass>[] = []
/** The `forward` that a prototype had before hooks came. */
const replaced = new Map<object, PropertyDescriptor>()

/** Whether there is a hook on all modules: nobody may then pass over a `forward`. */
export function hasGlobalHooks(): boolean {
  return !ofAllModules.isEmpty
}

/** Every class passes here when a module of it is made. */
export function noteClass(Class: ModuleClass): void {
  if (known.has(Class)) return
  known.add(Class)
  classes.push(new WeakRef(Class))
  if (hasGlobalHooks()) replaceForward(Class)
}

/** Of a class and those that it extends. */
function replaceForward({ prototype }: ModuleClass): void {
  for (let owner: unknown = prototype; owner instanceof Object;) {
    const own = Object.getOwnPropertyDescriptor(owner, 'forward')
    if (own?.configurable && typeof own.value === 'function' && !replaced.has(owner)) {
      replaced.set(owner, own)
      Object.defineProperty(owner, 'forward', { ...own, value: hooked(own.value as Forward) })
    }
    owner = Object.getPrototypeOf(owner)
  }
}

function hooked(forward: Forward): Forward {
  return function (this: AnyModule, ...inputs) {
    if (isRunning(this)) return forward.apply(this, inputs)
    return new HookedForward(this, forward, null).run(inputs)
  }
}

function restoreForward(): void {
  for (const [owner, own] of replaced) Object.defineProperty(owner, 'forward', own)
  replaced.clear()
}

/** Adds a hook; with the first the classes get another `forward`, until the last is taken off. */
function install(add: () => RemovableHandle): RemovableHandle {
  const wasEmpty = !hasGlobalHooks()
  const handle = add()
  if (wasEmpty) {
    for (const reference of classes) {
      const Class = reference.deref()
      if (Class) replaceForward(Class)
    }
  }
  const remove = (): void => {
    handle.remove()
    if (!hasGlobalHooks()) restoreForward()
  }
  return { remove, [Symbol.dispose]: remove }
}

function addTo<Hook>(hooks: HookList<Hook>, what: string, hook: Hook): RemovableHandle {
  return install(() => hooks.add(what, hook))
}

/**
 * Runs `hook` before the forward of every module, before its own hooks. For debugging and profiling.
 * PyTorch: `torch.nn.modules.module.register_module_forward_pre_hook`.
 */
export function registerModuleForwardPreHook(hook: ForwardPreHook): RemovableHandle {
  return addTo(ofAllModules.before, 'registerModuleForwardPreHook', hook)
}

/**
 * Runs `hook` after the forward of every module, before its own hooks. PyTorch:
 * `torch.nn.modules.module.register_module_forward_hook`.
 */
export function registerModuleForwardHook(
  hook: ForwardHook,
  options: Pick<ForwardHookOptions, 'alwaysCall'> = {},
): RemovableHandle {
  return install(() => ofAllModules.addAfter('registerModuleForwardHook', hook, options))
}

/**
 * Calls `hook` with the gradients of inputs and outputs once a backward has come through a module,
 * whichever it is. PyTorch: `torch.nn.modules.module.register_module_full_backward_hook`.
 */
export function registerModuleFullBackwardHook(hook: FullBackwardHook): RemovableHandle {
  return addTo(ofAllModules.backward, 'registerModuleFullBackwardHook', hook)
}

/**
 * The same before it, with those of outputs. PyTorch:
 * `torch.nn.modules.module.register_module_full_backward_pre_hook`.
 */
export function registerModuleFullBackwardPreHook(hook: FullBackwardPreHook): RemovableHandle {
  return addTo(ofAllModules.backwardBefore, 'registerModuleFullBackwardPreHook', hook)
}
