import { checkOptionNames } from '../base/check'
import { OptionError } from '../base/errors'
import { operator, operators, type Tensor } from '../tensor'
import type { Batch, State } from './batch'
import type { CommonSettings, ParametersOf } from './group'
import {
  Optimizer,
  checkAtLeast,
  checkImplementation,
  checkLearningRate,
  implementationDefaults,
  learningRate,
  scalarOf,
  type ImplementationSettings,
} from './optimizer'

interface Settings extends CommonSettings, ImplementationSettings {
  momentum: number
  /** The share of a gradient that momentum leaves out. */
  dampening: number
  weightDecay: number
  nesterov: boolean
  /** Climb instead of descending. */
  maximize: boolean
}

export type SGDOptions = Partial<Settings>

const defaults: Settings = {
  lr: 1e-3,
  momentum: 0,
  dampening: 0,
  weightDecay: 0,
  nesterov: false,
  maximize: false,
  ...implementationDefaults,
}

const fusedSgd = operator('aten::_fused_sgd_')

/** libtorch's fused step on the CPU leaves parameters of 16 bits as they are. */
function isFusedRight({ dtype, device }: Batch): boolean {
  return device !== 'cpu' || !['float16', 'bfloat16'].includes(dtype)
}

/** Stochastic gradient descent with momentum. PyTorch: `torch.optim.SGD`. */
export class SGD extends Optimizer<Settings> {
  constructor(parameters: ParametersOf<Settings>, options: SGDOptions = {}) {
    checkOptionNames('SGD', options, Object.keys(defaults))
    super(parameters, { ...defaults, ...options })
  }

  protected check(settings: Settings): void {
    const { lr, momentum, dampening, weightDecay, nesterov } = settings
    checkLearningRate('SGD', lr)
    checkAtLeast('SGD: momentum', momentum, 0)
    checkAtLeast('SGD: dampening', dampening, -Infinity)
    checkAtLeast('SGD: weightDecay', weightDecay, 0)
    checkImplementation('SGD', settings)
    if (nesterov && (momentum === 0 || dampening !== 0)) {
      throw new OptionError('SGD: nesterov expects a momentum and no dampening')
    }
  }

  protected prepare(state: State, parameter: Tensor, { momentum }: Settings): boolean {
    if (momentum === 0 || state.momentumBuffer) return false
    this.remember(state, 'momentumBuffer', operators.zerosLike(parameter))
    return true
  }

  protected update(batch: Batch, settings: Settings, foundInf?: Tensor): void {
    const { params, grads, states, isFirst, device } = batch
    const { lr, momentum, dampening, weightDecay, nesterov, maximize } = settings
    if (!isFusedRight(batch)) return stepSeparately(batch, settings, foundInf)
    fusedSgd(params, grads, momentum === 0 ? [] : states.map(state => state.momentumBuffer), {
      lr: learningRate(lr, device),
      momentum,
      dampening,
      weightDecay,
      nesterov,
      maximize,
      isFirstStep: isFirst,
      foundInf,
    })
  }

  protected override updateSparse(
    parameter: Tensor,
    grad: Tensor,
    state: State,
    settings: Settings,
  ): void {
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
  { lr, momentum, dampening, weightDecay, nesterov, maximize }: Settings,
): void {
  let step = maximize ? gradient.neg() : gradient
  if (weightDecay !== 0) step = step.add(parameter, { alpha: weightDecay })
  if (momentum !== 0) {
    if (isFirst) momentumBuffer!.copy_(step)
    else momentumBuffer!.mul_(momentum).add_(step, { alpha: 1 - dampening })
    step = nesterov ? step.add(momentumBuffer!, { alpha: momentum }) : momentumBuffer!
  }
  parameter.add_(step, { alpha: -scalarOf(lr) })
}

function stepSeparately(batch: Batch, settings: Settings, foundInf?: Tensor): void {
  if (foundInf && foundInf.item() !== 0) return
  batch.params.forEach((parameter, index) =>
    stepOne(parameter, batch.grads[index]!, batch.states[index]!, batch.isFirst, settings),
  )
}
