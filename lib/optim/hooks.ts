/** Functions that run before and after what an optimizer does. */
import { checkFlags, checkFunction, checkOptionNames, describeValue } from '../base/check'
import { OptionError } from '../base/errors'
import type { AnyOptimizer } from './optimizer'
import type { OptimizerStateDict } from './stateDict'

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
    checkFlags(this.name, options, ['prepend'])
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

/** May return other arguments of `step`, in an array. */
export type StepPreHook = (optimizer: AnyOptimizer, args: unknown[]) => unknown[] | void
export type StepPostHook = (optimizer: AnyOptimizer, args: unknown[]) => void
export type StateDictPreHook = (optimizer: AnyOptimizer) => void
/** May return another state. */
export type StateDictHook = (
  optimizer: AnyOptimizer,
  state: OptimizerStateDict,
) => OptimizerStateDict | void

export const preHooksOfAll = new HookList<StepPreHook>('registerOptimizerStepPreHook')
export const postHooksOfAll = new HookList<StepPostHook>('registerOptimizerStepPostHook')

/** Runs before each step of every optimizer. */
export function registerOptimizerStepPreHook(hook: StepPreHook): HookHandle {
  return preHooksOfAll.register(hook)
}

/** Runs after each step of every optimizer. */
export function registerOptimizerStepPostHook(hook: StepPostHook): HookHandle {
  return postHooksOfAll.register(hook)
}

/** The arguments of `step` after a hook. Throws OptionError where it returned none. */
export function argumentsFrom(what: string, returned: unknown, args: unknown[]): unknown[] {
  if (returned === undefined) return args
  if (Array.isArray(returned)) return returned
  throw new OptionError(
    `${what}.step: expected a pre-hook to return nothing or an array of arguments, found ` +
      describeValue(returned),
  )
}
