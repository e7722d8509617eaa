import { isTransforming, operator, operators, type Tensor } from '../../tensor'
import { DropoutBase } from './base'

const dropout = operator('isbe::dropout')

/**
 * Zeroes each value with probability p while training, scaling the rest by 1/(1−p). Which ones
 * follows from `torch.manualSeed`, whatever the threads; they are not those of PyTorch's CPU
 * operator, which draws them one by one. PyTorch: `torch.nn.Dropout`.
 */
export class Dropout extends DropoutBase {
  forward(input: Tensor): Tensor {
    return this.attempt(() => {
      if (!this.training || this.p === 0) return operators.dropout(input, this.p, false)
      const output = isTransforming()
        ? operators.dropout(input, this.p, true)
        : (dropout(input, { p: this.p }) as Tensor)
      return this.inplace ? input.copy_(output) : output
    })
  }
}
