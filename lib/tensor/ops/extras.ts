/** The methods of Tensor whose TypeScript face is made by hand. */
import { dtypeCode, dtypes, isDType, type DType } from '../../base/dtype'
import { checkOptionNames, didYouMean } from '../../base/check'
import { OptionError } from '../../base/errors'
import { Tensor } from '../tensor'
import { transfer, type TensorTransfer } from '../transfer'
import { operator } from './operator'
import type { Device, MemoryFormat } from './types'

export interface ToOptions {
  dtype?: DType
  device?: Device
  /** Does not wait for the copy, where the memory is pinned. */
  nonBlocking?: boolean
  /** Copies even when nothing changes. */
  copy?: boolean
  memoryFormat?: MemoryFormat
}

export interface TensorExtras {
  /**
   * The same values with another dtype, device or layout; itself when nothing changes:
   * `to('cuda', { nonBlocking: true })`, `to({ dtype: 'float16', memoryFormat: 'channels_last' })`.
   */
  to(target: DType | Device | ToOptions, more?: ToOptions): Tensor
  cpu(): Tensor
  /** On the current device, unless `device` names another. */
  cuda(options?: Pick<ToOptions, 'device' | 'nonBlocking'>): Tensor
  float(): Tensor
  double(): Tensor
  half(): Tensor
  bfloat16(): Tensor
  long(): Tensor
  int(): Tensor
  bool(): Tensor
  /** int8, int16 and uint8. */
  char(): Tensor
  short(): Tensor
  byte(): Tensor
  /** complex32, complex64 and complex128. */
  chalf(): Tensor
  cfloat(): Tensor
  cdouble(): Tensor
  /** Gives the tensor away, without a copy: post the result and call `torch.receive` there. */
  transfer(): TensorTransfer
}

const cast = operator('aten::to')
const copyTo = operator('aten::_to_copy')

function namedTarget(what: string, target: string): ToOptions {
  if (isDType(target)) return { dtype: target }
  if (/^(cpu|cuda|meta)(:\d+)?$/.test(target)) return { device: target }
  throw new OptionError(
    `${what}: expected a dtype or a device (cpu, cuda, cuda:<index>), found '${target}'` +
      didYouMean(target, dtypes),
  )
}

/**
 * The options that `to(target, more)` asks for.
 * @throws OptionError for names that are not `known`, and for what both arguments say.
 */
export function parseToOptions(
  what: string,
  target: DType | Device | ToOptions,
  more: ToOptions,
  known: readonly string[],
): ToOptions {
  const first = typeof target === 'string' ? namedTarget(what, target) : target
  for (const options of [first, more]) checkOptionNames(what, options, known)
  const options: Record<string, unknown> = { ...first }
  for (const [name, value] of Object.entries(more)) {
    if (value === undefined) continue
    if (options[name] !== undefined)
      throw new OptionError(`${what}: expected one ${name}, found two`)
    options[name] = value
  }
  if (options.dtype !== undefined) dtypeCode(options.dtype as DType)
  return options
}

const toOptionNames = ['dtype', 'device', 'nonBlocking', 'copy', 'memoryFormat']

function to(self: Tensor, target: DType | Device | ToOptions, more: ToOptions = {}): Tensor {
  const options = parseToOptions('to', target, more, toOptionNames)
  const { dtype, device, nonBlocking = false, copy = false, memoryFormat } = options
  if (copy) return copyTo(self, { dtype, device, nonBlocking, memoryFormat }) as Tensor
  return cast(self, { dtype, device, nonBlocking, memoryFormat }) as Tensor
}

const methods: TensorExtras & ThisType<Tensor> = {
  to(target, more) {
    return to(this, target, more)
  },
  cpu() {
    return to(this, 'cpu')
  },
  cuda(options = {}) {
    checkOptionNames('cuda', options, ['device', 'nonBlocking'])
    const { device = 'cuda', nonBlocking } = options
    if (/^cuda(:\d+)?$/.test(device)) return to(this, { device, nonBlocking })
    throw new OptionError(`cuda: expected cuda or cuda:<index> as device, found '${device}'`)
  },
  float() {
    return to(this, 'float32')
  },
  double() {
    return to(this, 'float64')
  },
  half() {
    return to(this, 'float16')
  },
  bfloat16() {
    return to(this, 'bfloat16')
  },
  long() {
    return to(this, 'int64')
  },
  int() {
    return to(this, 'int32')
  },
  bool() {
    return to(this, 'bool')
  },
  char() {
    return to(this, 'int8')
  },
  short() {
    return to(this, 'int16')
  },
  byte() {
    return to(this, 'uint8')
  },
  chalf() {
    return to(this, 'complex32')
  },
  cfloat() {
    return to(this, 'complex64')
  },
  cdouble() {
    return to(this, 'complex128')
  },
  transfer() {
    return transfer(this)
  },
}

Object.assign(Tensor.prototype, methods)
