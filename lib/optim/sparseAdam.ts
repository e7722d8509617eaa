import { checkBoolean, describeValue } from '../base/check'
import { OptionError, TorchError } from '../base/errors'
import { gradientsOf, operators, type Tensor } from '../tensor'
import { adoptLike, adoptNumber } from './adopting'
import {
  withDefaults,
  type CommonSettings,
  type GroupOptions,
  type ParamGroup,
  type ParametersOf,
} from './group'
import { Optimizer } from './optimizer'
import { recall } from './recall'
import { checkBetas, checkScalar, scalarOf } from './settings'
import { SparseRows } from './sparseRows'

interface Settings extends CommonSettings {
  betas: readonly [number, number]
  eps: number
  /** Climb instead of descending. */
  maximize: boolean
}

export type SparseAdamOptions = Partial<Settings>

const defaults: Settings = { lr: 1e-3, betas: [0.9, 0.999], eps: 1e-8, maximize: false }

/** What is remembered of a parameter. */
interface Moments {
  step: number
  expAvg: Tensor
  expAvgSq: Tensor
}

/**
 * Adam of those rows alone that a sparse gradient has, as `nn.Embedding` with `sparse: true` gives
 * it. PyTorch: `torch.optim.SparseAdam`.
 */
export class SparseAdam extends Optimizer<Settings> {
  constructor(parameters: ParametersOf<Settings>, options: SparseAdamOptions = {}) {
    super(parameters, withDefaults('SparseAdam', options, defaults))
  }

  override addParamGroup(group: GroupOptions<Settings>): void {
    super.addParamGroup(group)
    const { params } = this.paramGroups.at(-1)!
    const index = params.findIndex(
      parameter => parameter.layout !== 'strided' || parameter.dtype.startsWith('complex'),
    )
    if (index < 0) return
    this.paramGroups.pop()
    const isSparse = params[index]!.layout !== 'strided'
    throw new OptionError(
      isSparse
        ? `SparseAdam: sparse parameter at index ${index}: SparseAdam requires dense parameter tensors`
        : `SparseAdam: complex parameter at index ${index}: SparseAdam does not support complex parameters`,
    )
  }

  protected override check({ lr, betas, eps, maximize }: Settings): void {
    checkScalar('SparseAdam: lr', lr, value => checkAbove('SparseAdam: lr', value))
    checkAbove('SparseAdam: eps', eps)
    checkBetas('SparseAdam', betas)
    checkBoolean('SparseAdam: maximize', maximize)
  }

  protected override adopt(name: string, value: unknown, parameter: Tensor): unknown {
    const what = `SparseAdam.loadStateDict: ${name}`
    return name === 'step' ? adoptNumber(what, value) : adoptLike(what, value, parameter)
  }

  protected override stepGroup(group: ParamGroup<Settings>): void {
    gradientsOf(group.params).forEach((grad, index) => {
      if (!grad) return
      if (grad.layout === 'strided') {
        throw new TorchError(
          'VALUE',
          'SparseAdam does not support dense gradients, please consider Adam instead',
        )
      }
      const parameter = group.params[index]!
      step(parameter, new SparseRows(grad), this.#momentsOf(parameter), group)
    })
  }

  #momentsOf(parameter: Tensor): Moments {
    const state = this.stateOf(parameter)
    const moments = state as unknown as Moments
    moments.step ??= 0
    for (const name of ['expAvg', 'expAvgSq'])
      if (!recall(state, name, parameter))
        this.remember(state, name, operators.zerosLike(parameter))
    ++moments.step
    return moments
  }
}

function step(
  parameter: Tensor,
  rows: SparseRows,
  moments: Moments,
  { lr, betas, eps, maximize }: Settings,
): void {
  if (rows.isEmpty) return
  const [beta1, beta2] = betas
  const { step, expAvg, expAvgSq } = moments
  const grads = maximize ? rows.values.neg() : rows.values
  const first = rows.of(expAvg).lerp_(grads, 1 - beta1)
  const second = rows
    .of(expAvgSq)
    .mul_(beta2)
    .addcmul_(grads, grads, { value: 1 - beta2 })
  rows.write(expAvg, first)
  rows.write(expAvgSq, second)
  const rate = (scalarOf(lr) * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step)
  rows.add(parameter, first.div_(second.sqrt_().add_(eps)), -rate)
}

function checkAbove(what: string, value: unknown): void {
  if (typeof value === 'number' && value > 0) return
  throw new OptionError(`${what}: expected a number above 0, found ${describeValue(value)}`)
}
