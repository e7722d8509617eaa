/** libtorch's fused Adam as the one pass over memory that other adaptive methods need. */
import { operator, operators, type Tensor } from '../tensor'

const fusedAdam = operator('aten::_fused_adam_')

/** So many steps that no bias is left to correct: 1 − βᵗ is 1. */
const endless = 1e30

export interface AdaptiveStep {
  params: Tensor[]
  grads: Tensor[]
  /** m ← β₁ m + (1 − β₁) g; the gradients themselves where the step is to be of them. */
  first: Tensor[]
  /** v ← β₂ v + (1 − β₂) g². */
  second: Tensor[]
  lr: number
  beta1: number
  beta2: number
  eps: number
}

/** p ← p − lr m / (√v + eps), after the updates of m and v. */
export function stepAdaptively(step: AdaptiveStep): void {
  const { params, grads, first, second, lr, beta1, beta2, eps } = step
  const { device } = params[0]!
  const time = operators.full([], endless, { dtype: 'float32', device })
  const steps = params.map(() => time)
  fusedAdam(params, grads, first, second, [], steps, {
    lr,
    beta1,
    beta2,
    weightDecay: 0,
    eps,
    amsgrad: false,
    maximize: false,
  })
}
