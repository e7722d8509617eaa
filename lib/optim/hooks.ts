/** Functions that run before and after what an optimizer does. */
import { checkFunction, checkOptionNames } from '../base/check'

export interface HookOptions {
  /** Before the hooks that are there already (default false). */
  prepend?: boolean
}

/** Takes a hook off again. PyTorch: `torch.utils.hooks.RemovableHandle`. */
export interface HookHandle {
  remove(): void
  [Symbol.dispose](): void
}

/** Hooks of one kind, in the order in which they run. */
export class HookList<Hook extends (...args: never[]) => unknown> {
  readonly #hooks: { hook: Hook }[] = []

  constructor(readonly name: string) {}

  /** @throws OptionError for what is no function. */
  register(hook: Hook, options: HookOptions = {}): HookHandle {
    checkFunction(this.name, hook)
    checkOptionNames(this.name, options, ['prepend'])
    const entry = { hook }
    if (options.prepend) this.#hooks.unshift(entry)
    else this.#hooks.push(entry)
    const remove = (): void => {
      const index = this.#hooks.indexOf(entry)
      if (index >= 0) this.#hooks.splice(index, 1)
    }
    return { remove, [Symbol.dispose]: remove }
  }

  /** Those that are there now; a hook may take itself off. */
  *[Symbol.iterator](): Iterator<Hook> {
    for (const { hook } of [...this.#hooks]) yield hook
  }
}
