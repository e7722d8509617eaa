/** Neighbours that one operator computes: the same numbers within rounding, in fewer passes. */
import { isTransforming, type Tensor } from '../tensor'
import { BatchNorm1d, BatchNorm2d } from './norm/batchNorm'
import { ReLU } from './activation/relu'
import { hasGlobalHooks } from './globalHooks'
import type { AnyModule } from './module'

/** What a subclass, a `forward` of the user's own, or a hook does must happen. */
function isUntouched(module: AnyModule, Class: { prototype: AnyModule }): boolean {
  if (module.constructor !== Class || hasGlobalHooks() || isTransforming()) return false
  return module.forward === Class.prototype.forward
}

/**
 * The output of `first` followed by `second`, or null when they must run one by one. A ReLU in
 * place is one like another here, for nobody sees what is between the two. The operator itself
 * steps aside on devices and for dtypes that it has no kernel for.
 */
export function fusedForward(
  first: AnyModule,
  second: AnyModule,
): ((input: Tensor) => Tensor) | null {
  if (!isUntouched(second, ReLU)) return null
  if (!isUntouched(first, BatchNorm2d) && !isUntouched(first, BatchNorm1d)) return null
  return input => (first as BatchNorm2d | BatchNorm1d).forwardThenRelu(input)
}
