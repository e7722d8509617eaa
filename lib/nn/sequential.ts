import { TorchError } from '../errors'
import type { Tensor } from '../tensor'
import { Module } from './module'

/** Modules one after the other, named '0', '1', … PyTorch: `torch.nn.Sequential`. */
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
    return this.#modules.reduce((value, module) => module.forward(value), input)
  }
}

function checkModule(module: unknown, index: number): void {
  if (module instanceof Module) return
  throw new TorchError('TYPE', `Sequential: expected modules, found ${typeof module} at ${index}`)
}
