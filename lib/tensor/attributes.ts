/** What PyTorch has as methods of a tensor that say how it lies in memory, or make one like it. */
import { checkOptionNames, flagOf, type Flag } from '../base/check'
import { elementCount } from '../base/shape'
import type { TypedArray } from '../base/typedArray'
import { native } from '../native'
import { tensor, type CreateOptions, type NestedArray } from './creation'
import { operator } from './ops/operator'
import { overloadsOf } from './ops/schemas'
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
  /** Whether `backward` keeps the gradient of this tensor, which is no leaf: see `retainGrad`. */
  readonly retainsGrad: boolean
  /** Which output of its gradient function it is; 0 for a leaf. PyTorch: `Tensor.output_nr`. */
  readonly outputNr: number
  /** Sets whether `backward` computes a gradient for this tensor, and returns it. */
  requiresGrad_(requiresGrad?: Flag<'requiresGrad'>): this
  /** A tensor of these values, by default with this tensor's dtype and device. */
  newTensor<Given extends string>(
    data: NestedArray | TypedArray,
    options?: CreateOptions<Given>,
  ): Tensor
}

const size = operator('aten::size')
const stride = operator('aten::stride')
const retainsGrad = operator('aten::retains_grad')
const outputNr = operator('aten::output_nr')
type Count = (tensor: Tensor) => unknown
let count: Count | undefined

/** libtorch 2.11 lacks the operator, which alone can count the values of a nested tensor. */
function chooseCount(): Count {
  if (overloadsOf('aten::numel').length > 0) return operator('aten::numel')
  return ({ shape }) => elementCount(shape)
}

function numel(tensor: Tensor): unknown {
  count ??= chooseCount() // not when the package is loaded: operators are listed at their first call
  return count(tensor)
}

const methods = {
  size(this: Tensor, dim?: number): unknown {
    return dim === undefined ? this.shape : size(this, dim)
  },
  stride(this: Tensor, dim?: number): unknown {
    return dim === undefined ? this.strides : stride(this, dim)
  },
  numel(this: Tensor): unknown {
    return numel(this)
  },
  nelement(this: Tensor): unknown {
    return numel(this)
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
  requiresGrad_(this: Tensor, flag?: Flag<'requiresGrad'>): Tensor {
    this.requiresGrad = flagOf('Tensor.requiresGrad_', 'requiresGrad', flag, true)
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

const getters: Readonly<Record<string, (tensor: Tensor) => unknown>> = { retainsGrad, outputNr }

for (const [name, read] of Object.entries(getters)) {
  Object.defineProperty(Tensor.prototype, name, {
    get(this: Tensor) {
      return read(this)
    },
    configurable: true,
  })
}
