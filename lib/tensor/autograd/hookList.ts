/** Functions that something calls one after the other, until they are taken off. */
import { checkFlags, checkFunction, checkOptionNames } from '../../base/check'

/** Takes a hook off again. PyTorch: `torch.utils.hooks.RemovableHandle`. */
export interface RemovableHandle {
  remove(): void
  [Symbol.dispose](): void
}

export interface HookOptions {
  /** Before the hooks that are there already (default false). */
  prepend?: boolean
}

export class HookList<Hook> {
  #entries: { hook: Hook }[] = []

  /** Throws OptionError for what is no function. The same function may be in it twice. */
  add(what: string, hook: Hook, options: HookOptions = {}): RemovableHandle {
    checkFunction(what, hook)
    checkOptionNames(what, options, ['prepend'])
    checkFlags(what, options, ['prepend'])
    const entry = { hook }
    this.#entries = options.prepend ? [entry, ...this.#entries] : [...this.#entries, entry]
    const remove = (): void => {
      this.#entries = this.#entries.filter(other => other !== entry)
    }
    return { remove, [Symbol.dispose]: remove }
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0
  }

  /** As they are now: what a hook adds or takes off counts from the next time on. */
  *[Symbol.iterator](): IterableIterator<Hook> {
    for (const { hook } of this.#entries) yield hook
  }
}
