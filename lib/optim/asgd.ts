import { operator } from '../tensor'
import { statesOf, type Batch, type State } from './batch'
import { ElementwiseOptimizer } from './elementwise'
import { directions, foreach } from './foreach'
import { withDefaults, type CommonSettings, type ParametersOf } from './group'
import { averaged, descent, rest, scalar, type Recorded, type Stepped } from './recorded'
import {
  checkAtLeast,
  checkImplementation,
  checkLearningRate,
  implementationDefaults,
  scalarOf,
  type CapturableSettings,
} from './settings'
import { isFusedRight } from './sgd'

interface Settings extends CommonSettings, CapturableSettings {
  /** The decay of weights and learning rate. */
  lambd: number
  /** The power of the decay of the learning rate. */
  alpha: number
  /** The step after which parameters are averaged. */
  t0: number
  weightDecay: number
}

export type ASGDOptions = Partial<Settings>

const defaults: Settings = {
  lr: 1e-2,
  lambd: 1e-4,
  alpha: 0.75,
  t0: 1e6,
  weightDecay: 0,
  capturable: false,
  ...implementationDefaults,
}

const fusedSgd = operator('aten::_fused_sgd_')

/** Averaged stochastic gradient descent, Polyak and Juditsky 1992. PyTorch: `torch.optim.ASGD`. */
export class ASGD extends ElementwiseOptimizer<Settings> {
  constructor(parameters: ParametersOf<Settings>, options: ASGDOptions = {}) {
    super(parameters, withDefaults('ASGD', options, defaults))
  }

  protected override check(settings: Settings): void {
    checkLearningRate('ASGD', settings.lr)
    checkAtLeast('ASGD: weightDecay', settings.weightDecay, 0)
    for (const name of ['lambd', 'alpha', 't0'] as const)
      checkAtLeast(`ASGD: ${name}`, settings[name], -Infinity)
    checkImplementation('ASGD', settings)
  }

  protected buffers(): readonly string[] {
    return ['ax']
  }

  protected override counters({ lr }: Settings): Readonly<Record<string, number>> {
    return { step: 0, eta: scalarOf(lr), mu: 1 }
  }

  protected update(batch: Batch, settings: Settings): void {
    const { lambd, alpha, t0 } = settings
    const lr = scalarOf(settings.lr)
    this.countSteps(batch, settings, (part, step, { eta, mu }: State) => {
      descend(part, settings, Number(eta!.item()))
      const share = Number(mu!.item())
      if (share === 1) foreach.copy_(statesOf(part, 'ax'), part.params)
      else foreach.lerp_(statesOf(part, 'ax'), part.params, share)
      eta!.fill_(lr / (1 + lambd * lr * step) ** alpha)
      mu!.fill_(1 / Math.max(1, step - t0))
    })
  }

  protected override recorded(now: Recorded, settings: Settings): Stepped {
    const { state } = now
    const { lambd, alpha, t0 } = settings
    const lr = scalar(settings.lr)
    const step = state.step!.add(1)
    const change = descent(now, settings).mul(state.eta!)
    const parameter = now.parameter.mul(rest(state.eta!.mul(lambd))).sub(change)
    const ax = averaged(state.ax!, parameter, rest(state.mu!))
    const eta = lr.div(lr.mul(step).mul(lambd).add(1).pow(alpha))
    const mu = step.sub(t0).clampMin(1).reciprocal()
    return { parameter, state: { step, ax, eta, mu } }
  }
}

function descend(part: Batch, { lambd, weightDecay, maximize }: Settings, rate: number): void {
  const { params, grads } = part
  if (isFusedRight(part)) {
    const decay = { momentum: 0, dampening: 0, weightDecay: weightDecay + lambd }
    const flags = { nesterov: false, maximize, isFirstStep: false }
    fusedSgd(params, grads, [], { lr: rate, ...decay, ...flags })
    return
  }
  const descent = directions(params, grads, maximize, weightDecay)
  foreach.mul_(params, 1 - lambd * rate)
  foreach.add_(params, descent, { alpha: -rate })
}
