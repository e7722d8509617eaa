import { statesOf, type Batch } from './batch'
import { ElementwiseOptimizer } from './elementwise'
import { directions, foreach } from './foreach'
import { withDefaults, type CommonSettings, type ParametersOf } from './group'
import { haveKernelsFor, kernels } from './kernels'
import { averaged, descent, scalar, type Recorded, type Stepped } from './recorded'
import {
  checkAtLeast,
  checkAtMost,
  checkImplementation,
  checkLearningRate,
  implementationDefaults,
  scalarOf,
  type CapturableSettings,
} from './settings'

interface Settings extends CommonSettings, CapturableSettings {
  /** How much of the mean squares stays a step. */
  rho: number
  eps: number
  weightDecay: number
}

export type AdadeltaOptions = Partial<Settings>

const defaults: Settings = {
  lr: 1,
  rho: 0.9,
  eps: 1e-6,
  weightDecay: 0,
  capturable: false,
  ...implementationDefaults,
}

/** Zeiler 2012. PyTorch: `torch.optim.Adadelta`. */
export class Adadelta extends ElementwiseOptimizer<Settings> {
  constructor(parameters: ParametersOf<Settings>, options: AdadeltaOptions = {}) {
    super(parameters, withDefaults('Adadelta', options, defaults))
  }

  protected override check(settings: Settings): void {
    checkLearningRate('Adadelta', settings.lr)
    checkAtLeast('Adadelta: rho', settings.rho, 0)
    checkAtMost('Adadelta: rho', settings.rho, 1)
    checkAtLeast('Adadelta: eps', settings.eps, 0)
    checkAtLeast('Adadelta: weightDecay', settings.weightDecay, 0)
    checkImplementation('Adadelta', settings)
  }

  protected buffers(): readonly string[] {
    return ['squareAvg', 'accDelta']
  }

  /** Δ = g √((d + eps) / (v + eps)), of the mean squares v of gradients and d of steps. */
  protected update(batch: Batch, settings: Settings): void {
    const { lr, rho, eps, weightDecay, maximize } = settings
    const { params } = batch
    for (const [{ step }] of this.partsOf(batch, settings)) step!.add_(1)
    const [second, ofSteps] = [statesOf(batch, 'squareAvg'), statesOf(batch, 'accDelta')]
    if (haveKernelsFor(batch)) {
      const options = { lr: scalarOf(lr), rho, eps, weightDecay, maximize }
      kernels.adadelta(params, batch.grads, second, ofSteps, options)
      return
    }
    const grads = directions(params, batch.grads, maximize, weightDecay)
    foreach.mul_(second, rho)
    foreach.addcmul_(second, grads, grads, 1 - rho)
    const deltas = foreach.add(ofSteps, eps)
    foreach.div_(deltas, foreach.add(second, eps))
    foreach.sqrt_(deltas)
    foreach.mul_(deltas, grads)
    foreach.mul_(ofSteps, rho)
    foreach.addcmul_(ofSteps, deltas, deltas, 1 - rho)
    foreach.add_(params, deltas, { alpha: -scalarOf(lr) })
  }

  protected override recorded(now: Recorded, settings: Settings): Stepped {
    const { state } = now
    const { eps } = settings
    const rho = scalar(settings.rho)
    const gradient = descent(now, settings)
    const squareAvg = averaged(state.squareAvg!, gradient.square(), rho)
    const ratio = state.accDelta!.add(eps).sqrt().div(squareAvg.add(eps).sqrt())
    const change = ratio.mul(gradient)
    const accDelta = averaged(state.accDelta!, change.square(), rho)
    const parameter = now.parameter.sub(change.mul(scalar(settings.lr)))
    return { parameter, state: { step: state.step!.add(1), squareAvg, accDelta } }
  }
}
