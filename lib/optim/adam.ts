import { checkOptionNames, describeValue } from '../base/check'
import { OptionError } from '../base/errors'
import { operator, operators, type Tensor } from '../tensor'
import type { Batch, State } from './batch'
import type { CommonSettings, ParametersOf } from './group'
import {
  Optimizer,
  checkAtLeast,
  checkFraction,
  checkImplementation,
  checkLearningRate,
  implementationDefaults,
  learningRate,
  type ImplementationSettings,
} from './optimizer'

interface Settings extends CommonSettings, ImplementationSettings {
  betas: readonly [number, number]
  eps: number
  weightDecay: number
  /** Divide by the largest second moment so far (Reddi 2018). */
  amsgrad: boolean
  /** Climb instead of descending. */
  maximize: boolean
  /** Taken from PyTorch and without effect: a step can always be part of a CUDA graph. */
  capturable: boolean
  /** Take the decay from the weights, as AdamW does, instead of adding it to the gradient. */
  decoupledWeightDecay: boolean
}

export type AdamOptions = Partial<Settings>
export type AdamWOptions = Omit<AdamOptions, 'decoupledWeightDecay'>

const defaults: Settings = {
  lr: 1e-3,
  betas: [0.9, 0.999],
  eps: 1e-8,
  weightDecay: 0,
  amsgrad: false,
  maximize: false,
  capturable: false,
  ...implementationDefaults,
  decoupledWeightDecay: false,
}

const fusedAdam = operator('aten::_fused_adam_')
const fusedAdamW = operator('aten::_fused_adamw_')
const addToAll = operator('aten::_foreach_add_')
const subtractFromAll = operator('aten::_foreach_sub_')

/** Kingma and Ba 2014, one fused operator a group. PyTorch: `torch.optim.Adam`. */
export class Adam extends Optimizer<Settings> {
  constructor(parameters: ParametersOf<Settings>, options: AdamOptions = {}) {
    checkOptionNames(new.target.name, options, Object.keys(defaults))
    super(parameters, { ...defaults, ...options })
  }

  protected check(settings: Settings): void {
    const { name } = this.constructor
    const { lr, betas, eps, weightDecay } = settings
    checkLearningRate(name, lr)
    checkAtLeast(`${name}: eps`, eps, 0)
    checkAtLeast(`${name}: weightDecay`, weightDecay, 0)
    checkBetas(name, betas)
    checkImplementation(name, settings)
  }

  protected prepare(state: State, parameter: Tensor, { amsgrad }: Settings): boolean {
    const zeros = (): Tensor => operators.zerosLike(parameter)
    if (!state.step) {
      this.remember(state, 'step', operators.zeros([], { device: parameter.device }))
    }
    if (!state.expAvg) this.remember(state, 'expAvg', zeros())
    if (!state.expAvgSq) this.remember(state, 'expAvgSq', zeros())
    if (amsgrad && !state.maxExpAvgSq) this.remember(state, 'maxExpAvgSq', zeros())
    return false
  }

  protected update(batch: Batch, settings: Settings, foundInf?: Tensor): void {
    const { params, grads, states, device } = batch
    const { lr, betas, eps, weightDecay, amsgrad, maximize } = settings
    const steps = states.map(state => state.step!)
    addToAll(steps, 1)
    if (foundInf) {
      const skipped = steps.map(() => foundInf)
      subtractFromAll(steps, skipped)
    }
    const fused = settings.decoupledWeightDecay ? fusedAdamW : fusedAdam
    fused(
      params,
      grads,
      states.map(state => state.expAvg),
      states.map(state => state.expAvgSq),
      amsgrad ? states.map(state => state.maxExpAvgSq) : [],
      steps,
      {
        lr: learningRate(lr, device),
        beta1: betas[0],
        beta2: betas[1],
        weightDecay,
        eps,
        amsgrad,
        maximize,
        foundInf,
      },
    )
  }
}

function checkBetas(name: string, betas: unknown): void {
  if (!Array.isArray(betas) || betas.length !== 2) {
    throw new OptionError(
      `${name}: betas: expected [number, number], found ${describeValue(betas)}`,
    )
  }
  for (const beta of betas) checkFraction(`${name}: betas`, beta)
}

/**
 * Adam with decoupled weight decay (default 0.01), Loshchilov and Hutter 2019.
 * PyTorch: `torch.optim.AdamW`.
 */
export class AdamW extends Adam {
  constructor(parameters: ParametersOf<Settings>, options: AdamWOptions = {}) {
    const known = Object.keys(defaults).filter(name => name !== 'decoupledWeightDecay')
    checkOptionNames('AdamW', options, known)
    super(parameters, { weightDecay: 0.01, ...options, decoupledWeightDecay: true })
  }
}
