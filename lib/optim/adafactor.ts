import { describeValue } from '../base/check'
import { finfo } from '../base/limits'
import { OptionError, TorchError } from '../base/errors'
import { gradientsOf, operators, type Tensor } from '../tensor'
import { adoptNumber, checkShape } from './adopting'
import type { State } from './batch'
import { Counters } from './counters'
import { foreach } from './foreach'
import { withDefaults, type CommonSettings, type ParamGroup, type ParametersOf } from './group'
import { haveKernelsFor, kernels } from './kernels'
import { Optimizer } from './optimizer'
import { recall } from './recall'
import {
  checkAtLeast,
  checkAtMost,
  checkImplementation,
  checkLearningRate,
  checkTuple,
  scalarOf,
} from './settings'

interface Settings extends CommonSettings {
  /** The power of the step that 1 − β₂ is. */
  beta2Decay: number
  /** The least variance (null: that of the dtype), and the least size of a parameter. */
  eps: readonly [number | null, number]
  /** The root mean square above which a step is clipped. */
  d: number
  weightDecay: number
  /** Taken from PyTorch and without effect: a group steps through few operators over all of it. */
  foreach: boolean | null
  /** Climb instead of descending. */
  maximize: boolean
}

export type AdafactorOptions = Partial<Settings>

const defaults: Settings = {
  lr: 1e-2,
  beta2Decay: -0.8,
  eps: [null, 1e-3],
  d: 1,
  weightDecay: 0,
  foreach: null,
  maximize: false,
}

/** Vectors or matrices of one dtype and device that step for the same time. */
interface Part {
  params: Tensor[]
  grads: Tensor[]
  states: State[]
}

/**
 * Second moments of matrices as a row and a column each, Shazeer and Stern 2018.
 * PyTorch: `torch.optim.Adafactor`.
 */
export class Adafactor extends Optimizer<Settings> {
  readonly #counters = new Counters()

  constructor(parameters: ParametersOf<Settings>, options: AdafactorOptions = {}) {
    super(parameters, withDefaults('Adafactor', options, defaults))
  }

  protected override check(settings: Settings): void {
    const { lr, beta2Decay, eps, d, weightDecay } = settings
    checkLearningRate('Adafactor', lr)
    checkAtMost('Adafactor: beta2Decay', beta2Decay, 0)
    checkTuple('Adafactor: eps', eps, 2)
    if (eps[0] !== null) checkAtLeast('Adafactor: eps[0]', eps[0], 0)
    checkAtLeast('Adafactor: eps[1]', eps[1], 0)
    checkAtLeast('Adafactor: d', d, 1)
    checkAtLeast('Adafactor: weightDecay', weightDecay, 0)
    checkImplementation('Adafactor', { ...settings, differentiable: false })
  }

  protected override adopt(name: string, value: unknown, parameter: Tensor): unknown {
    const what = `Adafactor.loadStateDict: ${name}`
    if (name === 'step')
      return this.remember({}, name, operators.full([], adoptNumber(what, value)))
    const expected = shapesOf(parameter)[name]
    if (!expected)
      throw new OptionError(`${what}: expected no such state, found ${describeValue(value)}`)
    checkShape(what, value, expected)
    return super.adopt(name, value, parameter)
  }

  protected override stepGroup(group: ParamGroup<Settings>): void {
    const parts = new Map<string, Part>()
    gradientsOf(group.params).forEach((grad, index) => {
      if (!grad || grad.shape.includes(0)) return
      const parameter = group.params[index]!
      if (parameter.dtype.startsWith('complex'))
        throw new TorchError('VALUE', 'Adafactor does not support complex parameters')
      if (grad.isSparse)
        throw new TorchError('VALUE', 'Adafactor does not support sparse gradients')
      const key = `${grad.ndim > 1} ${parameter.dtype} ${parameter.device}`
      const part = parts.get(key) ?? { params: [], grads: [], states: [] }
      parts.set(key, part)
      part.params.push(parameter)
      part.grads.push(grad)
      part.states.push(this.#prepare(parameter, grad))
    })
    for (const part of parts.values()) {
      for (const states of this.#counters.together(part.states, ['step'], () =>
        operators.zeros([]),
      )) {
        const isIn = part.states.map(state => states.includes(state))
        const only = <T>(list: T[]): T[] => list.filter((_, index) => isIn[index])
        const step = Number(states[0]!.step!.add_(1).item())
        stepPart({ params: only(part.params), grads: only(part.grads), states }, group, step)
      }
    }
  }

  #prepare(parameter: Tensor, grad: Tensor): State {
    const state = this.stateOf(parameter)
    for (const [name, shape] of Object.entries(shapesOf(parameter)))
      if (!recall(state, name, parameter)) this.remember(state, name, grad.newZeros(shape))
    return state
  }
}

function shapesOf({ shape }: Tensor): Record<string, readonly number[]> {
  if (shape.length < 2) return { variance: shape }
  const [rows, columns] = shape.slice(-2) as [number, number]
  const outer = shape.slice(0, -2)
  return { rowVar: [...outer, rows, 1], colVar: [...outer, 1, columns] }
}

/** Above so many elements a tensor keeps all threads busy by itself, which operators of libtorch do. */
const mostForOneThread = 2 ** 18

function hasKernel(parameter: Tensor, grad: Tensor): boolean {
  const { device, dtype } = parameter
  return (
    haveKernelsFor({ device, dtype }) &&
    parameter.numel() <= mostForOneThread &&
    parameter.isContiguous() &&
    grad.isContiguous()
  )
}

function stepPart(part: Part, settings: Settings, step: number): void {
  const own = part.params.map((parameter, index) => hasKernel(parameter, part.grads[index]!))
  const cut = <T>(list: T[], kept: boolean): T[] => list.filter((_, index) => own[index] === kept)
  const cutPart = (kept: boolean): Part => ({
    params: cut(part.params, kept),
    grads: cut(part.grads, kept),
    states: cut(part.states, kept),
  })
  if (own.includes(true)) stepByKernel(cutPart(true), settings, step)
  if (own.includes(false)) stepByOperators(cutPart(false), settings, step)
}

function stepByKernel({ params, grads, states }: Part, settings: Settings, step: number): void {
  const { beta2Decay, eps, d, weightDecay, maximize } = settings
  const lr = scalarOf(settings.lr)
  const isMatrix = params[0]!.ndim > 1
  kernels.adafactor(
    params,
    grads,
    isMatrix ? states.map(state => state.rowVar!) : [],
    states.map(state => (isMatrix ? state.colVar! : state.variance!)),
    {
      weight: step ** beta2Decay,
      least: eps[0] ?? finfo(params[0]!.dtype).eps,
      clip: d,
      smallest: eps[1],
      rate: Math.min(lr, step ** -0.5),
      shrink: 1 - lr * weightDecay,
      maximize,
    },
  )
}

function stepByOperators({ params, grads, states }: Part, settings: Settings, step: number): void {
  const { beta2Decay, eps, d, weightDecay, maximize } = settings
  const lr = scalarOf(settings.lr)
  const rate = Math.min(lr, step ** -0.5)
  const sizes = rootMeanSquares(params)
  if (weightDecay !== 0) foreach.mul_(params, 1 - lr * weightDecay)
  const weight = step ** beta2Decay
  const least = eps[0] ?? finfo(params[0]!.dtype).eps
  const updates =
    params[0]!.ndim > 1
      ? ofMatrices(grads, states, weight, least)
      : ofVectors(grads, states, weight)
  foreach.clampMin_(updates, least * least)
  foreach.rsqrt_(updates)
  foreach.mul_(updates, grads)
  const lengths = rootMeanSquares(updates)
  const sign = maximize ? 1 : -1
  params.forEach((parameter, index) => {
    const clipped = Math.max(1, lengths[index]! / d)
    parameter.add_(updates[index]!, {
      alpha: (sign * rate * Math.max(eps[1], sizes[index]!)) / clipped,
    })
  })
}

function ofVectors(grads: Tensor[], states: readonly State[], weight: number): Tensor[] {
  const variances = states.map(state => state.variance!)
  foreach.lerp_(variances, foreach.mul(grads, grads), weight)
  return variances.map(variance => variance.clone())
}

function ofMatrices(
  grads: Tensor[],
  states: readonly State[],
  weight: number,
  least: number,
): Tensor[] {
  const [rows, columns] = (
    [
      ['rowVar', -1],
      ['colVar', -2],
    ] as const
  ).map(([name, dim]) => {
    const means = grads.map(grad =>
      operators.linalgVectorNorm(grad, 2, [dim], true).square_().div_(grad.size(dim)),
    )
    const variances = states.map(state => state[name]!)
    foreach.lerp_(variances, means, weight)
    return variances
  }) as [Tensor[], Tensor[]]
  return rows.map((row, index) =>
    row.mul(columns[index]!).div_(row.mean([-2], true).clampMin_(least)),
  )
}

/** All of them in one reading. */
function rootMeanSquares(tensors: readonly Tensor[]): number[] {
  const values = operators.stack(foreach.norm(tensors)).toArray<number[]>()
  return tensors.map((tensor, index) => values[index]! / Math.sqrt(tensor.numel()))
}
