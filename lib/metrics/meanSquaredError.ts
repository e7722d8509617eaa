import { checkBoolean, checkOptionNames } from '../base/check'
import type { Tensor } from '../tensor'
import { MeanError, type MeanErrorOptions } from './regression'

export interface MeanSquaredErrorOptions<N extends number = number> extends MeanErrorOptions<N> {
  /** False for the root of it (default true). */
  squared?: boolean
}

/** The mean of squared differences. torchmetrics: `MeanSquaredError`. */
export class MeanSquaredError<N extends number = 1> extends MeanError<N> {
  readonly squared: boolean

  constructor(options: MeanSquaredErrorOptions<N> = {}) {
    checkOptionNames('MeanSquaredError', options, ['squared', 'numOutputs'])
    super(options)
    const { squared = true } = options
    checkBoolean('MeanSquaredError: squared', squared)
    this.squared = squared
  }

  protected override finish(mean: number): number {
    return this.squared ? mean : Math.sqrt(mean)
  }

  protected error(difference: Tensor): Tensor {
    return difference.square()
  }
}
