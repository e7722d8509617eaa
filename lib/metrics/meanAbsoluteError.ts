import { checkOptionNames } from '../base/check'
import type { Tensor } from '../tensor'
import { MeanError, type MeanErrorOptions } from './regression'

/** The mean of absolute differences. torchmetrics: `MeanAbsoluteError`. */
export class MeanAbsoluteError<N extends number = 1> extends MeanError<N> {
  constructor(options: MeanErrorOptions<N> = {}) {
    checkOptionNames('MeanAbsoluteError', options, ['numOutputs'])
    super(options)
  }

  protected error(difference: Tensor): Tensor {
    return difference.abs()
  }
}
