/** Functions that run before and after the `forward` of one module, and its backward. */
import type { HookList, HookOptions, RemovableHandle } from '../tensor'
import type { FullBackwardHook, FullBackwardPreHook } from './backwardHooks'
import {
  HookedForward,
  HookLists,
  type Forward,
  type ForwardHook,
  type ForwardHookOptions,
  type ForwardPreHook,
} from './hookLists'
import type { AnyModule } from './module'

export type { HookOptions, RemovableHandle } from '../tensor'
export type { ForwardHook, ForwardHookOptions, ForwardPreHook } from './hookLists'

/**
 * While a module has hooks, a `forward` of its own stands before that of its class: whoever calls
 * `forward` runs the hooks, and modules without hooks pay nothing.
 */
export class ModuleHooks {
  readonly #lists = new HookLists()
  /** A `forward` that was a property of the module already. */
  #own: PropertyDescriptor | undefined

  constructor(readonly module: AnyModule) {}

  before(hook: ForwardPreHook, options: HookOptions = {}): RemovableHandle {
    return this.#add(this.#lists.before, 'registerForwardPreHook', hook, options)
  }

  after(hook: ForwardHook, options: ForwardHookOptions = {}): RemovableHandle {
    return this.#install(() => this.#lists.addAfter('registerForwardHook', hook, options))
  }

  backwardBefore(hook: FullBackwardPreHook, options: HookOptions = {}): RemovableHandle {
    return this.#add(this.#lists.backwardBefore, 'registerFullBackwardPreHook', hook, options)
  }

  backward(hook: FullBackwardHook, options: HookOptions = {}): RemovableHandle {
    return this.#add(this.#lists.backward, 'registerFullBackwardHook', hook, options)
  }

  /** The same hooks on another module. */
  copyTo(other: ModuleHooks): void {
    const { before, after, backwardBefore, backward } = this.#lists
    for (const hook of before) other.before(hook)
    for (const hook of after) other.after(hook, { alwaysCall: hook.alwaysCall })
    for (const hook of backwardBefore) other.backwardBefore(hook)
    for (const hook of backward) other.backward(hook)
  }

  #add<H>(hooks: HookList<H>, what: string, hook: H, options: HookOptions): RemovableHandle {
    return this.#install(() => hooks.add(what, hook, options))
  }

  /** Adds a hook; with the first comes a `forward` of the module's own, and goes with the last. */
  #install(add: () => RemovableHandle): RemovableHandle {
    const wasEmpty = this.#lists.isEmpty
    const handle = add()
    if (wasEmpty) this.#replaceForward()
    const remove = (): void => {
      if (this.#lists.isEmpty) return
      handle.remove()
      if (this.#lists.isEmpty) this.#restoreForward()
    }
    return { remove, [Symbol.dispose]: remove }
  }

  #replaceForward(): void {
    this.#own = Object.getOwnPropertyDescriptor(this.module, 'forward')
    Object.defineProperty(this.module, 'forward', {
      configurable: true,
      writable: true,
      enumerable: false,
      value: (...inputs: unknown[]) => this.#run(inputs),
    })
  }

  #restoreForward(): void {
    if (this.#own) Object.defineProperty(this.module, 'forward', this.#own)
    else delete (this.module as { forward?: unknown }).forward
  }

  #run(inputs: unknown[]): unknown {
    const { module } = this
    const prototype = Object.getPrototypeOf(module) as { forward: Forward }
    const forward = (this.#own?.value as Forward | undefined) ?? prototype.forward
    return new HookedForward(module, forward, this.#lists).run(inputs)
  }
}
