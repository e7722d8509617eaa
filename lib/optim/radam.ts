import { checkBoolean } from '../base/check'
import { statesOf, type Batch } from './batch'
import { stepAdaptively } from './adaptive'
import { ElementwiseOptimizer } from './elementwise'
import { directions, foreach } from './foreach'
import { withDefaults, type CommonSettings, type ParametersOf } from './group'
import { decayed, moments, rest, type Recorded, type Stepped } from './recorded'
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
  /** Take the decay from the weights, as AdamW does, instead of adding it to the gradient. */
  decoupledWeightDecay: boolean
}

export type RAdamOptions = Partial<Settings>

const defaults: Settings = {
  lr: 1e-3,
  betas: [0.9, 0.999],
  eps: 1e-8,
  weightDecay: 0,
  decoupledWeightDecay: false,
  capturable: false,
  ...implementationDefaults,
}

/** Adam whose early steps do not trust the second moment, Liu 2019. PyTorch: `torch.optim.RAdam`. */
export class RAdam extends ElementwiseOptimizer<Settings> {
  constructor(parameters: ParametersOf<Settings>, options: RAdamOptions = {}) {
    super(parameters, withDefaults('RAdam', options, defaults))
  }

  protected override check(settings: Settings): void {
    checkLearningRate('RAdam', settings.lr)
    checkAtLeast('RAdam: eps', settings.eps, 0)
    checkAtLeast('RAdam: weightDecay', settings.weightDecay, 0)
    checkBetas('RAdam', settings.betas)
    checkBoolean('RAdam: decoupledWeightDecay', settings.decoupledWeightDecay)
    checkImplementation('RAdam', settings)
  }

  protected buffers(): readonly string[] {
    return ['expAvg', 'expAvgSq']
  }

  protected update(batch: Batch, settings: Settings): void {
    this.countSteps(batch, settings, (part, step) => stepPart(part, settings, step))
  }

  protected override recorded(now: Recorded, settings: Settings): Stepped {
    const { lr, beta1, beta2, step, expAvg, expAvgSq } = moments(now, settings)
    const mean = expAvg.div(rest(beta1.pow(step)))
    const rectified = rectification(Number(step.item()), settings.betas[1])
    const spread = rest(beta2.pow(step)).sqrt().mul(rectified)
    const change = rectified > 0 ? mean.div(expAvgSq.sqrt().add(settings.eps)).mul(spread) : mean
    const parameter = decayed(now, { ...settings, lr }).sub(change.mul(lr))
    return { parameter, state: { step, expAvg, expAvgSq } }
  }
}

function stepPart(part: Batch, settings: Settings, step: number): void {
  const { betas, eps, weightDecay, decoupledWeightDecay, maximize } = settings
  const [beta1, beta2] = betas
  const lr = scalarOf(settings.lr)
  const { params } = part
  if (decoupledWeightDecay && weightDecay !== 0) foreach.mul_(params, 1 - lr * weightDecay)
  const grads = directions(params, part.grads, maximize, decoupledWeightDecay ? 0 : weightDecay)
  const [first, second] = [statesOf(part, 'expAvg'), statesOf(part, 'expAvgSq')]
  const rate = lr / (1 - beta1 ** step)
  const rectified = rectification(step, beta2)
  if (rectified > 0) {
    const scaled = rate * rectified * Math.sqrt(1 - beta2 ** step)
    stepAdaptively({ params, grads, first, second, lr: scaled, beta1, beta2, eps })
    return
  }
  foreach.lerp_(first, grads, 1 - beta1)
  foreach.mul_(second, beta2)
  foreach.addcmul_(second, grads, grads, 1 - beta2)
  foreach.add_(params, first, { alpha: -rate })
}

/** 0 while the variance of the second moment cannot be told. */
function rectification(step: number, beta2: number): number {
  const longest = 2 / (1 - beta2) - 1
  const length = longest - (2 * step * beta2 ** step) / (1 - beta2 ** step)
  if (!(length > 5)) return 0
  return Math.sqrt(
    ((length - 4) * (length - 2) * longest) / ((longest - 4) * (longest - 2) * length),
  )
}
