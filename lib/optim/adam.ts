import { checkBoolean, checkOptionNames, describeValue } from '../base/check'
import { OptionError, type TorchError } from '../base/errors'
import { Tensor, operator } from '../tensor'
import { statesOf, type Batch } from './batch'
import { ElementwiseOptimizer } from './elementwise'
import { withDefaults, type CommonSettings, type ParametersOf } from './group'
import { haveKernelsFor, kernels } from './kernels'
import { decayed, moments, rest, type Recorded, type Stepped } from './recorded'
import {
  checkAtLeast,
  checkFraction,
  checkImplementation,
  checkLearningRate,
  checkScalar,
  checkTuple,
  implementationDefaults,
  learningRate,
  scalarOf,
  type CapturableSettings,
  type FusedSettings,
} from './settings'

interface Settings extends CommonSettings, FusedSettings, CapturableSettings {
  /** Tensors of one element too, both or none. */
  betas: readonly [number | Tensor, number | Tensor]
  eps: number
  /** A tensor of one element too. */
  weightDecay: number | Tensor
  /** Divide by the largest second moment so far (Reddi 2018). */
  amsgrad: boolean
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
  capturable: false,
  ...implementationDefaults,
  fused: null,
  decoupledWeightDecay: false,
}

const fusedAdam = operator('aten::_fused_adam_')
const fusedAdamW = operator('aten::_fused_adamw_')

/** Kingma and Ba 2014, one fused operator a group. PyTorch: `torch.optim.Adam`. */
export class Adam extends ElementwiseOptimizer<Settings> {
  constructor(parameters: ParametersOf<Settings>, options: AdamOptions = {}) {
    super(parameters, withDefaults(new.target.name, options, defaults))
  }

  protected override check(settings: Settings): void {
    const { name } = this.constructor
    const { lr, betas, eps, weightDecay, foreach, capturable } = settings
    checkLearningRate(name, lr)
    checkAtLeast(`${name}: eps`, eps, 0)
    checkScalar(`${name}: weightDecay`, weightDecay, value =>
      checkAtLeast(`${name}: weightDecay`, value, 0),
    )
    checkTuple(`${name}: betas`, betas, 2)
    checkBoolean(`${name}: amsgrad`, settings.amsgrad)
    checkBoolean(`${name}: decoupledWeightDecay`, settings.decoupledWeightDecay)
    betas.forEach((beta, index) => {
      const what = `${name}: betas[${index}]`
      checkScalar(what, beta, value => checkFraction(what, value))
    })
    if (betas[0] instanceof Tensor !== betas[1] instanceof Tensor) {
      const found = betas.map(describeValue).join(' and ')
      throw new OptionError(
        `${name}: betas must be either both numbers or both Tensors, found ${found}`,
      )
    }
    checkImplementation(name, settings)
    const isTensor = { lr: lr instanceof Tensor, 'betas[0]': betas[0] instanceof Tensor }
    for (const [setting, is] of Object.entries(isTensor)) {
      if (!is || !foreach || capturable) continue
      throw new OptionError(
        `${name}: ${setting} as a Tensor is not supported for capturable=false and foreach=true`,
      )
    }
  }

  protected override buffers({ amsgrad }: Settings): readonly string[] {
    return amsgrad ? ['expAvg', 'expAvgSq', 'maxExpAvgSq'] : ['expAvg', 'expAvgSq']
  }

  /** Fused operators count on the device. */
  protected override counterDevice(device: string): string {
    return device
  }

  protected override heeds(foundInf: Tensor): boolean {
    return this.skipsOnDevice(foundInf)
  }

  protected override sparseError(): TorchError {
    return super.sparseError(', please consider SparseAdam instead')
  }

  protected update(batch: Batch, settings: Settings, foundInf?: Tensor): void {
    if (haveKernelsFor(batch)) return this.#stepOnCpu(batch, settings)
    const { params, grads, device } = batch
    const { lr, betas, eps, weightDecay, amsgrad, maximize } = settings
    const steps = this.advanced(batch, settings, foundInf)
    const fused = settings.decoupledWeightDecay ? fusedAdamW : fusedAdam
    fused(
      params,
      grads,
      statesOf(batch, 'expAvg'),
      statesOf(batch, 'expAvgSq'),
      amsgrad ? statesOf(batch, 'maxExpAvgSq') : [],
      steps,
      {
        lr: learningRate(lr, device),
        beta1: scalarOf(betas[0]),
        beta2: scalarOf(betas[1]),
        weightDecay: scalarOf(weightDecay),
        eps,
        amsgrad,
        maximize,
        foundInf,
      },
    )
  }

  #stepOnCpu(batch: Batch, settings: Settings): void {
    const { lr, betas, eps, weightDecay, decoupledWeightDecay, amsgrad, maximize } = settings
    this.countSteps(batch, settings, (part, count) => {
      kernels.adam(
        part.params,
        part.grads,
        statesOf(part, 'expAvg'),
        statesOf(part, 'expAvgSq'),
        amsgrad ? statesOf(part, 'maxExpAvgSq') : [],
        {
          count,
          lr: scalarOf(lr),
          beta1: scalarOf(betas[0]),
          beta2: scalarOf(betas[1]),
          eps,
          weightDecay: scalarOf(weightDecay),
          decoupledWeightDecay,
          amsgrad,
          maximize,
        },
      )
    })
  }

  protected override recorded(now: Recorded, settings: Settings): Stepped {
    const { state } = now
    const { amsgrad, eps } = settings
    const { lr, beta1, beta2, step, expAvg, expAvgSq } = moments(now, settings)
    const next: Stepped['state'] = { step, expAvg, expAvgSq }
    if (amsgrad) next.maxExpAvgSq = state.maxExpAvgSq!.maximum(expAvgSq)
    const deviation = (next.maxExpAvgSq ?? expAvgSq).sqrt().div(rest(beta2.pow(step)).sqrt())
    const rate = lr.div(rest(beta1.pow(step)))
    const change = expAvg.div(deviation.add(eps)).mul(rate)
    const parameter = decayed(now, { ...settings, lr }).sub(change)
    return { parameter, state: next }
  }
}

const namesOfAdamW = (Object.keys(defaults) as (keyof Settings)[]).filter(
  name => name !== 'decoupledWeightDecay',
)

/**
 * Adam with decoupled weight decay (default 0.01), Loshchilov and Hutter 2019.
 * PyTorch: `torch.optim.AdamW`.
 */
export class AdamW extends Adam {
  constructor(parameters: ParametersOf<Settings>, options: AdamWOptions = {}) {
    checkOptionNames('AdamW', options, namesOfAdamW)
    const { weightDecay = 0.01 } = options
    super(parameters, { ...options, weightDecay, decoupledWeightDecay: true })
  }

  protected override ownOptions(): object {
    return Object.fromEntries(namesOfAdamW.map(name => [name, this.defaults[name]]))
  }
}
