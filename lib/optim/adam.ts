import { checkOptionNames } from '../base/check'
import type { Parameter } from '../nn/parameter'
import { operator, operators, type OperatorFunction, type Tensor } from '../tensor'
import type { Batch, State } from './batch'
import { Optimizer, checkAtLeast, checkFraction, type ParametersOf } from './optimizer'

export interface AdamOptions {
  lr?: number
  betas?: readonly [number, number]
  eps?: number
  /** Adam adds it to the gradient, AdamW takes it from the weights. */
  weightDecay?: number
  amsgrad?: boolean
  maximize?: boolean
}

type Settings = Required<AdamOptions>

const defaults: Settings = {
  lr: 1e-3,
  betas: [0.9, 0.999],
  eps: 1e-8,
  weightDecay: 0,
  amsgrad: false,
  maximize: false,
}

const fusedAdam = operator('aten::_fused_adam_')
const fusedAdamW = operator('aten::_fused_adamw_')
const addToAll = operator('aten::_foreach_add_')
const subtractFromAll = operator('aten::_foreach_sub_')

/** Kingma and Ba 2014, one fused operator a group. PyTorch: `torch.optim.Adam(fused=True)`. */
export class Adam extends Optimizer<Settings> {
  constructor(parameters: ParametersOf<Settings>, options: AdamOptions = {}) {
    checkOptionNames(new.target.name, options, Object.keys(defaults))
    super(parameters, { ...defaults, ...options })
  }

  protected check({ lr, betas, eps, weightDecay }: Settings): void {
    const { name } = this.constructor
    checkAtLeast(`${name}: lr`, lr, 0)
    checkAtLeast(`${name}: eps`, eps, 0)
    checkAtLeast(`${name}: weightDecay`, weightDecay, 0)
    betas.forEach(beta => checkFraction(`${name}: betas`, beta))
  }

  protected initialState(parameter: Parameter, { amsgrad }: Settings): State {
    const average = () => operators.zerosLike(parameter)
    return {
      step: operators.zeros([], { device: parameter.device }),
      mean: average(),
      square: average(),
      ...(amsgrad ? { largest: average() } : {}),
    }
  }

  protected get fused(): OperatorFunction {
    return fusedAdam
  }

  protected update({ params, grads, states }: Batch, settings: Settings, foundInf?: Tensor): void {
    const steps = states.map(state => state.step)
    addToAll(steps, 1)
    if (foundInf)
      subtractFromAll(
        steps,
        steps.map(() => foundInf),
      )
    this.fused(
      params,
      grads,
      states.map(state => state.mean),
      states.map(state => state.square),
      settings.amsgrad ? states.map(state => state.largest) : [],
      steps,
      {
        lr: settings.lr,
        beta1: settings.betas[0],
        beta2: settings.betas[1],
        weightDecay: settings.weightDecay,
        eps: settings.eps,
        amsgrad: settings.amsgrad,
        maximize: settings.maximize,
        foundInf,
      },
    )
  }
}

/**
 * Adam with decoupled weight decay (default 0.01), Loshchilov and Hutter 2019.
 * PyTorch: `torch.optim.AdamW(fused=True)`.
 */
export class AdamW extends Adam {
  constructor(parameters: ParametersOf<Settings>, options: AdamOptions = {}) {
    super(parameters, { weightDecay: 0.01, ...options })
  }

  protected override get fused(): OperatorFunction {
    return fusedAdamW
  }
}
