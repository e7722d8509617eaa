/** Tensors out of numbers. */
import { types } from 'node:util'
import { checkBoolean, checkOptionNames, describeValue } from '../../base/check'
import { dtypeCode, dtypeOfTypedArray, type DType } from '../../base/dtype'
import { TorchError } from '../../base/errors'
import type { TypedArray } from '../../base/typedArray'
import { native } from '../../native'
import type { WrittenDevice } from '../ops/types'
import { tidy } from '../scope'
import { describeTensor } from '../describe'
import { Tensor } from '../tensor'
import { fromBuffer, fromTypedArray } from './buffer'
import { readNested, type NestedArray } from './nested'
import { carrier, toTypedArray } from './stored'

export interface CreateOptions<Given extends string = string> {
  dtype?: DType
  device?: WrittenDevice<Given>
  requiresGrad?: boolean
}

const optionNames = ['dtype', 'device', 'requiresGrad']

function fromNested(data: NestedArray, wanted: DType | undefined): Tensor {
  const { shape, values, dtype } = readNested(data)
  const stored = carrier(wanted ?? dtype)
  const bytes = toTypedArray(values, stored)
  const made = new Tensor(native.fromBytes(bytes, dtypeCode(stored), shape))
  return made.to({ dtype: wanted ?? dtype })
}

function checkOptions(what: string, options: CreateOptions): void {
  checkOptionNames(what, options, optionNames)
  if (options.dtype !== undefined) dtypeCode(options.dtype)
}

/**
 * A tensor from a number, a regular nested array, a TypedArray or a tensor; the values are copied.
 *
 * Without `dtype`: numbers become float32 (the default dtype), bigints int64, booleans bool, and
 * `{ real, imag }` complex64; of a mixture the dtype that holds all. A TypedArray keeps its type.
 * JavaScript cannot tell 1.0 from 1, so unlike PyTorch no integers are inferred; `torch.full` and
 * the other factories that take a value follow the same rule. Only what counts, `torch.arange`
 * of whole numbers and `torch.randint`, gives int64, as in PyTorch.
 * @throws TorchError VALUE for a ragged array, TYPE for values that are not numbers.
 */
export function tensor<Given extends string>(
  data: NestedArray | TypedArray,
  options?: CreateOptions<Given>,
): Tensor
export function tensor(data: NestedArray | TypedArray, options: CreateOptions = {}): Tensor {
  checkOptions('tensor', options)
  const { dtype, device, requiresGrad } = options
  return tidy(() => {
    if (data instanceof Tensor) {
      const copy = data.detach().to({ dtype, device, copy: true })
      return requiresGrad ? copy.requiresGrad_() : copy
    }
    const made = types.isTypedArray(data) ? fromTypedArray(data) : fromNested(data, dtype)
    const moved = made.to({ dtype, device })
    return requiresGrad ? moved.requiresGrad_() : moved
  })
}

export interface ArrayOptions<Given extends string = string> extends CreateOptions<Given> {
  /** true: always a copy; false: none, or an error; null: where it must be (default). */
  copy?: boolean | null
}

/**
 * As `asTensor`, where `copy` may be asked for or forbidden. It is no part of the graph of a tensor
 * unless `requiresGrad` says so. PyTorch: `torch.asarray`.
 * @throws TorchError VALUE where `copy` is false and another dtype, device or memory needs one.
 */
export function asarray<Given extends string>(
  data: NestedArray | TypedArray,
  options?: ArrayOptions<Given>,
): Tensor
export function asarray(data: NestedArray | TypedArray, options: ArrayOptions = {}): Tensor {
  checkOptionNames('asarray', options, [...optionNames, 'copy'])
  const { copy = null, requiresGrad = false, ...others } = options
  if (copy !== null) checkBoolean('asarray: copy', copy)
  checkBoolean('asarray: requiresGrad', requiresGrad)
  if (copy === true) return tensor(data, { ...others, requiresGrad })
  return tidy(() => {
    const source = data instanceof Tensor && !requiresGrad ? data.detach() : data
    const shared = asTensor(source, others)
    if (copy === false && !isShared(shared, source)) {
      throw new TorchError(
        'VALUE',
        `asarray: expected values that need no copy, as copy is false, found ${describeSource(source)}`,
      )
    }
    return requiresGrad && !shared.requiresGrad ? shared.requiresGrad_() : shared
  })
}

/** Whether a tensor made of `source` lies in its memory. */
function isShared(made: Tensor, source: NestedArray | TypedArray): boolean {
  if (source instanceof Tensor) return made.dtype === source.dtype && made.device === source.device
  return types.isTypedArray(source) && made.dtype === dtypeOfTypedArray(source) && made.isCpu
}

function describeSource(source: unknown): string {
  return source instanceof Tensor ? describeTensor(source) : describeValue(source)
}

/**
 * As `tensor`, but shares memory where it can: a tensor of that dtype and device is itself, a
 * TypedArray is seen through as by `fromBuffer`. PyTorch: `torch.as_tensor`.
 */
export function asTensor<Given extends string>(
  data: NestedArray | TypedArray,
  options?: Omit<CreateOptions<Given>, 'requiresGrad'>,
): Tensor
export function asTensor(
  data: NestedArray | TypedArray,
  options: Omit<CreateOptions, 'requiresGrad'> = {},
): Tensor {
  checkOptions('asTensor', options)
  if (data instanceof Tensor) return data.to(options)
  if (!types.isTypedArray(data)) return tensor(data, options)
  return tidy(() => fromBuffer(data).to(options))
}
