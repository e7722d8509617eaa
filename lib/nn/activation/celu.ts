import { elementwise } from './base'
import { ELUBase } from './eluBase'

export type { ELUOptions as CELUOptions } from './eluBase'

const apply = elementwise('celu')

/** max(x, 0) + min(alpha·(exp(x/alpha) − 1), 0). PyTorch: `torch.nn.CELU`. */
export class CELU extends ELUBase {
  protected get elementwise() {
    return apply
  }
}
