/** Functions that run before and after the `forward` of a module. */
import { checkFunction, checkOptionNames } from '../base/check'
import type { AnyModule } from './module'

export interface HookOptions {
  /** Before the hooks that are there already (default false). */
  prepend?: boolean
}

/** Takes a hook off again. PyTorch: `torch.utils.hooks.RemovableHandle`. */
export interface RemovableHandle {
  remove(): void
  [Symbol.dispose](): void
}

/** May return other inputs: an array of them, or the only one. */
export type ForwardPreHook = (module: AnyModule, inputs: unknown[]) => unknown
/** May return another output. */
export type ForwardHook = (module: AnyModule, inputs: unknown[], output: unknown) => unknown

type Forward = (this: AnyModule, ...inputs: unknown[]) => unknown

/**
 * While a module has hooks, a `forward` of its own stands before that of its class: whoever calls
 * `forward` runs the hooks, and modules without hooks pay nothing.
 */
export class ForwardHooks {
  readonly #before: ForwardPreHook[] = []
  readonly #after: ForwardHook[] = []
  /** A `forward` that was a property of the module already. */
  #own: PropertyDescriptor | undefined

  constructor(readonly module: AnyModule) {}

  before(hook: ForwardPreHook, options: HookOptions): RemovableHandle {
    return this.#add(this.#before, 'registerForwardPreHook', hook, options)
  }

  after(hook: ForwardHook, options: HookOptions): RemovableHandle {
    return this.#add(this.#after, 'registerForwardHook', hook, options)
  }

  /** The same hooks on another module. */
  copyTo(other: ForwardHooks): void {
    this.#before.forEach(hook => other.before(hook, {}))
    this.#after.forEach(hook => other.after(hook, {}))
  }

  #add<H>(hooks: H[], what: string, hook: H, options: HookOptions): RemovableHandle {
    checkFunction(what, hook)
    checkOptionNames(what, options, ['prepend'])
    if (this.#isEmpty) this.#install()
    const entry = ((...args: unknown[]) => (hook as (...a: unknown[]) => unknown)(...args)) as H
    if (options.prepend) hooks.unshift(entry)
    else hooks.push(entry)
    const remove = (): void => {
      const index = hooks.indexOf(entry)
      if (index < 0) return
      hooks.splice(index, 1)
      if (this.#isEmpty) this.#uninstall()
    }
    return { remove, [Symbol.dispose]: remove }
  }

  get #isEmpty(): boolean {
    return this.#before.length + this.#after.length === 0
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

  #run(given: unknown[]): unknown {
    const { module } = this
    let inputs = given
    for (const hook of [...this.#before]) {
      const other = hook(module, inputs)
      if (other !== undefined) inputs = Array.isArray(other) ? other : [other]
    }
    const prototype = Object.getPrototypeOf(module) as { forward: Forward }
    const forward = (this.#own?.value as Forward | undefined) ?? prototype.forward
    let output = forward.apply(module, inputs)
    for (const hook of [...this.#after]) output = hook(module, inputs, output) ?? output
    return output
  }
}
