import { operators, type Tensor } from '../../tensor'
import { Module } from '../module'
import { inplaceOf, type InplaceOptions } from '../options'

/** max(x, 0). PyTorch: `torch.nn.ReLU`. */
export class ReLU extends Module<[input: Tensor]> {
  readonly inplace: boolean

  constructor(options: InplaceOptions = {}) {
    super()
    this.inplace = inplaceOf('ReLU', options)
  }

  forward(input: Tensor): Tensor {
    return this.inplace ? operators.relu_(input) : operators.relu(input)
  }

  override extraRepr(): string {
    return this.inplace ? 'inplace=true' : ''
  }
}
