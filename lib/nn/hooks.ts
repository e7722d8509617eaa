/** Functions that run before and after the `forward` of a module, and its backward. */
import { checkBoolean, checkFunction, checkOptionNames } from '../base/check'
import { HookList, type HookOptions, type RemovableHandle } from '../tensor'
import { BackwardWatch, type FullBackwardHook, type FullBackwardPreHook } from './backwardHooks'
import type { AnyModule } from './module'

export type { HookOptions, RemovableHandle } from '../tensor'

export interface ForwardHookOptions extends HookOptions {
  /** Call it also where the forward, or a hook before it, throws (default false). */
  alwaysCall?: boolean
}

/** May return other inputs: an array of them, or the only one. */
export type ForwardPreHook = (module: AnyModule, inputs: unknown[]) => unknown
/** May return another output. */
export type ForwardHook = (module: AnyModule, inputs: unknown[], output: unknown) => unknown

/** One registration of a hook. */
type AfterHook = ForwardHook & { alwaysCall: boolean }

type Forward = (this: AnyModule, ...inputs: unknown[]) => unknown

/**
 * While a module has hooks, a `forward` of its own stands before that of its class: whoever calls
 * `forward` runs the hooks, and modules without hooks pay nothing.
 */
export class ModuleHooks {
  readonly #before = new HookList<ForwardPreHook>()
  readonly #after = new HookList<AfterHook>()
  readonly #backwardBefore = new HookList<FullBackwardPreHook>()
  readonly #backward = new HookList<FullBackwardHook>()
  /** A `forward` that was a property of the module already. */
  #own: PropertyDescriptor | undefined

  constructor(readonly module: AnyModule) {}

  before(hook: ForwardPreHook, options: HookOptions = {}): RemovableHandle {
    return this.#add(this.#before, 'registerForwardPreHook', hook, options)
  }

  after(hook: ForwardHook, options: ForwardHookOptions = {}): RemovableHandle {
    const what = 'registerForwardHook'
    checkFunction(what, hook)
    checkOptionNames(what, options, ['prepend', 'alwaysCall'])
    const { prepend, alwaysCall = false } = options
    checkBoolean(`${what}: alwaysCall`, alwaysCall)
    const own: ForwardHook = (module, inputs, output) => hook(module, inputs, output)
    return this.#add(this.#after, what, Object.assign(own, { alwaysCall }), { prepend })
  }

  backwardBefore(hook: FullBackwardPreHook, options: HookOptions = {}): RemovableHandle {
    return this.#add(this.#backwardBefore, 'registerFullBackwardPreHook', hook, options)
  }

  backward(hook: FullBackwardHook, options: HookOptions = {}): RemovableHandle {
    return this.#add(this.#backward, 'registerFullBackwardHook', hook, options)
  }

  /** The same hooks on another module. */
  copyTo(other: ModuleHooks): void {
    for (const hook of this.#before) other.before(hook)
    for (const hook of this.#after) other.after(hook, { alwaysCall: hook.alwaysCall })
    for (const hook of this.#backwardBefore) other.backwardBefore(hook)
    for (const hook of this.#backward) other.backward(hook)
  }

  #add<H>(hooks: HookList<H>, what: string, hook: H, options: HookOptions): RemovableHandle {
    const wasEmpty = this.#isEmpty
    const handle = hooks.add(what, hook, options)
    if (wasEmpty) this.#install()
    const remove = (): void => {
      if (this.#isEmpty) return
      handle.remove()
      if (this.#isEmpty) this.#uninstall()
    }
    return { remove, [Symbol.dispose]: remove }
  }

  get #isEmpty(): boolean {
    return this.#before.isEmpty && this.#after.isEmpty && !this.#watchesBackward
  }

  get #watchesBackward(): boolean {
    return !this.#backward.isEmpty || !this.#backwardBefore.isEmpty
  }

  #install(): void {
    this.#own = Object.getOwnPropertyDescriptor(this.module, 'forward')
    Object.defineProperty(this.module, 'forward', {
      configurable: true,
      writable: true,
      enumerable: false,
      value: (...inputs: unknown[]) => this.#run(inputs),
    })
  }

  #uninstall(): void {
    if (this.#own) Object.defineProperty(this.module, 'forward', this.#own)
    else delete (this.module as { forward?: unknown }).forward
  }

  #run(inputs: unknown[]): unknown {
    const called = new Set<AfterHook>()
    try {
      return this.#forward(inputs, called)
    } catch (error) {
      this.#callAlways(inputs, called)
      throw error
    }
  }

  #forward(given: unknown[], called: Set<AfterHook>): unknown {
    const { module } = this
    let inputs = given
    for (const hook of this.#before) {
      const other = hook(module, inputs)
      if (other !== undefined) inputs = Array.isArray(other) ? other : [other]
    }
    const watch = this.#watchesBackward
      ? new BackwardWatch(module, [...this.#backwardBefore], [...this.#backward])
      : null
    if (watch) inputs = watch.inputs(inputs)
    const prototype = Object.getPrototypeOf(module) as { forward: Forward }
    const forward = (this.#own?.value as Forward | undefined) ?? prototype.forward
    let output = forward.apply(module, inputs)
    for (const hook of this.#after) {
      called.add(hook)
      output = hook(module, inputs, output) ?? output
    }
    return watch ? watch.output(output) : output
  }
  /** Hooks that a forward which threw has not come to. What they throw themselves is a warning. */
  #callAlways(inputs: unknown[], called: ReadonlySet<AfterHook>): void {
    for (const hook of this.#after) {
      if (!hook.alwaysCall || called.has(hook)) continue
      try {
        hook(this.module, inputs, null)
      } catch (error) {
        process.emitWarning(
          `${this.module.constructor.name}: a forward hook with alwaysCall threw after another ` +
            `error in forward: ${String(error)}`,
        )
      }
    }
  }
}
