/** The Tensor class: what is not an operator. Operators are added as methods by lib/tensor/ops. */
import { checkBoolean, copyKey, describeValue, thisCopy } from '../base/check'
import { dtypeName, type DType } from '../base/dtype'
import { TorchError } from '../base/errors'
import { elementCount } from '../base/shape'
import { native, type Handle } from '../native'
import type { Attributes } from './attributes'
import type { BackwardMethods, TensorHooks } from './autograd'
import { describeTensor } from './describe'
import type { TensorExtras } from './ops/extras'
import type { Methods } from './ops/generated'
import type { Layout } from './ops/types'
import type { Indexing } from './indexing'
import type { Printable } from './print'
import type { PythonMethods } from './python'
import type { Reading } from './reading'
import { dispose, isKept, keep, newLifetime, track } from './scope'
import type { TensorViews } from './views'

/**
 * Python makes a tensor of a number that it adds or multiplies by. Here such a call takes the overload
 * for numbers, which computes the same and is quicker, and shows the name that Python shows. What
 * libtorch itself divides by a number, as in `trapezoid`, keeps its number in Python, but not here.
 */
const overTensors: Readonly<Record<string, string>> = {
  AddBackward1: 'AddBackward0',
  DivBackward1: 'DivBackward0',
  DivBackward3: 'DivBackward2',
  MulBackward1: 'MulBackward0',
  SubBackward1: 'SubBackward0',
}

function checkGradient(tensor: Tensor, gradient: unknown): void {
  if (!(gradient instanceof Tensor)) {
    throw new TorchError(
      'TYPE',
      `grad: expected a tensor or null, found ${describeValue(gradient)}`,
    )
  }
  if (gradient === tensor)
    throw new TorchError('VALUE', 'grad: expected another tensor, found the tensor itself')
  const [expected, found] = [describeTensor(tensor), describeTensor(gradient)]
  if (expected === found) return
  throw new TorchError('VALUE', `grad: expected a gradient like ${expected}, found ${found}`)
}

function refuseHandle(found: unknown): never {
  throw new TorchError(
    'TYPE',
    `Tensor: expected torch.tensor(values) or torch.empty(shape), found new Tensor of ${describeValue(found)}`,
  )
}

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- lib/tensor/index.ts loads the files that make these members
export interface Tensor
  extends
    Methods,
    PythonMethods,
    TensorExtras,
    TensorViews,
    Attributes,
    BackwardMethods,
    Indexing,
    Printable,
    Reading,
    TensorHooks {}

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- see above
export class Tensor {
  /** @internal */
  lifetime = newLifetime

  /** @internal */
  get [copyKey](): object {
    return thisCopy
  }

  /** @internal */
  constructor(public handle: Handle) {
    if (!Number.isSafeInteger(handle)) refuseHandle(handle)
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

  /** PyTorch's other name of `ndim`. */
  ndimension(): number {
    return this.ndim
  }

  get dtype(): DType {
    return dtypeName(native.dtype(this.handle))
  }

  get device(): string {
    return native.device(this.handle)
  }

  get layout(): Layout {
    return native.layout(this.handle) as Layout
  }

  get isSparse(): boolean {
    return this.layout === 'sparse_coo'
  }

  get isSparseCsr(): boolean {
    return this.layout === 'sparse_csr'
  }

  get isNested(): boolean {
    return native.isNested(this.handle)
  }

  get isQuantized(): boolean {
    return native.quantization(this.handle) !== null
  }

  get isCuda(): boolean {
    return this.device.startsWith('cuda')
  }

  get isCpu(): boolean {
    return this.device === 'cpu'
  }

  get isMeta(): boolean {
    return this.device.startsWith('meta')
  }

  /** The bytes of one element. */
  get itemsize(): number {
    return native.elementSize(this.handle)
  }

  /** The bytes of all elements, wherever they lie. */
  get nbytes(): number {
    return this.itemsize * elementCount(this.shape)
  }

  /** Whether `backward` computes a gradient for this tensor. */
  get requiresGrad(): boolean {
    return native.requiresGrad(this.handle)
  }

  set requiresGrad(value: boolean) {
    checkBoolean('Tensor.requiresGrad', value)
    native.setRequiresGrad(this.handle, value)
  }

  /** The gradient that `backward` accumulated, or null. A new Tensor each time: one handle each. */
  get grad(): Tensor | null {
    const handle = native.gradients([this.handle])[0]
    return handle ? new Tensor(handle) : null
  }

  /** Must have this tensor's shape, dtype and device. */
  set grad(value: Tensor | null) {
    if (value !== null) checkGradient(this, value)
    native.setGradient(this.handle, value && value.handle)
  }

  get isLeaf(): boolean {
    return native.isLeaf(this.handle)
  }

  /** Whether it shares the memory of a tensor that it was made from. PyTorch: `Tensor._is_view()`. */
  get isView(): boolean {
    return native.isView(this.handle)
  }

  /**
   * The values alone: the same memory as a tensor that autograd knows nothing of, not even that it
   * is written to. `detach()` is safer. PyTorch: `Tensor.data`.
   */
  get data(): Tensor {
    return new Tensor(native.variableData(this.handle))
  }

  /** Other values, of another shape or dtype too; the gradient and the identity stay. */
  set data(value: Tensor) {
    if (!(value instanceof Tensor)) {
      throw new TorchError('TYPE', `data: expected a tensor, found ${describeValue(value)}`)
    }
    native.setData(this.handle, value.handle)
  }

  /** The name of the function that made this tensor, or null for a leaf. */
  get gradFn(): string | null {
    const name = native.gradientFunction(this.handle)
    return name === null ? null : (overTensors[name] ?? name)
  }

  /** Raised by every in-place operator. */
  get version(): number {
    return native.version(this.handle)
  }

  /** PyTorch's name of `version`. */
  get _version(): number {
    return this.version
  }

  /** @internal */
  get kept(): boolean {
    return isKept(this)
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
}
