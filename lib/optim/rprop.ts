import { describeValue } from '../base/check'
import { OptionError } from '../base/errors'
import { operators, type Tensor } from '../tensor'
import { statesOf, type Batch } from './batch'
import { ElementwiseOptimizer } from './elementwise'
import { foreach } from './foreach'
import { withDefaults, type CommonSettings, type ParametersOf } from './group'
import { haveKernelsFor, kernels } from './kernels'
import { descent, type Recorded, type Stepped } from './recorded'
import {
  checkImplementation,
  checkLearningRate,
  checkTuple,
  implementationDefaults,
  scalarOf,
  type CapturableSettings,
} from './settings'

interface Settings extends CommonSettings, CapturableSettings {
  /** What step sizes are multiplied by where the sign of the gradient changed, and where it stayed. */
  etas: readonly [number, number]
  /** The smallest step size and the largest. */
  stepSizes: readonly [number, number]
}

export type RpropOptions = Partial<Settings>

const defaults: Settings = {
  lr: 1e-2,
  etas: [0.5, 1.2],
  stepSizes: [1e-6, 50],
  capturable: false,
  ...implementationDefaults,
}

/** Resilient backpropagation, Riedmiller and Braun 1993. PyTorch: `torch.optim.Rprop`. */
export class Rprop extends ElementwiseOptimizer<Settings> {
  constructor(parameters: ParametersOf<Settings>, options: RpropOptions = {}) {
    super(parameters, withDefaults('Rprop', options, defaults))
  }

  protected override check(settings: Settings): void {
    const { lr, etas, stepSizes } = settings
    checkLearningRate('Rprop', lr)
    checkTuple('Rprop: etas', etas, 2)
    checkTuple('Rprop: stepSizes', stepSizes, 2)
    if (!(etas[0] > 0 && etas[0] < 1 && etas[1] > 1)) {
      const found = (etas as unknown[]).map(describeValue).join(' and ')
      throw new OptionError(`Rprop: etas: expected 0 < etas[0] < 1 < etas[1], found ${found}`)
    }
    if (!stepSizes.every(size => typeof size === 'number')) {
      const found = (stepSizes as unknown[]).map(describeValue).join(' and ')
      throw new OptionError(`Rprop: stepSizes: expected numbers, found ${found}`)
    }
    checkImplementation('Rprop', settings)
  }

  protected buffers(): readonly string[] {
    return ['prev', 'stepSize']
  }

  protected override initial(name: string, parameter: Tensor, settings: Settings): Tensor {
    const zeros = super.initial(name, parameter, settings)
    if (name === 'prev') return zeros
    const parts = parameter.dtype.startsWith('complex') ? operators.viewAsReal(zeros) : zeros
    parts.fill_(scalarOf(settings.lr))
    return zeros
  }

  protected update(batch: Batch, settings: Settings): void {
    const { etas, stepSizes, maximize } = settings
    for (const [{ step }] of this.partsOf(batch, settings)) step!.add_(1)
    const [previous, sizes] = [statesOf(batch, 'prev'), statesOf(batch, 'stepSize')]
    if (haveKernelsFor(batch)) {
      const [etaminus, etaplus] = etas
      const [least, most] = stepSizes
      const options = { etaminus, etaplus, least, most, maximize }
      kernels.rprop(batch.params, batch.grads, previous, sizes, options)
      return
    }
    // The sign of the gradient as descent has it cancels in none but this product.
    const grads = maximize ? foreach.neg(batch.grads) : batch.grads
    const products = foreach.mul(grads, previous)
    foreach.copy_(previous, grads)
    products.forEach((product, index) => {
      const [turned, same, none] = [product.lt(0), product.gt(0), product.eq(0)]
      product.maskedFill_(turned, etas[0]).maskedFill_(same, etas[1]).maskedFill_(none, 1)
      sizes[index]!.mul_(product).clamp_(...stepSizes)
      previous[index]!.maskedFill_(turned, 0)
    })
    foreach.addcmul_(batch.params, foreach.sign(previous), sizes, -1)
  }

  protected override recorded(now: Recorded, settings: Settings): Stepped {
    const { state } = now
    const { etas, stepSizes } = settings
    const gradient = descent(now, settings)
    const product = gradient.mul(state.prev!)
    const [turned, kept] = [product.lt(0), product.gt(0)]
    const factor = operators.onesLike(product).maskedFill(turned, etas[0]).maskedFill(kept, etas[1])
    const stepSize = state.stepSize!.mul(factor).clamp(...stepSizes)
    const prev = gradient.maskedFill(turned, 0)
    const parameter = now.parameter.sub(prev.sign().mul(stepSize))
    return { parameter, state: { step: state.step!.add(1), prev, stepSize } }
  }
}
