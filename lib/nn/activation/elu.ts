import { elementwise } from './base'
import { ELUBase } from './eluBase'

export type { ELUOptions } from './eluBase'

const apply = elementwise('elu')

/** x above 0, alpha·(exp(x) − 1) below. PyTorch: `torch.nn.ELU`. */
export class ELU extends ELUBase {
  protected get elementwise() {
    return apply
  }
}
