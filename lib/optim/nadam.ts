import { checkBoolean } from '../base/check'
import { operator, operators, type Tensor } from '../tensor'
import { statesOf, type Batch, type State } from './batch'
import { ElementwiseOptimizer } from './elementwise'
import { directions, foreach } from './foreach'
import { withDefaults, type CommonSettings, type ParametersOf } from './group'
import { haveKernelsFor, kernels } from './kernels'
import { decayed, moments, rest, scalar, type Recorded, type Stepped } from './recorded'
import {
  checkAtLeast,
  checkBetas,
  checkImplementation,
  checkLearningRate,
  implementationDefaults,
  scalarOf,
  type CapturableSettings,
} from './settings'

interface Settings extends CommonSettings, CapturableSettings {
  betas: readonly [number, number]
  eps: number
  weightDecay: number
  /** How fast the momentum grows to β₁. */
  momentumDecay: number
  /** Take the decay from the weights, as AdamW does, instead of adding it to the gradient. */
  decoupledWeightDecay: boolean
}

export type NAdamOptions = Partial<Settings>

const defaults: Settings = {
  lr: 2e-3,
  betas: [0.9, 0.999],
  eps: 1e-8,
  weightDecay: 0,
  momentumDecay: 4e-3,
  decoupledWeightDecay: false,
  capturable: false,
  ...implementationDefaults,
}

const fusedAdam = operator('aten::_fused_adam_')

/** Adam with Nesterov momentum, Dozat 2016. PyTorch: `torch.optim.NAdam`. */
export class NAdam extends ElementwiseOptimizer<Settings> {
  constructor(parameters: ParametersOf<Settings>, options: NAdamOptions = {}) {
    super(parameters, withDefaults('NAdam', options, defaults))
  }

  protected override check(settings: Settings): void {
    checkLearningRate('NAdam', settings.lr)
    checkAtLeast('NAdam: eps', settings.eps, 0)
    checkAtLeast('NAdam: weightDecay', settings.weightDecay, 0)
    checkAtLeast('NAdam: momentumDecay', settings.momentumDecay, 0)
    checkBetas('NAdam', settings.betas)
    checkBoolean('NAdam: decoupledWeightDecay', settings.decoupledWeightDecay)
    checkImplementation('NAdam', settings)
  }

  protected buffers(): readonly string[] {
    return ['expAvg', 'expAvgSq']
  }

  protected override counters(): Readonly<Record<string, number>> {
    return { step: 0, muProduct: 1 }
  }

  protected update(batch: Batch, settings: Settings): void {
    this.countSteps(batch, settings, (part, step, counters) =>
      this.#step(part, settings, step, counters),
    )
  }

  protected override recorded(now: Recorded, settings: Settings): Stepped {
    const { state } = now
    const { lr, beta1, beta2, gradient, step, expAvg, expAvgSq } = moments(now, settings)
    const momentumAt = (time: Tensor): Tensor =>
      beta1.mul(rest(scalar(0.96).pow(time.mul(settings.momentumDecay)).mul(0.5)))
    const [momentum, following] = [momentumAt(step), momentumAt(step.add(1))]
    const muProduct = state.muProduct!.mul(momentum)
    const deviation = expAvgSq
      .div(rest(beta2.pow(step)))
      .sqrt()
      .add(settings.eps)
    const ofGradient = gradient.mul(rest(momentum).div(rest(muProduct)))
    const ofMomentum = expAvg.mul(following.div(rest(muProduct.mul(following))))
    const change = ofGradient.add(ofMomentum).div(deviation).mul(lr)
    const parameter = decayed(now, { ...settings, lr }).sub(change)
    return { parameter, state: { step, muProduct, expAvg, expAvgSq } }
  }

  #step(part: Batch, settings: Settings, step: number, { muProduct }: State): void {
    const { betas, momentumDecay } = settings
    const [beta1] = betas
    const momentumAt = (time: number): number => beta1 * (1 - 0.5 * 0.96 ** (time * momentumDecay))
    const [momentum, next] = [momentumAt(step), momentumAt(step + 1)]
    const product = Number(muProduct!.mul_(momentum).item())
    const rates = [(1 - momentum) / (1 - product), next / (1 - product * next)] as const
    if (haveKernelsFor(part)) return stepByKernel(part, settings, step, rates)
    stepByFusedAdam(part, settings, step, rates)
  }
}

/** What the gradient and the momentum are multiplied by, but for the learning rate. */
type Rates = readonly [ofGradient: number, ofMomentum: number]

function stepByKernel(
  part: Batch,
  settings: Settings,
  count: number,
  [ofGradient, ofMomentum]: Rates,
): void {
  const { betas, eps, weightDecay, decoupledWeightDecay, maximize } = settings
  const lr = scalarOf(settings.lr)
  kernels.nadam(part.params, part.grads, statesOf(part, 'expAvg'), statesOf(part, 'expAvgSq'), {
    count,
    ofGradient: lr * ofGradient,
    ofMomentum: lr * ofMomentum,
    beta1: betas[0],
    beta2: betas[1],
    eps,
    shrink: decoupledWeightDecay ? 1 - lr * weightDecay : 1,
    weightDecay: decoupledWeightDecay ? 0 : weightDecay,
    maximize,
  })
}

/**
 * Gradient and momentum share a denominator, so that their weighted mean steps as the momentum of
 * a fused Adam does, whose β₁ are the weights.
 */
function stepByFusedAdam(
  part: Batch,
  settings: Settings,
  step: number,
  [ofGradient, ofMomentum]: Rates,
): void {
  const { betas, eps, weightDecay, decoupledWeightDecay, maximize } = settings
  const lr = scalarOf(settings.lr)
  const rate = ofGradient + ofMomentum
  const { params } = part
  if (decoupledWeightDecay && weightDecay !== 0) foreach.mul_(params, 1 - lr * weightDecay)
  const grads = directions(params, part.grads, maximize, decoupledWeightDecay ? 0 : weightDecay)
  const averages = statesOf(part, 'expAvg')
  foreach.lerp_(averages, grads, 1 - betas[0])
  const mixed = averages.map(average => average.clone())
  const weight = ofMomentum / rate
  const time = operators.full([], step, { dtype: 'float32', device: part.device })
  const times = params.map(() => time)
  fusedAdam(params, grads, mixed, statesOf(part, 'expAvgSq'), [], times, {
    lr: lr * rate * (1 - weight ** step),
    beta1: weight,
    beta2: betas[1],
    weightDecay: 0,
    eps,
    amsgrad: false,
    maximize: false,
  })
}
