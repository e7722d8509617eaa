import { OptionError } from '../base/errors'
import type { Optimizer } from './optimizer'

/** Multiplies the learning rates by `gamma` at each step. PyTorch: `ExponentialLR`. */
export class ExponentialLR {
  constructor(
    readonly optimizer: Optimizer<{ lr: number }>,
    readonly gamma: number,
  ) {
    if (!(gamma > 0)) throw new OptionError(`ExponentialLR: expected gamma above 0, found ${gamma}`)
  }

  /** To be called once an epoch. */
  step(): void {
    for (const group of this.optimizer.groups) group.settings.lr *= this.gamma
  }
}
