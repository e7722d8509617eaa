import { checkBoolean } from '../base/check'
import { OptionError } from '../base/errors'
import { operator, operators, type Tensor } from '../tensor'
import { statesOf, type Batch, type State } from './batch'
import { ElementwiseOptimizer } from './elementwise'
import { withDefaults, type CommonSettings, type ParametersOf } from './group'
import { haveKernelsFor, kernels } from './kernels'
import { descent, scalar, type Recorded, type Stepped } from './recorded'
import {
  checkAtLeast,
  checkImplementation,
  checkLearningRate,
  checkScalar,
  implementationDefaults,
  learningRate,
  scalarOf,
  type FusedSettings,
} from './settings'

interface Settings extends CommonSettings, FusedSettings {
  momentum: number
  /** The share of a gradient that momentum leaves out. */
  dampening: number
  /** A tensor of one element too. */
  weightDecay: number | Tensor
  nesterov: boolean
}

export type SGDOptions = Partial<Settings>

const defaults: Settings = {
  lr: 1e-3,
  momentum: 0,
  dampening: 0,
  weightDecay: 0,
  nesterov: false,
  ...implementationDefaults,
  fused: null,
}

const fusedSgd = operator('aten::_fused_sgd_')

/** libtorch's fused step on the CPU leaves parameters of 16 bits as they are. */
export function isFusedRight({ dtype, device }: Batch): boolean {
  return device !== 'cpu' || !['float16', 'bfloat16'].includes(dtype)
}

/** Stochastic gradient descent with momentum. PyTorch: `torch.optim.SGD`. */
export class SGD extends ElementwiseOptimizer<Settings> {
  constructor(parameters: ParametersOf<Settings>, options: SGDOptions = {}) {
    super(parameters, withDefaults('SGD', options, defaults))
  }

  protected override check(settings: Settings): void {
    const { lr, momentum, dampening, weightDecay, nesterov } = settings
    checkLearningRate('SGD', lr)
    checkAtLeast('SGD: momentum', momentum, 0)
    checkAtLeast('SGD: dampening', dampening, -Infinity)
    checkScalar('SGD: weightDecay', weightDecay, value =>
      checkAtLeast('SGD: weightDecay', value, 0),
    )
    checkBoolean('SGD: nesterov', nesterov)
    checkImplementation('SGD', settings)
    if (nesterov && (momentum === 0 || dampening !== 0)) {
      throw new OptionError('SGD: nesterov expects a momentum and no dampening')
    }
  }

  protected override counters(): Readonly<Record<string, number>> {
    return {}
  }

  protected override buffers({ momentum }: Settings): readonly string[] {
    return momentum === 0 ? [] : ['momentumBuffer']
  }

  protected override heeds(foundInf: Tensor): boolean {
    return this.skipsOnDevice(foundInf)
  }

  protected update(batch: Batch, settings: Settings, foundInf?: Tensor): void {
    const { params, grads, isFirst, device } = batch
    const { lr, momentum, dampening, weightDecay, nesterov, maximize } = settings
    if (!isFusedRight(batch)) return stepSeparately(batch, settings)
    const buffers = momentum === 0 ? [] : statesOf(batch, 'momentumBuffer')
    const options = {
      lr: learningRate(lr, device),
      momentum,
      dampening,
      weightDecay: scalarOf(weightDecay),
      nesterov,
      maximize,
      isFirstStep: isFirst,
    }
    if (haveKernelsFor(batch)) kernels.sgd(params, grads, buffers, options)
    else fusedSgd(params, grads, buffers, { ...options, foundInf })
  }

  protected override recorded(now: Recorded, settings: Settings): Stepped {
    const { parameter, state, isFirst } = now
    const { momentum, dampening, nesterov } = settings
    let step = descent(now, settings)
    const next: Stepped['state'] = {}
    if (momentum !== 0) {
      const buffer = state.momentumBuffer!.mul(momentum).add(step.mul(1 - dampening))
      const average = (next.momentumBuffer = isFirst ? step.detach() : buffer)
      step = nesterov ? step.add(average.mul(momentum)) : average
    }
    return { parameter: parameter.sub(step.mul(scalar(settings.lr))), state: next }
  }

  protected override updateSparse(
    parameter: Tensor,
    grad: Tensor,
    state: State,
    settings: Settings,
    foundInf?: Tensor,
  ): void {
    if (foundInf && Number(foundInf.item()) !== 0) return
    const isFirst = settings.momentum !== 0 && !state.momentumBuffer
    if (isFirst) this.remember(state, 'momentumBuffer', grad.clone())
    stepOne(parameter, grad, state, isFirst, settings)
  }
}

/** The equations of the fused operator, an operator each. */
function stepOne(
  parameter: Tensor,
  gradient: Tensor,
  { momentumBuffer }: State,
  isFirst: boolean,
  settings: Settings,
): void {
  const { lr, momentum, dampening, nesterov, maximize } = settings
  const weightDecay = scalarOf(settings.weightDecay)
  let step = maximize ? gradient.neg() : gradient
  if (weightDecay !== 0) step = operators.add(step, parameter, { alpha: weightDecay })
  if (momentum !== 0) {
    if (isFirst) momentumBuffer!.copy_(step)
    else momentumBuffer!.mul_(momentum).add_(step, { alpha: 1 - dampening })
    step = nesterov ? step.add(momentumBuffer!, { alpha: momentum }) : momentumBuffer!
  }
  parameter.add_(step, { alpha: -scalarOf(lr) })
}

function stepSeparately(batch: Batch, settings: Settings): void {
  batch.params.forEach((parameter, index) =>
    stepOne(parameter, batch.grads[index]!, batch.states[index]!, batch.isFirst, settings),
  )
}
