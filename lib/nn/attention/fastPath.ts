/** When libtorch's fused operators for inference may take over, and the masks that they take. */
import { isFloating } from '../../base/dtype'
import { checkTensor, isAutocastEnabled, isGradEnabled, type Tensor } from '../../tensor'
import { hasGlobalHooks } from '../globalHooks'
import type { AnyModule } from '../module'
import type { MultiheadAttention } from './multiheadAttention'

/** Whether no gradient can be asked of them. */
export function isUnrecorded(tensors: readonly (Tensor | null)[]): boolean {
  return !isGradEnabled() || !tensors.some(tensor => tensor?.requiresGrad)
}

/** Whether the forward of a module runs no hooks. */
export function hasNoHooks(module: AnyModule): boolean {
  return !Object.hasOwn(module, 'forward') && !hasGlobalHooks()
}

/** Whether the fused operators know this attention and its input. */
export function isFusable(attention: MultiheadAttention, query: Tensor): boolean {
  const { inProjWeight, inProjBias, numHeads, batchFirst, training } = attention
  return (
    !training &&
    batchFirst &&
    numHeads % 2 === 0 &&
    (query.isNested || query.ndim === 3) &&
    inProjWeight?.dtype === query.dtype &&
    inProjBias !== null &&
    !isAutocastEnabled()
  )
}

/** Throughout 0 and −∞, a mask hides or shows: as booleans. Null for one that weighs. */
function asBooleans(mask: Tensor): Tensor | null {
  checkTensor('mask', mask)
  if (!isFloating(mask.dtype)) return mask
  const hidden = mask.eq(-Infinity)
  return mask.eq(0).logicalOr(hidden).all().item() === true ? hidden : null
}

export interface FusedMask {
  mask: Tensor | null
  /** libtorch's number: 1 for keys of padding [N, S], 2 for [N, heads, L, S]. */
  type: number | null
}

/** One mask of both, or null where the fused operators have none for it. */
export function fusedMask(
  attnMask: Tensor | null,
  padding: Tensor | null,
  heads: number,
  { shape }: Tensor,
): FusedMask | null {
  const [batch, length] = shape as [number, number, number]
  const hidden = padding && asBooleans(padding)
  const unseen = attnMask && asBooleans(attnMask)
  if ((padding && !hidden) || (attnMask && !unseen)) return null
  if (!unseen) return { mask: hidden, type: hidden && 1 }
  const each = unseen.ndim === 3 ? unseen.view([batch, -1, length, length]) : unseen
  const all = each.expand([batch, heads, length, length])
  const mask = hidden ? all.logicalOr(hidden.view([batch, 1, 1, length])) : all
  return { mask: mask.contiguous(), type: 2 }
}
