import { OptionError } from '../base/errors'
import { Tensor } from '../tensor'
import type { Optimizer } from './optimizer'

/** Multiplies the learning rates by `gamma` at each step. PyTorch: `ExponentialLR`. */
export class ExponentialLR {
  constructor(
    readonly optimizer: Optimizer,
    readonly gamma: number,
  ) {
    if (!(gamma > 0)) throw new OptionError(`ExponentialLR: expected gamma above 0, found ${gamma}`)
  }

  /** To be called once an epoch. */
  step(): void {
    for (const group of this.optimizer.paramGroups) {
      if (group.lr instanceof Tensor) group.lr.mul_(this.gamma)
      else group.lr *= this.gamma
    }
  }
}
