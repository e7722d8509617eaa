import { checkInteger } from '../../../base/check'
import { operator, type Tensor } from '../../../tensor'
import { Module, type AnyModule } from '../../module'
import { defineUtil } from '../define'
import { registerParametrization } from '../parametrize'

const normalized = operator('aten::_weight_norm')
const normExceptDim = operator('aten::norm_except_dim')

/** w = g·v/‖v‖, with a norm for each index of `dim`, or one for all of it (−1). */
class WeightNorm extends Module<[g: Tensor, v: Tensor]> {
  constructor(readonly dim: number) {
    super()
  }

  forward(g: Tensor, v: Tensor): Tensor {
    return normalized(v, g, this.dim) as Tensor
  }

  rightInverse(weight: Tensor): [Tensor, Tensor] {
    return [normExceptDim(weight, 2, this.dim) as Tensor, weight]
  }
}

interface WeightNormArgs {
  module: AnyModule
  name?: string
  /** The dimension whose indices have a norm each (default 0); null for one norm. */
  dim?: number | null
}

/**
 * Learns the length of a weight (original0) and its direction (original1) apart; Salimans and Kingma
 * 2016. PyTorch: `torch.nn.utils.parametrizations.weight_norm`.
 */
export const weightNorm = defineUtil(
  'parametrizations.weightNorm',
  ['module!', 'name', 'dim'],
  ({ module, name = 'weight', dim = 0 }: WeightNormArgs, what) => {
    if (dim !== null) checkInteger(`${what}: dim`, dim)
    return registerParametrization(module, name, new WeightNorm(dim ?? -1), { unsafe: true })
  },
) as <M extends AnyModule>(
  module: M,
  nameOrOptions?: string | Omit<WeightNormArgs, 'module'>,
  dim?: number | null,
) => M
