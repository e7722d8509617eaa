import type { Tensor } from '../tensor'
import { checkBoolean } from '../base/check'
import { statesOf, type Batch } from './batch'
import { stepAdaptively } from './adaptive'
import { ElementwiseOptimizer } from './elementwise'
import { directions, foreach } from './foreach'
import { withDefaults, type CommonSettings, type ParametersOf } from './group'
import { averaged, descent, scalar, type Recorded, type Stepped } from './recorded'
import {
  checkAtLeast,
  checkImplementation,
  checkLearningRate,
  implementationDefaults,
  scalarOf,
  type CapturableSettings,
} from './settings'

interface Settings extends CommonSettings, CapturableSettings {
  /** How much of the mean square stays a step. */
  alpha: number
  eps: number
  weightDecay: number
  momentum: number
  /** Divide by the variance of the gradient instead of its mean square. */
  centered: boolean
}

export type RMSpropOptions = Partial<Settings>

const defaults: Settings = {
  lr: 1e-2,
  momentum: 0,
  alpha: 0.99,
  eps: 1e-8,
  centered: false,
  weightDecay: 0,
  capturable: false,
  ...implementationDefaults,
}

/** Hinton 2012; centered, Graves 2013. PyTorch: `torch.optim.RMSprop`. */
export class RMSprop extends ElementwiseOptimizer<Settings> {
  constructor(parameters: ParametersOf<Settings>, options: RMSpropOptions = {}) {
    super(parameters, withDefaults('RMSprop', options, defaults))
  }

  protected override check(settings: Settings): void {
    checkLearningRate('RMSprop', settings.lr)
    checkAtLeast('RMSprop: eps', settings.eps, 0)
    checkAtLeast('RMSprop: momentum', settings.momentum, 0)
    checkAtLeast('RMSprop: weightDecay', settings.weightDecay, 0)
    checkAtLeast('RMSprop: alpha', settings.alpha, 0)
    checkBoolean('RMSprop: centered', settings.centered)
    checkImplementation('RMSprop', settings)
  }

  protected buffers({ momentum, centered }: Settings): readonly string[] {
    return [
      'squareAvg',
      ...(momentum > 0 ? ['momentumBuffer'] : []),
      ...(centered ? ['gradAvg'] : []),
    ]
  }

  protected update(batch: Batch, settings: Settings): void {
    const { params } = batch
    for (const [{ step }] of this.partsOf(batch, settings)) step!.add_(1)
    const grads = directions(params, batch.grads, settings.maximize, settings.weightDecay)
    const lr = scalarOf(settings.lr)
    if (settings.momentum === 0) return divide(batch, settings, params, grads, lr)
    const momenta = statesOf(batch, 'momentumBuffer')
    foreach.mul_(momenta, settings.momentum)
    divide(batch, settings, momenta, grads, -1)
    foreach.add_(params, momenta, { alpha: -lr })
  }

  protected override recorded(now: Recorded, settings: Settings): Stepped {
    const { state } = now
    const alpha = scalar(settings.alpha)
    const gradient = descent(now, settings)
    const squareAvg = averaged(state.squareAvg!, gradient.square(), alpha)
    const next: Stepped['state'] = { step: state.step!.add(1), squareAvg }
    if (settings.centered) next.gradAvg = averaged(state.gradAvg!, gradient, alpha)
    const spread = next.gradAvg ? squareAvg.sub(next.gradAvg.square()) : squareAvg
    let change = gradient.div(spread.sqrt().add(settings.eps))
    if (settings.momentum > 0) {
      change = next.momentumBuffer = state.momentumBuffer!.mul(settings.momentum).add(change)
    }
    return { parameter: now.parameter.sub(change.mul(scalar(settings.lr))), state: next }
  }
}

/** target ← target − rate g / (√v + eps). */
function divide(
  batch: Batch,
  { alpha, eps, centered }: Settings,
  target: Tensor[],
  grads: Tensor[],
  rate: number,
): void {
  const second = statesOf(batch, 'squareAvg')
  // From α = 1 on, the fused operator would divide by 1 − αᵗ.
  if (!centered && alpha < 1) {
    const step = { params: target, grads, first: grads, second, lr: rate }
    return stepAdaptively({ ...step, beta1: 0, beta2: alpha, eps })
  }
  foreach.mul_(second, alpha)
  foreach.addcmul_(second, grads, grads, 1 - alpha)
  const deviations = centered ? variances(batch, second, grads, alpha) : foreach.sqrt(second)
  if (centered) foreach.sqrt_(deviations)
  foreach.add_(deviations, eps)
  foreach.addcdiv_(target, grads, deviations, -rate)
}

function variances(batch: Batch, second: Tensor[], grads: Tensor[], alpha: number): Tensor[] {
  const means = statesOf(batch, 'gradAvg')
  foreach.lerp_(means, grads, 1 - alpha)
  return foreach.addcmul(second, means, means, -1)
}
