/** Parameters and buffers that move to another device, dtype or memory format and stay who they are. */
import { isDifferentiable } from '../base/dtype'
import { noGrad, tidy, type Tensor, type ToOptions } from '../tensor'
import { imitate, isUninitialized } from './lazy/uninitialized'
import { replaceInPlace } from './parameter'

/** Gives a parameter or buffer what `make` makes of it, and its gradient what it makes of that. */
export function replaceBy(owned: Tensor, make: (tensor: Tensor) => Tensor): void {
  noGrad(() =>
    tidy(() => {
      if (isUninitialized(owned)) return imitate(owned, make)
      const made = make(owned)
      if (made.handle === owned.handle) return
      const { grad } = owned
      const madeGrad = grad && make(grad)
      replaceInPlace(owned, made)
      owned.grad = madeGrad
    }),
  )
}

/** Moves a parameter or buffer in place, its gradient with it. */
export function moveInPlace(owned: Tensor, options: ToOptions): void {
  replaceBy(owned, tensor => tensor.to(options))
}

/** The numbers of dimensions that a memory format is for. */
const ranks: Record<string, readonly number[]> = {
  channels_last: [4],
  channels_last_3d: [5],
  contiguous_format: [4, 5],
  preserve_format: [4, 5],
}

/** What of the options of `Module.to` applies to a tensor. */
export function optionsFor(
  tensor: Tensor,
  { device, dtype, nonBlocking, memoryFormat }: ToOptions,
): ToOptions {
  return {
    device,
    nonBlocking,
    dtype: isDifferentiable(tensor.dtype) ? dtype : undefined,
    memoryFormat: ranks[memoryFormat ?? '']?.includes(tensor.ndim) ? memoryFormat : undefined,
  }
}
