import { statesOf, type Batch } from './batch'
import { ElementwiseOptimizer } from './elementwise'
import { directions, foreach } from './foreach'
import { withDefaults, type CommonSettings, type ParametersOf } from './group'
import { haveKernelsFor, kernels } from './kernels'
import { averaged, descent, rest, scalar, type Recorded, type Stepped } from './recorded'
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
}

export type AdamaxOptions = Partial<Settings>

const defaults: Settings = {
  lr: 2e-3,
  betas: [0.9, 0.999],
  eps: 1e-8,
  weightDecay: 0,
  capturable: false,
  ...implementationDefaults,
}

/** Adam with the infinity norm, Kingma and Ba 2014. PyTorch: `torch.optim.Adamax`. */
export class Adamax extends ElementwiseOptimizer<Settings> {
  constructor(parameters: ParametersOf<Settings>, options: AdamaxOptions = {}) {
    super(parameters, withDefaults('Adamax', options, defaults))
  }

  protected override check(settings: Settings): void {
    checkLearningRate('Adamax', settings.lr)
    checkAtLeast('Adamax: eps', settings.eps, 0)
    checkAtLeast('Adamax: weightDecay', settings.weightDecay, 0)
    checkBetas('Adamax', settings.betas)
    checkImplementation('Adamax', settings)
  }

  protected buffers(): readonly string[] {
    return ['expAvg', 'expInf']
  }

  protected update(batch: Batch, settings: Settings): void {
    const { lr, betas, eps, weightDecay, maximize } = settings
    this.countSteps(batch, settings, (part, step) => {
      const { params } = part
      if (haveKernelsFor(part)) {
        const [beta1, beta2] = betas
        const options = { count: step, lr: scalarOf(lr), beta1, beta2, eps, weightDecay, maximize }
        kernels.adamax(
          params,
          part.grads,
          statesOf(part, 'expAvg'),
          statesOf(part, 'expInf'),
          options,
        )
        return
      }
      const grads = directions(params, part.grads, maximize, weightDecay)
      const [averages, norms] = [statesOf(part, 'expAvg'), statesOf(part, 'expInf')]
      foreach.lerp_(averages, grads, 1 - betas[0])
      foreach.mul_(norms, betas[1])
      const sizes = foreach.abs(grads)
      foreach.add_(sizes, eps)
      foreach.maximum_(norms, sizes)
      foreach.addcdiv_(params, averages, norms, -scalarOf(lr) / (1 - betas[0] ** step))
    })
  }

  protected override recorded(now: Recorded, settings: Settings): Stepped {
    const { state } = now
    const [beta1, beta2] = [scalar(settings.betas[0]), scalar(settings.betas[1])]
    const gradient = descent(now, settings)
    const step = state.step!.add(1)
    const expAvg = averaged(state.expAvg!, gradient, beta1)
    const expInf = state.expInf!.mul(beta2).maximum(gradient.abs().add(settings.eps))
    const rate = scalar(settings.lr).div(rest(beta1.pow(step)))
    const parameter = now.parameter.sub(expAvg.div(expInf).mul(rate))
    return { parameter, state: { step, expAvg, expInf } }
  }
}
