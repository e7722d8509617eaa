/** The base of all layers and models. PyTorch: `torch.nn.Module`. */
import { checkFunction, describeValue, flagOf, type Flag } from '../base/check'
import { OptionError, TorchError } from '../base/errors'
import { noGrad, releaseOnError, type Tensor } from '../tensor'
import { DeepCopy, type ModuleCopies } from './deepCopy'
import type { FullBackwardHook, FullBackwardPreHook } from './backwardHooks'
import { noteClass } from './globalHooks'
import { ModuleHooks } from './hooks'
import type {
  ForwardHook,
  ForwardHookOptions,
  ForwardPreHook,
  HookOptions,
  RemovableHandle,
} from './hooks'
import { checkShape, nameIn, shapeProblem, type ShapePattern } from './failure'
import { find } from './lookup'
import type { Buffer, Parameter } from './parameter'
import { printModule } from './print'
import {
  stateDictOf,
  type LoadOptions,
  type LoadResult,
  type StateDict,
  type StateDictOptions,
} from './stateDict'
import { checkNoMore, loadStateOrFile, saveStateFile } from './stateFile'
import {
  copyStateHooks,
  stateHooksOf,
  type LoadStateDictPostHook,
  type LoadStateDictPreHook,
  type StateDictHook,
  type StateDictPreHook,
} from './stateHooks'
import { setSubmodule, type SetSubmoduleOptions } from './submodule'
import { ModuleTensors } from './tensors'

/** A module whatever its forward takes and gives. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- neither is known here
export type AnyModule = Module<any[], any>

/**
 * A layer or a model: parameters, buffers and modules in its properties, and a `forward`. One that
 * takes or gives other than tensors says so: `class Lstm extends Module<[Tensor, State?], [Tensor,
 * State]>`.
 *
 * `stateDict` names follow the path of properties in snake_case (`layers.0.running_mean`). A
 * subclass whose fields are `#private` registers what is in them by name, and overrides `deepCopy`.
 * Calling `forward` runs the hooks of a module too: there is no second way to call it.
 */
export abstract class Module<
  Inputs extends unknown[] = [input: Tensor, ...rest: Tensor[]],
  Output = Tensor,
> extends ModuleTensors {
  /** Dropout and batch norm behave differently while training. Set by `train` and `eval`. */
  training = true
  #hooks: ModuleHooks | null = null

  /** Takes nothing: what a subclass without a constructor is given arrives here. */
  constructor(...given: never[]) {
    super()
    noteClass(new.target)
    const found = (given as unknown[]).filter(value => value !== undefined)
    if (found.length === 0) return
    const values = found.map(describeValue).join(', ')
    throw new OptionError(`${new.target.name}: expected no arguments, found ${values}`)
  }

  abstract forward(...inputs: Inputs): Output

  /** The module at a path such as `layers.0`; this one for ''. PyTorch: `get_submodule`. */
  getSubmodule(path: string): AnyModule {
    return find(this, 'module', path, [
      ['', this],
      ...this.namedModules({ removeDuplicate: false }),
    ])
  }

  /**
   * Puts a module in the place of the one at a path, or beside its siblings where there is none yet,
   * which `{ strict: true }` refuses. PyTorch: `set_submodule`.
   */
  setSubmodule(path: string, module: AnyModule, options: SetSubmoduleOptions = {}): void {
    setSubmodule(this, path, module, options)
  }

  getParameter(path: string): Parameter {
    return find(this, 'parameter', path, this.namedParameters({ removeDuplicate: false }))
  }

  getBuffer(path: string): Buffer {
    return find(this, 'buffer', path, this.namedBuffers({ removeDuplicate: false }))
  }

  /** Calls `fn` with every module below and then with this one. */
  apply(fn: (module: AnyModule) => void): this {
    checkFunction('apply', fn)
    this.namedModules() // throws for a module that is below itself
    for (const child of this.children()) child.apply(fn)
    fn(this)
    return this
  }

  /** Sets the training mode of this module and all below it. */
  train(flag: Flag<'mode'> = true): this {
    const mode = flagOf('train', 'mode', flag, true)
    this.namedModules() // throws for a module that is below itself
    this.training = mode
    for (const child of this.children()) child.train(mode)
    return this
  }

  eval(): this {
    return this.train(false)
  }

  /**
   * Parameters and persistent buffers by dotted name: tensors that share their memory, for the
   * caller to own, or the live ones with `keepVars`.
   */
  stateDict(options: StateDictOptions = {}): StateDict {
    return stateDictOf(this, options)
  }

  /**
   * Copies values of a state dict, or of a file of one, into parameters and buffers; nothing at all
   * when something does not fit: OptionError that lists missing, unexpected and mismatched names.
   */
  loadStateDict(state: Readonly<StateDict> | string, options: LoadOptions = {}): LoadResult {
    return loadStateOrFile(this, state, options)
  }

  /** Writes the state dict to a file: safetensors, or PyTorch's for `.pt` and `.pth`. */
  saveStateDict(file: string, ...others: never[]): void {
    checkNoMore('saveStateDict', others)
    saveStateFile(this, file)
  }

  /** Names that may be missing from a state because older PyTorch versions had none. @internal */
  get optionalState(): readonly string[] {
    return []
  }

  /**
   * A copy with parameters, buffers, gradients and hooks of its own. What is neither tensor, module
   * nor container is shared. The constructor is not run, so a class with #private fields overrides
   * this. PyTorch: `copy.deepcopy(module)`.
   */
  deepCopy(): this {
    return copyAll(this)
  }

  /** Runs `hook` before each forward. PyTorch: `register_forward_pre_hook`. */
  registerForwardPreHook(hook: ForwardPreHook, options: HookOptions = {}): RemovableHandle {
    return (this.#hooks ??= new ModuleHooks(this)).before(hook, options)
  }

  /** Runs `hook` after each forward. PyTorch: `register_forward_hook`. */
  registerForwardHook(hook: ForwardHook, options: ForwardHookOptions = {}): RemovableHandle {
    return (this.#hooks ??= new ModuleHooks(this)).after(hook, options)
  }

  /**
   * Calls `hook` with the gradients of inputs and outputs once a backward has come through this
   * module; gradients that it returns take the place of those of the inputs. PyTorch:
   * `register_full_backward_hook`.
   */
  registerFullBackwardHook(hook: FullBackwardHook, options: HookOptions = {}): RemovableHandle {
    return (this.#hooks ??= new ModuleHooks(this)).backward(hook, options)
  }

  /** The same before it, with those of outputs. PyTorch: `register_full_backward_pre_hook`. */
  registerFullBackwardPreHook(hook: FullBackwardPreHook, options?: HookOptions): RemovableHandle {
    return (this.#hooks ??= new ModuleHooks(this)).backwardBefore(hook, options)
  }

  /** Runs `hook` before `stateDict` reads this module. PyTorch: `register_state_dict_pre_hook`. */
  registerStateDictPreHook(hook: StateDictPreHook): RemovableHandle {
    return stateHooksOf(this).beforeSave.add('registerStateDictPreHook', hook)
  }

  /** Runs `hook` on what `stateDict` read. PyTorch: `register_state_dict_post_hook`. */
  registerStateDictPostHook(hook: StateDictHook): RemovableHandle {
    return stateHooksOf(this).afterSave.add('registerStateDictPostHook', hook)
  }

  /** Runs `hook` before `loadStateDict`. PyTorch: `register_load_state_dict_pre_hook`. */
  registerLoadStateDictPreHook(hook: LoadStateDictPreHook): RemovableHandle {
    return stateHooksOf(this).beforeLoad.add('registerLoadStateDictPreHook', hook)
  }

  /** Runs `hook` after it. PyTorch: `register_load_state_dict_post_hook`. */
  registerLoadStateDictPostHook(hook: LoadStateDictPostHook): RemovableHandle {
    return stateHooksOf(this).afterLoad.add('registerLoadStateDictPostHook', hook)
  }

  /** What stands between the parentheses of `toString()`: sizes and options. */
  extraRepr(): string {
    return ''
  }

  /** The tree of modules, as PyTorch prints it. */
  override toString(): string {
    this.namedModules() // throws for a module that is below itself
    return printModule(this)
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }

  /**
   * Runs the operators of a forward; what they throw names this module, its path in the model, and,
   * where `input` has none of the shapes in `inputShapes`, those and the one found.
   */
  protected attempt<T>(compute: () => T, input?: unknown): T {
    try {
      return compute()
    } catch (error) {
      throw nameIn(error, this, shapeProblem(input, this.inputShapes()))
    }
  }

  /** The shapes that `forward` takes; none where any will do. */
  protected inputShapes(): readonly ShapePattern[] {
    return []
  }

  /** Throws for an input whose shape is none of these; for inside of `attempt`. */
  protected checkInput(input: unknown, shapes = this.inputShapes()): void {
    checkShape(input, shapes)
  }

  static copyHooks(from: AnyModule, to: AnyModule): void {
    if (from.#hooks) from.#hooks.copyTo((to.#hooks ??= new ModuleHooks(to)))
  }
}

/** What a subclass without one of its own has, whose methods TypeScript may not have checked. */
function missingForward(this: AnyModule): never {
  const { name } = this.constructor
  throw new TorchError(
    'NOT_IMPLEMENTED',
    `${name || 'Module'}: expected a method forward; write class ${name || 'Net'} extends nn.Module ` +
      '{ forward(input) { return … } }',
  )
}

Object.defineProperty(Module.prototype, 'forward', {
  value: missingForward,
  writable: true,
  configurable: true,
})

const moduleCopies: ModuleCopies = {
  makeEmpty(module) {
    const empty = Reflect.construct(Module, [], module.constructor) as AnyModule
    Module.copyHooks(module as AnyModule, empty)
    copyStateHooks(module as AnyModule, empty)
    return empty
  },
  makeOwn: module =>
    (module as AnyModule).deepCopy === Module.prototype.deepCopy
      ? null
      : (module as AnyModule).deepCopy(),
}

function copyAll<T>(value: T): T {
  return releaseOnError(() => {
    const copies = new DeepCopy(moduleCopies, value)
    const copy = noGrad(() => copies.of(value))
    copies.release()
    return copy
  })
}

/**
 * A copy of tensors, modules, optimizers, schedules, and of arrays, Maps, Sets, plain objects and
 * bytes of them. What is one object stays one: an optimizer that is copied together with its model,
 * `torch.deepCopy({ model, optimizer })`, steps the parameters of the copy. Tensors over one storage
 * share one in the copy too, and gradients are copied. Objects of other classes and functions are
 * shared. PyTorch: `copy.deepcopy`.
 * @throws TorchError VALUE for a tensor that was computed with gradients: `detach()` it first.
 */
export function deepCopy<T>(value: T): T {
  return value instanceof Module ? value.deepCopy() : copyAll(value)
}
