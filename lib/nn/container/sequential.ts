import { checkInteger, describeValue } from '../../base/check'
import { TorchError } from '../../base/errors'
import type { Tensor } from '../../tensor'
import { fusedForward } from '../fusion'
import { Module, type AnyModule } from '../module'
import { contents } from '../tree'

/**
 * Modules one after the other, named '0', '1', … or by the keys of one object or map. A batch norm
 * and the ReLU after it run as one operator where that is allowed. Modules that a subclass has in
 * properties are part of it, and run where its own `forward` calls them.
 * PyTorch: `torch.nn.Sequential`.
 */
export class Sequential extends Module<[input: Tensor]> {
  override readonly [contents]: Map<string, AnyModule>

  constructor(
    ...modules: AnyModule[] | [Readonly<Record<string, AnyModule>> | ReadonlyMap<string, AnyModule>]
  ) {
    super()
    this[contents] = new Map(named(modules))
    for (const [name, module] of this[contents]) checkModule(name, module)
  }

  get length(): number {
    return this[contents].size
  }

  /** The module at a position; from the end when negative. */
  at(index: number): AnyModule | undefined {
    checkInteger('Sequential.at', index)
    return [...this].at(index)
  }

  [Symbol.iterator](): IterableIterator<AnyModule> {
    return this[contents].values()
  }

  /** Adds a module at the end, named by its position. */
  append(module: AnyModule): this {
    const name = String(this.length)
    checkModule(name, module)
    this[contents].set(name, module)
    return this
  }

  forward(input: Tensor): Tensor {
    const modules = [...this]
    let value = input
    for (let i = 0; i < modules.length; ++i) {
      const [module, next] = [modules[i]!, modules[i + 1]]
      const fused = next && fusedForward(module, next)
      if (fused) ++i
      value = fused ? fused(value) : (module.forward(value) as Tensor)
    }
    return value
  }
}

function named(given: readonly unknown[]): [string, AnyModule][] {
  const [first] = given
  if (given.length === 1 && typeof first === 'object' && first !== null) {
    if (first instanceof Map) return [...(first as Map<string, AnyModule>)]
    if (Object.getPrototypeOf(first) === Object.prototype)
      return Object.entries(first as Record<string, AnyModule>)
  }
  return given.map((module, index) => [String(index), module as AnyModule])
}

function checkModule(name: string, module: unknown): void {
  if (module instanceof Module) return
  const found = describeValue(module)
  throw new TorchError('TYPE', `Sequential: expected modules, found ${found} at '${name}'`)
}
