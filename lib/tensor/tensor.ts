/** The Tensor class: what is not an operator. Operators are added as methods by lib/tensor/ops. */
import { dtypeName, type DType } from '../base/dtype'
import { TorchError } from '../base/errors'
import { native, type Handle } from '../native'
import type { BackwardMethods } from './autograd'
import type { TensorExtras } from './ops/extras'
import type { Methods } from './ops/generated'
import type { PythonMethods } from './python'
import { dispose, keep, track } from './scope'

function checkGradient(tensor: Tensor, gradient: Tensor): void {
  const [expected, found] = [String(tensor), String(gradient)]
  if (expected === found) return
  throw new TorchError('VALUE', `grad: expected a gradient like ${expected}, found ${found}`)
}

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- these become methods in lib/tensor/ops and lib/tensor/autograd.ts
export interface Tensor extends Methods, PythonMethods, TensorExtras, BackwardMethods {}

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- see above
export class Tensor {
  /** @internal */
  kept = false

  /** @internal */
  constructor(public handle: Handle) {
    track(this)
  }

  get shape(): number[] {
    return native.shape(this.handle)
  }

  get strides(): number[] {
    return native.strides(this.handle)
  }

  get ndim(): number {
    return this.shape.length
  }

  get dtype(): DType {
    return dtypeName(native.dtype(this.handle))
  }

  get device(): string {
    return native.device(this.handle)
  }

  /** Whether `backward` computes a gradient for this tensor. */
  get requiresGrad(): boolean {
    return native.requiresGrad(this.handle)
  }

  set requiresGrad(value: boolean) {
    native.setRequiresGrad(this.handle, value)
  }

  /** The gradient that `backward` accumulated, or null. A new Tensor each time: one handle each. */
  get grad(): Tensor | null {
    const handle = native.gradients([this.handle])[0]
    return handle ? new Tensor(handle) : null
  }

  /** Must have this tensor's shape, dtype and device. */
  set grad(value: Tensor | null) {
    if (value) checkGradient(this, value)
    native.setGradient(this.handle, value && value.handle)
  }

  get isLeaf(): boolean {
    return native.isLeaf(this.handle)
  }

  /** The name of the function that made this tensor, or null for a leaf. */
  get gradFn(): string | null {
    return native.gradientFunction(this.handle)
  }

  /** Raised by every in-place operator. */
  get version(): number {
    return native.version(this.handle)
  }

  get isDisposed(): boolean {
    return this.handle === 0
  }

  /** Releases the memory now instead of when `tidy` ends. Harmless when repeated. */
  dispose(): void {
    dispose(this)
  }

  [Symbol.dispose](): void {
    dispose(this)
  }

  /** Takes the tensor out of its `tidy`; see `torch.keep`. */
  keep(): this {
    return keep(this)
  }

  /** Asks for the gradient of a tensor that is not a leaf to be kept too. */
  retainGrad(): this {
    native.retainGrad(this.handle)
    return this
  }

  toString(): string {
    return this.isDisposed
      ? 'Tensor(disposed)'
      : `Tensor(${this.dtype}[${this.shape.join(', ')}], ${this.device})`
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}
