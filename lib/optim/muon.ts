import { checkBoolean, checkChoice, checkPositiveInteger, describeValue } from '../base/check'
import { OptionError, TorchError } from '../base/errors'
import { hasFastBfloat16 } from '../runtime/bfloat16'
import { getNumThreads } from '../runtime/threads'
import { gradientsOf, operator, operators, tidy, type Tensor } from '../tensor'
import { adoptLike } from './adopting'
import { foreach } from './foreach'
import {
  withDefaults,
  type CommonSettings,
  type GroupOptions,
  type ParamGroup,
  type ParametersOf,
} from './group'
import { Optimizer } from './optimizer'
import { recall } from './recall'
import { checkAtLeast, checkLearningRate, checkTuple, scalarOf } from './settings'

interface Settings extends CommonSettings {
  weightDecay: number
  momentum: number
  nesterov: boolean
  /** The polynomial of a Newton–Schulz step: a x + b x³ + c x⁵. */
  nsCoefficients: readonly [number, number, number]
  eps: number
  nsSteps: number
  /** How the rate follows the shape (default `original`). */
  adjustLrFn: 'original' | 'match_rms_adamw' | null
}

export type MuonOptions = Partial<Settings>

const defaults: Settings = {
  lr: 1e-3,
  weightDecay: 0.1,
  momentum: 0.95,
  nesterov: true,
  nsCoefficients: [3.4445, -4.775, 2.0315],
  eps: 1e-7,
  nsSteps: 5,
  adjustLrFn: null,
}

const orthogonalize = operator('isbe::_orthogonalize')
/** How many matrices at least: few enough for the memory of a GPU. */
const fewest = 32

/**
 * Momentum made orthogonal, for the matrices of hidden layers (Jordan 2024).
 * PyTorch: `torch.optim.Muon`.
 */
export class Muon extends Optimizer<Settings> {
  constructor(parameters: ParametersOf<Settings>, options: MuonOptions = {}) {
    super(parameters, withDefaults('Muon', options, defaults))
  }

  override addParamGroup(group: GroupOptions<Settings>): void {
    super.addParamGroup(group)
    const other = this.paramGroups.at(-1)!.params.find(parameter => parameter.ndim !== 2)
    if (!other) return
    this.paramGroups.pop()
    throw new OptionError(
      `Muon: Muon only supports 2D parameters, found one of shape [${other.shape.join(', ')}]`,
    )
  }

  protected override check(settings: Settings): void {
    checkLearningRate('Muon', settings.lr)
    for (const name of ['momentum', 'weightDecay', 'eps'] as const)
      checkAtLeast(`Muon: ${name}`, settings[name], 0)
    checkBoolean('Muon: nesterov', settings.nesterov)
    checkTuple('Muon: nsCoefficients', settings.nsCoefficients, 3)
    settings.nsCoefficients.forEach((value, index) =>
      checkAtLeast(`Muon: nsCoefficients[${index}]`, value, -Infinity),
    )
    checkSteps(settings.nsSteps)
    if (settings.adjustLrFn !== null)
      checkChoice('Muon: adjustLrFn', settings.adjustLrFn, ['original', 'match_rms_adamw'])
  }

  protected override adopt(name: string, value: unknown, parameter: Tensor): unknown {
    return adoptLike(`Muon.loadStateDict: ${name}`, value, parameter)
  }

  protected override stepGroup(group: ParamGroup<Settings>): void {
    const params: Tensor[] = []
    const grads: Tensor[] = []
    gradientsOf(group.params).forEach((grad, index) => {
      if (!grad) return
      const parameter = group.params[index]!
      if (parameter.dtype.startsWith('complex'))
        throw new TorchError('VALUE', 'Muon does not support complex parameters')
      if (grad.isSparse) throw new TorchError('VALUE', 'Muon does not support sparse gradients')
      params.push(parameter)
      grads.push(grad)
    })
    if (params.length === 0) return
    const momenta = params.map(parameter => {
      const state = this.stateOf(parameter)
      return (
        recall(state, 'momentumBuffer', parameter) ??
        this.remember(state, 'momentumBuffer', operators.zerosLike(parameter))
      )
    })
    const { momentum, nesterov, weightDecay, adjustLrFn } = group
    const lr = scalarOf(group.lr)
    foreach.lerp_(momenta, grads, 1 - momentum)
    const directions = nesterov ? foreach.lerp(grads, momenta, momentum) : momenta
    foreach.mul_(params, 1 - lr * weightDecay)
    // With fewer than two a thread the operator gives each matrix all threads.
    const together = Math.max(fewest, 2 * getNumThreads())
    for (let first = 0; first < params.length; first += together)
      tidy(() =>
        orthogonal(directions.slice(first, first + together), group).forEach((update, index) => {
          const parameter = params[first + index]!
          parameter.add_(update, { alpha: -lr * ratio(parameter, adjustLrFn) })
        }),
      )
  }
}

/** The nearest matrices with orthogonal rows or columns, roughly: Newton–Schulz in bfloat16. */
function orthogonal(
  matrices: readonly Tensor[],
  { nsCoefficients: [a, b, c], nsSteps: steps, eps }: Settings,
): Tensor[] {
  const isEmulated = matrices[0]!.device === 'cpu' && !hasFastBfloat16()
  return orthogonalize(matrices, { a, b, c, steps, eps, isEmulated }) as Tensor[]
}

function ratio(parameter: Tensor, adjust: Settings['adjustLrFn']): number {
  const [rows, columns] = [parameter.size(0), parameter.size(1)]
  return adjust === 'match_rms_adamw'
    ? 0.2 * Math.sqrt(Math.max(rows, columns))
    : Math.sqrt(Math.max(1, rows / columns))
}

const tooManySteps = 100

function checkSteps(steps: unknown): void {
  if (steps === 0) return
  checkPositiveInteger('Muon: nsSteps', steps)
  if ((steps as number) < tooManySteps) return
  throw new OptionError(
    `Muon: nsSteps: expected less than ${tooManySteps}, found ${describeValue(steps)}`,
  )
}
