/** What PyTorch has as methods of a tensor that say how it lies in memory, or make one like it. */
import { checkOptionNames } from '../base/check'
import { elementCount } from '../base/shape'
import type { TypedArray } from '../base/typedArray'
import { native } from '../native'
import { tensor, type CreateOptions, type NestedArray } from './creation'
import { operator } from './ops/operator'
import { Tensor } from './tensor'

export interface Attributes {
  /** The shape, or the number of elements along `dim`. */
  size(): number[]
  size(dim: number): number
  /** The strides, or that of `dim`: elements from one to the next. */
  stride(): number[]
  stride(dim: number): number
  /** The number of elements. */
  nelement(): number
  /** The bytes of one element. */
  elementSize(): number
  /** Where the first element lies in the storage, in elements. */
  storageOffset(): number
  /** The address of the first element. */
  dataPtr(): number
  /** Sets whether `backward` computes a gradient for this tensor, and returns it. */
  requiresGrad_(value?: boolean): this
  /** A tensor of these values, by default with this tensor's dtype and device. */
  newTensor(data: NestedArray | TypedArray, options?: CreateOptions): Tensor
}

const size = operator('aten::size')
const stride = operator('aten::stride')
const numel = operator('aten::numel')

const methods = {
  size(this: Tensor, dim?: number): unknown {
    return dim === undefined ? this.shape : size(this, dim)
  },
  stride(this: Tensor, dim?: number): unknown {
    return dim === undefined ? this.strides : stride(this, dim)
  },
  numel(this: Tensor): unknown {
    // Only a nested tensor has no shape to count by, and libtorch before 2.12 no such operator.
    return this.isNested ? numel(this) : elementCount(this.shape)
  },
  nelement(this: Tensor): unknown {
    return this.numel()
  },
  elementSize(this: Tensor): number {
    return this.itemsize
  },
  storageOffset(this: Tensor): number {
    return native.storageOffset(this.handle)
  },
  dataPtr(this: Tensor): number {
    return native.dataAddress(this.handle)
  },
  requiresGrad_(this: Tensor, value = true): Tensor {
    this.requiresGrad = value
    return this
  },
  newTensor(this: Tensor, data: NestedArray | TypedArray, options: CreateOptions = {}): Tensor {
    checkOptionNames('newTensor', options, ['dtype', 'device', 'requiresGrad'])
    const { dtype = this.dtype, device = this.device, requiresGrad } = options
    return tensor(data, { dtype, device, requiresGrad })
  },
}

for (const [name, value] of Object.entries(methods)) {
  Object.defineProperty(Tensor.prototype, name, { value, writable: true, configurable: true })
}
