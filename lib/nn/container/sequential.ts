import { TorchError } from '../../base/errors'
import type { Tensor } from '../../tensor'
import { fusedForward } from '../fusion'
import { Module } from '../module'

/**
 * Modules one after the other, named '0', '1', … A batch norm and the ReLU after it run as one
 * operator where that is allowed. PyTorch: `torch.nn.Sequential`.
 */
export class Sequential extends Module {
  readonly #modules: readonly Module[]

  constructor(...modules: Module[]) {
    super()
    this.#modules = modules
    modules.forEach(checkModule)
  }

  override namedChildren(): [string, Module][] {
    return this.#modules.map((module, index) => [String(index), module])
  }

  get length(): number {
    return this.#modules.length
  }

  /** The module at a position; from the end when negative. */
  at(index: number): Module | undefined {
    return this.#modules.at(index)
  }

  forward(input: Tensor): Tensor {
    let value = input
    for (let i = 0; i < this.#modules.length; ++i) {
      const [module, next] = [this.#modules[i]!, this.#modules[i + 1]]
      const fused = next && fusedForward(module, next)
      if (fused) ++i
      value = fused ? fused(value) : module.forward(value)
    }
    return value
  }
}

function checkModule(module: unknown, index: number): void {
  if (module instanceof Module) return
  throw new TorchError('TYPE', `Sequential: expected modules, found ${typeof module} at ${index}`)
}
