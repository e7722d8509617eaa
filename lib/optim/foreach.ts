/** Operators over lists of tensors: one crossing for all of them. PyTorch: `torch._foreach_*`. */
import { operator, type Tensor } from '../tensor'

type Lists = (...args: unknown[]) => Tensor[]

const over = (name: string): Lists => operator(`aten::_foreach_${name}`) as Lists

export const foreach = {
  abs: over('abs'),
  add: over('add'),
  add_: over('add_'),
  addcdiv_: over('addcdiv_'),
  addcmul: over('addcmul'),
  addcmul_: over('addcmul_'),
  clampMin_: over('clamp_min_'),
  copy_: over('copy_'),
  div_: over('div_'),
  lerp: over('lerp'),
  lerp_: over('lerp_'),
  maximum_: over('maximum_'),
  mul: over('mul'),
  mul_: over('mul_'),
  neg: over('neg'),
  norm: over('norm'),
  rsqrt_: over('rsqrt_'),
  sign: over('sign'),
  sqrt: over('sqrt'),
  sqrt_: over('sqrt_'),
  sub: over('sub'),
  sub_: over('sub_'),
}

/**
 * What is to be added to the parameters, up to its sign: the gradients, negative ones when climbing,
 * plus the decay of the weights. The gradients stay as they are.
 */
export function directions(
  params: readonly Tensor[],
  grads: Tensor[],
  maximize: boolean,
  weightDecay: number,
): Tensor[] {
  if (weightDecay === 0) return maximize ? foreach.neg(grads) : grads
  if (!maximize) return foreach.add(grads, params, { alpha: weightDecay })
  const decay = foreach.mul(params, weightDecay)
  foreach.sub_(decay, grads)
  return decay
}
