/** Steps that autograd records: plain operators, out of place, of one parameter at a time. */
import type { DType } from '../base/dtype'
import { Tensor, operators } from '../tensor'

/** What a step starts from; complex tensors as pairs. */
export interface Recorded {
  parameter: Tensor
  gradient: Tensor
  /** Tensors like the parameter, and counters. */
  state: Readonly<Record<string, Tensor>>
  isFirst: boolean
}

/** What it makes of the parameter and its state. */
export interface Stepped {
  parameter: Tensor
  state: Record<string, Tensor>
}

/** A setting without dimensions, which leaves the dtype of others as it is. */
export function scalar(value: number | Tensor): Tensor {
  if (value instanceof Tensor) return value.reshape([])
  return operators.full([], value, { dtype: 'float64' })
}

/** 1 − x. */
export function rest(x: Tensor): Tensor {
  return x.neg().add(1)
}

/** weight·mean + (1 − weight)·value. */
export function averaged(mean: Tensor, value: Tensor, weight: Tensor): Tensor {
  return mean.mul(weight).add(value.mul(rest(weight)))
}

interface Descent {
  maximize: boolean
  weightDecay?: number | Tensor
  /** The decay is taken from the parameter instead. */
  decoupledWeightDecay?: boolean
}

/** What is gone down along: the gradient, a negative one when climbing, plus the decay. */
export function descent(
  { parameter, gradient }: Recorded,
  { maximize, weightDecay = 0, decoupledWeightDecay = false }: Descent,
): Tensor {
  const direction = maximize ? gradient.neg() : gradient
  if (weightDecay === 0 || decoupledWeightDecay) return direction
  return direction.add(parameter.mul(scalar(weightDecay)))
}

interface Moments extends Descent {
  lr: number | Tensor
  betas: readonly [number | Tensor, number | Tensor]
}

/** What Adam's kin begin a step with: the averages of the gradient and its square, and the scalars. */
export function moments(now: Recorded, settings: Moments) {
  const { state } = now
  const [beta1, beta2] = [scalar(settings.betas[0]), scalar(settings.betas[1])]
  const gradient = descent(now, settings)
  return {
    lr: scalar(settings.lr),
    beta1,
    beta2,
    gradient,
    step: state.step!.add(1),
    expAvg: averaged(state.expAvg!, gradient, beta1),
    expAvgSq: averaged(state.expAvgSq!, gradient.square(), beta2),
  }
}

/** The parameter, less its decay where that is decoupled. */
export function decayed(
  { parameter }: Recorded,
  { lr, weightDecay = 0, decoupledWeightDecay = false }: Omit<Descent, 'maximize'> & { lr: Tensor },
): Tensor {
  if (weightDecay === 0 || !decoupledWeightDecay) return parameter
  return parameter.mul(rest(lr.mul(scalar(weightDecay))))
}

/**
 * Gives a parameter and what is named of its state the values that `step` finds. Autograd has saved
 * copies, so that they may be overwritten.
 */
export function stepRecorded(
  parameter: Tensor,
  gradient: Tensor,
  state: Record<string, Tensor>,
  names: readonly string[],
  step: (now: Omit<Recorded, 'isFirst'>) => Stepped,
): void {
  const copies = names.map(name => [name, asReal(state[name]!.clone())] as const)
  const next = step({
    parameter: asReal(parameter.clone()),
    gradient: asReal(gradient),
    state: Object.fromEntries(copies),
  })
  overwrite(parameter, next.parameter)
  for (const [name, value] of Object.entries(next.state)) overwrite(state[name]!, value)
}

function isComplex(dtype: DType): boolean {
  return dtype.startsWith('complex')
}

function asReal(tensor: Tensor): Tensor {
  return isComplex(tensor.dtype) ? operators.viewAsReal(tensor.resolveConj()) : tensor
}

function overwrite(target: Tensor, value: Tensor): void {
  target.copy_(isComplex(target.dtype) ? operators.viewAsComplex(value.contiguous()) : value)
}
