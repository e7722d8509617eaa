import { checkOptionNames } from '../../base/check'
import { operators, type Tensor } from '../../tensor'
import { Module } from '../module'

/** max(x, 0). PyTorch: `torch.nn.ReLU`. */
export class ReLU extends Module {
  readonly #inPlace: boolean

  constructor(options: { inPlace?: boolean } = {}) {
    super()
    checkOptionNames('ReLU', options, ['inPlace'])
    this.#inPlace = options.inPlace ?? false
  }

  forward(input: Tensor): Tensor {
    return this.#inPlace ? operators.relu_(input) : operators.relu(input)
  }
}
