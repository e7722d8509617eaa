import type { Tensor } from '../tensor'
import { MeanError } from './regression'

/** The mean of absolute differences. torchmetrics: `MeanAbsoluteError`. */
export class MeanAbsoluteError extends MeanError {
  protected error(difference: Tensor): Tensor {
    return difference.abs()
  }
}
