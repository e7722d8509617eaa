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
  implementationDefaults,
  scalarOf,
  type FusedSettings,
} from './settings'
import { SparseRows } from './sparseRows'

interface Settings extends CommonSettings, FusedSettings {
  lrDecay: number
  weightDecay: number
  /** What the sums of squares start at. */
  initialAccumulatorValue: number
  eps: number
}

export type AdagradOptions = Partial<Settings>

const defaults: Settings = {
  lr: 1e-2,
  lrDecay: 0,
  eps: 1e-10,
  weightDecay: 0,
  initialAccumulatorValue: 0,
  ...implementationDefaults,
  fused: null,
}

const fusedAdagrad = operator('aten::_fused_adagrad_')

/** Duchi 2011. PyTorch: `torch.optim.Adagrad`. */
export class Adagrad extends ElementwiseOptimizer<Settings> {
  constructor(parameters: ParametersOf<Settings>, options: AdagradOptions = {}) {
    super(parameters, withDefaults('Adagrad', options, defaults))
  }

  protected override check(settings: Settings): void {
    checkLearningRate('Adagrad', settings.lr)
    for (const name of ['lrDecay', 'weightDecay', 'initialAccumulatorValue', 'eps'] as const)
      checkAtLeast(`Adagrad: ${name}`, settings[name], 0)
    checkImplementation('Adagrad', settings)
  }

  protected buffers(): readonly string[] {
    return ['sum']
  }

  protected override counterDevice(device: string): string {
    return device
  }

  protected override heeds(foundInf: Tensor): boolean {
    return this.skipsOnDevice(foundInf)
  }

  protected override initial(name: string, parameter: Tensor, settings: Settings): Tensor {
    const sum = super.initial(name, parameter, settings)
    const parts = parameter.dtype.startsWith('complex') ? operators.viewAsReal(sum) : sum
    parts.fill_(settings.initialAccumulatorValue)
    return sum
  }

  protected update(batch: Batch, settings: Settings, foundInf?: Tensor): void {
    const { lrDecay, weightDecay, eps, maximize } = settings
    const options = { lr: scalarOf(settings.lr), lrDecay, weightDecay, eps, maximize }
    if (haveKernelsFor(batch)) {
      this.countSteps(batch, settings, (part, count) =>
        kernels.adagrad(part.params, part.grads, statesOf(part, 'sum'), { ...options, count }),
      )
      return
    }
    const steps = this.advanced(batch, settings, foundInf)
    fusedAdagrad(batch.params, batch.grads, statesOf(batch, 'sum'), steps, { ...options, foundInf })
  }

  protected override recorded(now: Recorded, settings: Settings): Stepped {
    const { state } = now
    const gradient = descent(now, settings)
    const rate = scalar(settings.lr).div(state.step!.mul(settings.lrDecay).add(1))
    const sum = state.sum!.add(gradient.square())
    const change = gradient.div(sum.sqrt().add(settings.eps)).mul(rate)
    return { parameter: now.parameter.sub(change), state: { step: state.step!.add(1), sum } }
  }

  protected override updateSparse(
    parameter: Tensor,
    grad: Tensor,
    state: State,
    settings: Settings,
    foundInf?: Tensor,
  ): void {
    if (foundInf && Number(foundInf.item()) !== 0) return
    if (settings.weightDecay !== 0) {
      throw new OptionError(
        'Adagrad: weightDecay option is not compatible with sparse gradients; set it to 0',
      )
    }
    this.prepare(state, parameter, settings)
    const { dtype, device } = parameter
    const lists = { params: [parameter], grads: [grad], states: [state], owners: [state] }
    const batch: Batch = { ...lists, isFirst: false, dtype, device }
    this.countSteps(batch, settings, (_, step) => {
      const rows = new SparseRows(grad)
      const values = settings.maximize ? rows.values.neg() : rows.values
      const sums = rows.of(state.sum!).add(values.pow(2))
      rows.write(state.sum!, sums)
      const rate = scalarOf(settings.lr) / (1 + (step - 1) * settings.lrDecay)
      rows.add(parameter, values.div(sums.sqrt().add(settings.eps)), -rate)
    })
  }
}
