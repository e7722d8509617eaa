/** Gradients kept from growing beyond a bound. */
import { checkBoolean, checkNumber } from '../../base/check'
import { TorchError } from '../../base/errors'
import {
  asTensor,
  checkTensor,
  gradientsOf,
  linalg,
  noGrad,
  operator,
  operators,
  Tensor,
  tidy,
} from '../../tensor'
import { defineUtil } from './define'

const normsOf = operator('aten::_foreach_norm')
const multiply = operator('aten::_foreach_mul_')
const raise = operator('aten::_foreach_clamp_min_')
const lower = operator('aten::_foreach_clamp_max_')

/** One tensor, an array of them or another iterable. */
export type Parameters = Tensor | Iterable<Tensor>

export function listOf(what: string, parameters: unknown): Tensor[] {
  if (parameters instanceof Tensor) return [parameters]
  const isIterable =
    typeof parameters === 'object' && parameters !== null && Symbol.iterator in parameters
  if (!isIterable) checkTensor(what, parameters)
  const list = [...(parameters as Iterable<unknown>)]
  list.forEach((parameter, i) => checkTensor(`${what}[${i}]`, parameter))
  return list as Tensor[]
}

function gradients(parameters: readonly Tensor[]): Tensor[] {
  return gradientsOf(parameters).filter(grad => grad !== null)
}

interface NormArgs {
  /** Of the norm; Infinity for the largest absolute value (default 2). */
  normType?: number
  /** Throw where the norm is infinite or no number (default false). */
  errorIfNonfinite?: boolean
  /** One operator for many tensors (default); false takes one after the other. */
  foreach?: boolean | null
}

function totalNorm(what: string, tensors: readonly Tensor[], args: NormArgs): Tensor {
  const { normType = 2, errorIfNonfinite = false, foreach = true } = args
  checkNumber(`${what}: normType`, normType)
  checkBoolean(`${what}: errorIfNonfinite`, errorIfNonfinite)
  if (tensors.length === 0) return asTensor(0)
  const { device } = tensors[0]!
  const norms =
    foreach === false
      ? tensors.map(tensor => linalg.vectorNorm(tensor, normType))
      : (normsOf(tensors, normType) as Tensor[])
  const total = linalg.vectorNorm(operators.stack(norms.map(norm => norm.to({ device }))), normType)
  if (errorIfNonfinite && total.isfinite().item() !== true) {
    throw new TorchError('VALUE', `${what}: expected a finite norm, found ${total.itemNumber()}`)
  }
  return total
}

function scale(tensors: readonly Tensor[], maxNorm: number, norm: Tensor, foreach: unknown): void {
  if (tensors.length === 0) return
  const factor = operators.mul(norm.add(1e-6).reciprocal(), maxNorm).clampMax(1)
  for (const [device, list] of byDevice(tensors)) {
    const own = factor.to({ device })
    if (foreach === false) list.forEach(tensor => void tensor.mul_(own))
    else multiply(list, own)
  }
}

function byDevice(tensors: readonly Tensor[]): Map<string, Tensor[]> {
  const groups = new Map<string, Tensor[]>()
  for (const tensor of tensors) {
    const group = groups.get(tensor.device)
    if (group) group.push(tensor)
    else groups.set(tensor.device, [tensor])
  }
  return groups
}

/** The norm of all values of all tensors together. PyTorch: `torch.nn.utils.get_total_norm`. */
export const getTotalNorm = defineUtil(
  'getTotalNorm',
  ['tensors!', 'normType', 'errorIfNonfinite', 'foreach'],
  ({ tensors, ...args }: NormArgs & { tensors: Parameters }, what) =>
    noGrad(() => tidy(() => totalNorm(what, listOf(`${what}: tensors`, tensors), args))),
)

/**
 * Scales gradients so that their norm is at most maxNorm, given the norm that they have.
 * PyTorch: `torch.nn.utils.clip_grads_with_norm_`.
 */
export const clipGradsWithNorm_ = defineUtil(
  'clipGradsWithNorm_',
  ['parameters!', 'maxNorm!', 'totalNorm!', 'foreach'],
  (
    args: { parameters: Parameters; maxNorm: number; totalNorm: Tensor; foreach?: boolean | null },
    what,
  ): void => {
    const { parameters, maxNorm, totalNorm: norm, foreach } = args
    const list = listOf(`${what}: parameters`, parameters)
    checkNumber(`${what}: maxNorm`, maxNorm)
    checkTensor(`${what}: totalNorm`, norm)
    noGrad(() => tidy(() => scale(gradients(list), maxNorm, norm, foreach)))
  },
)

/**
 * Scales gradients so that the norm of all of them together is at most maxNorm, and returns the norm
 * that they had. PyTorch: `torch.nn.utils.clip_grad_norm_`.
 */
export const clipGradNorm_ = defineUtil(
  'clipGradNorm_',
  ['parameters!', 'maxNorm!', 'normType', 'errorIfNonfinite', 'foreach'],
  (args: NormArgs & { parameters: Parameters; maxNorm: number }, what): Tensor => {
    const list = listOf(`${what}: parameters`, args.parameters)
    checkNumber(`${what}: maxNorm`, args.maxNorm)
    return noGrad(() =>
      tidy(() => {
        const grads = gradients(list)
        const norm = totalNorm(what, grads, args)
        scale(grads, args.maxNorm, norm, args.foreach)
        return norm
      }),
    )
  },
)

/** Moves each gradient into ±clipValue. PyTorch: `torch.nn.utils.clip_grad_value_`. */
export const clipGradValue_ = defineUtil(
  'clipGradValue_',
  ['parameters!', 'clipValue!', 'foreach'],
  (args: { parameters: Parameters; clipValue: number; foreach?: boolean | null }, what): void => {
    const { parameters, clipValue, foreach } = args
    const list = listOf(`${what}: parameters`, parameters)
    checkNumber(`${what}: clipValue`, clipValue)
    noGrad(() =>
      tidy(() => {
        const grads = gradients(list)
        if (grads.length === 0) return
        if (foreach === false) {
          grads.forEach(grad => void grad.clamp_(-clipValue, clipValue))
          return
        }
        raise(grads, -clipValue)
        lower(grads, clipValue)
      }),
    )
  },
)
