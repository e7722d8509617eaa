import { checkOptionNames } from '../base/check'
import { OptionError } from '../base/errors'
import type { Parameter } from '../nn/parameter'
import { operator, operators, type Tensor } from '../tensor'
import type { Batch, State } from './batch'
import { Optimizer, checkAtLeast, type ParametersOf } from './optimizer'

export interface SGDOptions {
  lr?: number
  momentum?: number
  dampening?: number
  weightDecay?: number
  nesterov?: boolean
  maximize?: boolean
}

type Settings = Required<SGDOptions>

const defaults: Settings = {
  lr: 1e-3,
  momentum: 0,
  dampening: 0,
  weightDecay: 0,
  nesterov: false,
  maximize: false,
}

const fusedSgd = operator('aten::_fused_sgd_')

/** Stochastic gradient descent with momentum. PyTorch: `torch.optim.SGD(fused=True)`. */
export class SGD extends Optimizer<Settings> {
  constructor(parameters: ParametersOf<Settings>, options: SGDOptions = {}) {
    checkOptionNames('SGD', options, Object.keys(defaults))
    super(parameters, { ...defaults, ...options })
  }

  protected check({ lr, momentum, dampening, weightDecay, nesterov }: Settings): void {
    checkAtLeast('SGD: lr', lr, 0)
    checkAtLeast('SGD: momentum', momentum, 0)
    checkAtLeast('SGD: weightDecay', weightDecay, 0)
    if (nesterov && (momentum === 0 || dampening !== 0)) {
      throw new OptionError('SGD: nesterov expects a momentum and no dampening')
    }
  }

  protected initialState(parameter: Parameter, { momentum }: Settings): State {
    return momentum === 0 ? {} : { momentum: operators.zerosLike(parameter) }
  }

  protected update(
    { params, grads, states, isFirst }: Batch,
    settings: Settings,
    foundInf?: Tensor,
  ): void {
    const { lr, momentum, dampening, weightDecay, nesterov, maximize } = settings
    fusedSgd(params, grads, momentum === 0 ? [] : states.map(state => state.momentum), {
      lr,
      momentum,
      dampening,
      weightDecay,
      nesterov,
      maximize,
      isFirstStep: isFirst,
      foundInf,
    })
  }
}
