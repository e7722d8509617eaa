import { checkProbability } from '../../base/check'
import { operator, operators, type Tensor } from '../../tensor'
import { Module } from '../module'

const dropout = operator('isbe::dropout')

/**
 * Zeroes each value with probability p while training, scaling the rest by 1/(1−p). Which ones
 * follows from `torch.manualSeed`, whatever the threads; they are not those of PyTorch's CPU
 * operator, which draws them one by one. PyTorch: `torch.nn.Dropout`.
 */
export class Dropout extends Module {
  constructor(readonly p = 0.5) {
    super()
    checkProbability('Dropout: p', p)
  }

  forward(input: Tensor): Tensor {
    if (!this.training || this.p === 0) return operators.dropout(input, this.p, false)
    return dropout(input, { p: this.p }) as Tensor
  }
}
