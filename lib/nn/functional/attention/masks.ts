/** Masks of attention: which keys a query does not see. */
import { isFloating, type DType } from '../../../base/dtype'
import { TorchError } from '../../../base/errors'
import { checkTensor, operators, type Tensor } from '../../../tensor'

export function text(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`
}

export function refuse(problem: string): never {
  throw new TorchError('VALUE', problem)
}

/**
 * A mask that is added to scores: −∞ where a mask of booleans is true. Floating ones are that already.
 * @throws TorchError for masks of integers.
 */
export function canonicalMask(
  name: string,
  mask: Tensor | null | undefined,
  dtype: DType,
): Tensor | null {
  if (mask === null || mask === undefined) return null
  checkTensor(name, mask)
  if (isFloating(mask.dtype)) return mask
  if (mask.dtype !== 'bool') {
    throw new TorchError('TYPE', `${name}: expected a bool or floating mask, found ${mask.dtype}`)
  }
  return operators.zerosLike(mask, { dtype }).maskedFill_(mask, -Infinity)
}

/** The sizes of an attention: L queries and S keys in N samples, each with `heads` heads. */
export interface Sizes {
  batch: number
  heads: number
  queries: number
  keys: number
}

/** A mask [L, S] or [N·heads, L, S] with three dimensions. */
export function checkedAttnMask(mask: Tensor, { batch, heads, queries, keys }: Sizes): Tensor {
  const found = text(mask.shape)
  const [shared, each] = [text([queries, keys]), text([batch * heads, queries, keys])]
  if (found === shared) return mask.unsqueeze(0)
  if (found === each) return mask
  return refuse(`attnMask: expected ${shared} or ${each}, found ${found}`)
}

/** The mask of both: [1 or N·heads, 1 or L, S], or null. */
export function mergedMask(
  attnMask: Tensor | null,
  padding: Tensor | null,
  { batch, heads, keys }: Sizes,
): Tensor | null {
  if (padding === null) return attnMask
  const [expected, found] = [text([batch, keys]), text(padding.shape)]
  if (expected !== found) refuse(`keyPaddingMask: expected ${expected}, found ${found}`)
  const each = padding
    .view([batch, 1, 1, keys])
    .expand([-1, heads, -1, -1])
    .reshape([batch * heads, 1, keys])
  return attnMask ? attnMask.add(each) : each
}
