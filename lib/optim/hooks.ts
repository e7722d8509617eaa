/** Functions that run before and after what an optimizer does. */
import { describeValue } from '../base/check'
import { OptionError } from '../base/errors'
import { HookList as Hooks, type HookOptions, type RemovableHandle } from '../tensor'
import type { AnyOptimizer } from './optimizer'
import type { OptimizerStateDict } from './stateDict'

export type { HookOptions, RemovableHandle as HookHandle } from '../tensor'

/** Hooks of one kind, by the name of what registers them. */
export class HookList<Hook extends (...args: never[]) => unknown> extends Hooks<Hook> {
  constructor(readonly name: string) {
    super()
  }

  /** @throws OptionError for what is no function. */
  register(hook: Hook, options?: HookOptions): RemovableHandle {
    return this.add(this.name, hook, options)
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
export function registerOptimizerStepPreHook(hook: StepPreHook): RemovableHandle {
  return preHooksOfAll.register(hook)
}

/** Runs after each step of every optimizer. */
export function registerOptimizerStepPostHook(hook: StepPostHook): RemovableHandle {
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
