import { checkProbability } from '../../base/check'
import { operator, operators, type Tensor } from '../../tensor'
import { Module } from '../module'
import { inplaceOf, type InplaceOptions } from '../options'

const dropout = operator('isbe::dropout')

/**
 * Zeroes each value with probability p while training, scaling the rest by 1/(1−p). Which ones
 * follows from `torch.manualSeed`, whatever the threads; they are not those of PyTorch's CPU
 * operator, which draws them one by one. PyTorch: `torch.nn.Dropout`.
 */
export class Dropout extends Module<[input: Tensor]> {
  readonly inplace: boolean

  constructor(
    readonly p = 0.5,
    options: InplaceOptions = {},
  ) {
    super()
    checkProbability('Dropout: p', p)
    this.inplace = inplaceOf('Dropout', options)
  }

  forward(input: Tensor): Tensor {
    if (!this.training || this.p === 0) return operators.dropout(input, this.p, false)
    const output = dropout(input, { p: this.p }) as Tensor
    return this.inplace ? input.copy_(output) : output
  }

  override extraRepr(): string {
    return `p=${this.p}, inplace=${this.inplace}`
  }
}
