import { checkFlags, checkOptionNames, describeValue, flagOf, type Flag } from '../base/check'
import { isDifferentiable } from '../base/dtype'
import { TorchError } from '../base/errors'
import { Tensor, forget, keep, rebind } from '../tensor'

function takeOver(what: string, data: Tensor): number {
  if (data instanceof Tensor) return forget(data)
  throw new TorchError('TYPE', `${what}: expected a tensor, found ${describeValue(data)}`)
}

/**
 * A tensor that a module learns: a leaf that requires grad, owned by its module rather than by a
 * `tidy`. Takes the given tensor over. PyTorch: `torch.nn.Parameter`.
 */
export class Parameter extends Tensor {
  /** No other tensor is assignable to a parameter. */
  declare protected readonly kind: 'parameter'

  constructor(data: Tensor, flag: Flag<'requiresGrad'> = true) {
    const requiresGrad = flagOf('Parameter', 'requiresGrad', flag, true)
    checkDifferentiable(data, requiresGrad)
    super(takeOver('Parameter', leafOf(data)))
    keep(this)
    this.requiresGrad = requiresGrad
  }

  override toString(): string {
    return `Parameter containing:\n${super.toString()}`
  }
}

export interface BufferOptions {
  /** Whether it is part of `stateDict` (default true). */
  persistent?: boolean
}

/**
 * A tensor that a module keeps without learning it, such as running statistics. Takes the given
 * tensor over. PyTorch: `torch.nn.Buffer`.
 */
export class Buffer extends Tensor {
  /** No other tensor is assignable to a buffer. */
  declare protected readonly kind: 'buffer'

  /** Whether it is part of `stateDict`. */
  readonly persistent: boolean

  constructor(data: Tensor, options: BufferOptions = {}) {
    checkOptionNames('Buffer', options, ['persistent'])
    checkFlags('Buffer', options, ['persistent'])
    super(takeOver('Buffer', data))
    this.persistent = options.persistent ?? true
    keep(this)
  }
}

function checkDifferentiable(data: unknown, requiresGrad: boolean): void {
  if (!requiresGrad || !(data instanceof Tensor) || isDifferentiable(data.dtype)) return
  throw new TorchError(
    'TYPE',
    `Parameter: expected a tensor of a floating or complex dtype, found ${data.dtype}; give it a ` +
      'dtype, or write new Parameter(data, false)',
  )
}

/** What an operator computed with gradients is a leaf once it is a parameter. */
function leafOf(data: Tensor): Tensor {
  if (!(data instanceof Tensor) || data.isLeaf) return data
  const leaf = data.detach()
  data.dispose()
  return leaf
}

/**
 * A buffer of the values of a tensor that its caller goes on using; null for none.
 * @param what names the tensor in the error of what is none
 */
export function sharedBuffer(what: string, tensor: Tensor | null | undefined): Buffer | null {
  if (tensor === null || tensor === undefined) return null
  if (!(tensor instanceof Tensor))
    throw new TorchError('TYPE', `${what}: expected a tensor, found ${describeValue(tensor)}`)
  const buffer = new Buffer(tensor.detach())
  buffer.requiresGrad = tensor.requiresGrad
  return buffer
}

/** Gives a parameter or buffer other values: every reference to it sees the new tensor. */
export function replaceInPlace(owned: Tensor, data: Tensor): void {
  if (data.handle === owned.handle) return
  const { requiresGrad } = owned
  rebind(owned, forget(data))
  owned.requiresGrad = requiresGrad
}
