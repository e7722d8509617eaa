import { checkInteger } from '../../../base/check'
import { operator, type Tensor } from '../../../tensor'
import { Module, type AnyModule } from '../../module'
import { stateName } from '../../naming'
import type { StateDict } from '../../stateDict'
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

/** States of the older `weight_norm` call length and direction `weight_g` and `weight_v`. */
function takeOldNames(state: StateDict, prefix: string, property: string): void {
  const name = stateName(property)
  const [g, v] = [`${prefix}${name}_g`, `${prefix}${name}_v`]
  const [length, direction] = [state[g], state[v]]
  if (length === undefined || direction === undefined) return
  delete state[g]
  delete state[v]
  state[`${prefix}parametrizations.${name}.original0`] = length
  state[`${prefix}parametrizations.${name}.original1`] = direction
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
    const normed = registerParametrization(module, name, new WeightNorm(dim ?? -1), {
      unsafe: true,
    })
    module.registerLoadStateDictPreHook((_, state, prefix) => takeOldNames(state, prefix, name))
    return normed
  },
) as <M extends AnyModule>(
  module: M,
  nameOrOptions?: string | Omit<WeightNormArgs, 'module'>,
  dim?: number | null,
) => M
