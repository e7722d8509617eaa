import { Tensor, forget, keep, noGrad, rebind, type ToOptions } from '../tensor'

/**
 * A tensor that a module learns: a leaf that requires grad, owned by its module rather than by a
 * `tidy`. Takes the given tensor over. PyTorch: `torch.nn.Parameter`.
 */
export class Parameter extends Tensor {
  constructor(data: Tensor, requiresGrad = true) {
    super(forget(data))
    keep(this)
    this.requiresGrad = requiresGrad
  }
}

/** A tensor that a module keeps without learning it, such as running statistics. */
export class Buffer extends Tensor {
  constructor(data: Tensor) {
    super(forget(data))
    keep(this)
  }
}

/** Moves a parameter or buffer in place: every reference to it sees the new tensor. */
export function moveInPlace(owned: Tensor, options: ToOptions): void {
  noGrad(() => {
    const moved = owned.to(options)
    if (moved.handle === owned.handle) return
    const { requiresGrad } = owned
    rebind(owned, forget(moved))
    owned.requiresGrad = requiresGrad
  })
}
