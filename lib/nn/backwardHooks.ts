/** Hooks on the gradients of a module's inputs and outputs. */
import { describeValue } from '../base/check'
import { TorchError } from '../base/errors'
import { AutogradFunction, isGradEnabled, Tensor, type FunctionContext } from '../tensor'
import type { AnyModule } from './module'

/** A gradient an input or output of `forward`; null for what is no tensor or has none. */
export type ModuleGradients = readonly (Tensor | null)[]

/** May return gradients to take the place of those of the outputs. */
export type FullBackwardPreHook = (
  module: AnyModule,
  gradOutputs: ModuleGradients,
) => ModuleGradients | Tensor | null | undefined | void

/** May return gradients to take the place of those of the inputs. */
export type FullBackwardHook = (
  module: AnyModule,
  gradInputs: ModuleGradients,
  gradOutputs: ModuleGradients,
) => ModuleGradients | Tensor | null | undefined | void

type Watcher = (gradients: ModuleGradients) => ModuleGradients

/** The tensors as they are; `watcher` sees, and may replace, their gradients together. */
class BackwardHook extends AutogradFunction {
  static forward(ctx: FunctionContext, watcher: Watcher, ...tensors: Tensor[]): Tensor[] {
    ctx.watcher = watcher
    ctx.setMaterializeGrads(false)
    ctx.markNonDifferentiable(...tensors.filter(tensor => !tensor.requiresGrad))
    return tensors
  }

  static backward(ctx: FunctionContext, ...gradients: (Tensor | null)[]): (Tensor | null)[] {
    return [null, ...(ctx.watcher as Watcher)(gradients)]
  }
}

/** One forward of a module, until its backward. */
export class BackwardWatch {
  #inputCount = 0
  #watchesInputs = false
  #gradOutputs: ModuleGradients | null = null

  constructor(
    readonly module: AnyModule,
    readonly before: readonly FullBackwardPreHook[],
    readonly after: readonly FullBackwardHook[],
  ) {}

  inputs(inputs: unknown[]): unknown[] {
    this.#inputCount = inputs.length
    const watched = watch(inputs, gradients => this.#atInputs(gradients))
    this.#watchesInputs = watched !== null
    return watched ?? inputs
  }

  output(output: unknown): unknown {
    const outputs: unknown[] = Array.isArray(output) ? output : [output]
    const watched = watch(outputs, gradients => this.#atOutputs(gradients)) ?? outputs
    return Array.isArray(output) ? watched : watched[0]
  }

  #atOutputs(given: ModuleGradients): ModuleGradients {
    let gradients = given
    for (const hook of this.before) {
      gradients = replaced('registerFullBackwardPreHook', gradients, hook(this.module, gradients))
    }
    this.#gradOutputs = gradients
    if (!this.#watchesInputs) this.#atInputs(Array<null>(this.#inputCount).fill(null))
    return gradients
  }

  #atInputs(given: ModuleGradients): ModuleGradients {
    // A gradient may come to the inputs past the outputs, as in a second derivative.
    if (this.#gradOutputs === null) return given
    let gradients = given
    for (const hook of this.after) {
      const result = hook(this.module, gradients, this.#gradOutputs)
      gradients = replaced('registerFullBackwardHook', gradients, result)
    }
    this.#gradOutputs = null
    return gradients
  }
}

/**
 * For the gradients at `places` of `count`. The graph keeps this function: in a scope of its own it
 * does not keep the outputs, which keep the graph.
 */
function spread(watcher: Watcher, places: readonly number[], count: number): Watcher {
  return gradients => {
    const all = Array<Tensor | null>(count).fill(null)
    places.forEach((place, i) => (all[place] = gradients[i]!))
    const found = watcher(all)
    return places.map(place => found[place] ?? null)
  }
}

/** The values with their tensors watched; null where none of them needs a gradient. */
function watch(values: readonly unknown[], watcher: Watcher): unknown[] | null {
  const tensors = values.filter(value => value instanceof Tensor)
  if (!isGradEnabled() || !tensors.some(tensor => tensor.requiresGrad)) return null
  const places = values.flatMap((value, i) => (value instanceof Tensor ? [i] : []))
  const watched = BackwardHook.apply(spread(watcher, places, values.length), ...tensors)
  const result = [...values]
  places.forEach((place, i) => (result[place] = watched[i]))
  return result
}

function replaced(what: string, current: ModuleGradients, result: unknown): ModuleGradients {
  if (result === undefined || result === null) return current
  const other: readonly unknown[] = Array.isArray(result) ? result : [result]
  if (other.length !== current.length) {
    throw new TorchError(
      'VALUE',
      `${what}: expected the hook to return ${current.length} gradients, found ${other.length}`,
    )
  }
  for (const gradient of other) {
    if (gradient === null || gradient instanceof Tensor) continue
    throw new TorchError(
      'TYPE',
      `${what}: expected the hook to return tensors or null, found ${describeValue(gradient)}`,
    )
  }
  return other as ModuleGradients
}
