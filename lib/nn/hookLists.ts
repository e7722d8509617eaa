/** The hooks of one module or of all, and a forward that runs them. */
import { checkFlags, checkFunction, checkOptionNames } from '../base/check'
import { HookList, type HookOptions, type RemovableHandle } from '../tensor'
import { BackwardWatch, type FullBackwardHook, type FullBackwardPreHook } from './backwardHooks'
import type { AnyModule } from './module'

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

export type Forward = (this: AnyModule, ...inputs: unknown[]) => unknown

export class HookLists {
  readonly before = new HookList<ForwardPreHook>()
  readonly after = new HookList<AfterHook>()
  readonly backwardBefore = new HookList<FullBackwardPreHook>()
  readonly backward = new HookList<FullBackwardHook>()

  addAfter(what: string, hook: ForwardHook, options: ForwardHookOptions): RemovableHandle {
    checkFunction(what, hook)
    checkOptionNames(what, options, ['prepend', 'alwaysCall'])
    checkFlags(what, options, ['prepend', 'alwaysCall'])
    const { prepend, alwaysCall = false } = options
    const own: ForwardHook = (module, inputs, output) => hook(module, inputs, output)
    return this.after.add(what, Object.assign(own, { alwaysCall }), { prepend })
  }

  get isEmpty(): boolean {
    return this.before.isEmpty && this.after.isEmpty && !this.watchesBackward
  }

  get watchesBackward(): boolean {
    return !this.backward.isEmpty || !this.backwardBefore.isEmpty
  }
}

/** Of every module: they run before those of one. */
export const ofAllModules = new HookLists()

/** Modules whose forward runs with hooks now: what it calls of their classes is part of it. */
const running = new Set<AnyModule>()

export function isRunning(module: AnyModule): boolean {
  return running.has(module)
}

/** `forward` of a module with the hooks of all modules, and then with its own. */
export class HookedForward {
  readonly #lists: readonly HookLists[]
  readonly #called = new Set<AfterHook>()

  constructor(
    readonly module: AnyModule,
    readonly forward: Forward,
    own: HookLists | null,
  ) {
    this.#lists = own === null ? [ofAllModules] : [ofAllModules, own]
  }

  run(inputs: unknown[]): unknown {
    const isOutermost = !running.has(this.module)
    running.add(this.module)
    try {
      return this.#forward(inputs)
    } catch (error) {
      this.#callAlways(inputs)
      throw error
    } finally {
      if (isOutermost) running.delete(this.module)
    }
  }

  *#all<Name extends 'before' | 'after' | 'backward' | 'backwardBefore'>(
    name: Name,
  ): IterableIterator<HookLists[Name] extends HookList<infer Hook> ? Hook : never> {
    for (const lists of this.#lists) yield* lists[name] as Iterable<never>
  }

  #forward(given: unknown[]): unknown {
    const { module } = this
    let inputs = given
    for (const hook of this.#all('before')) {
      const other = hook(module, inputs)
      if (other !== undefined) inputs = Array.isArray(other) ? other : [other]
    }
    const watch = this.#lists.some(lists => lists.watchesBackward)
      ? new BackwardWatch(module, [...this.#all('backwardBefore')], [...this.#all('backward')])
      : null
    if (watch) inputs = watch.inputs(inputs)
    let output = this.forward.apply(module, inputs)
    for (const hook of this.#all('after')) {
      this.#called.add(hook)
      output = hook(module, inputs, output) ?? output
    }
    return watch ? watch.output(output) : output
  }

  /** Hooks that a forward which threw has not come to. What they throw themselves is a warning. */
  #callAlways(inputs: unknown[]): void {
    for (const hook of this.#all('after')) {
      if (!hook.alwaysCall || this.#called.has(hook)) continue
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
