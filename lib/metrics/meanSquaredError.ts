import { checkBoolean, checkOptionNames } from '../base/check'
import type { Tensor } from '../tensor'
import { MeanError } from './regression'

export interface MeanSquaredErrorOptions {
  /** False for the root of it (default true). */
  squared?: boolean
}

/** The mean of squared differences. torchmetrics: `MeanSquaredError`. */
export class MeanSquaredError extends MeanError {
  readonly squared: boolean

  constructor(options: MeanSquaredErrorOptions = {}) {
    super()
    checkOptionNames('MeanSquaredError', options, ['squared'])
    const { squared = true } = options
    checkBoolean('MeanSquaredError: squared', squared)
    this.squared = squared
  }

  override compute(): number {
    return this.squared ? super.compute() : Math.sqrt(super.compute())
  }

  protected error(difference: Tensor): Tensor {
    return difference.square()
  }
}
