/** `x.to(…)` as Python has it: a dtype, a device or another tensor first, or options alone. */
import {
  checkBoolean,
  checkChoice,
  checkFlags,
  checkOptionNames,
  describeValue,
  isPlainObject,
} from '../../base/check'
import { dtypeCode, isDType, likelyDType, type DType } from '../../base/dtype'
import { OptionError, TorchError } from '../../base/errors'
import { Tensor } from '../tensor'
import { memoryFormats } from './convert'
import { operator } from './operator'
import type { Device, MemoryFormat, WrittenDevice } from './types'

export interface ToOptions<Given extends string = string> {
  dtype?: DType
  device?: WrittenDevice<Given>
  /** Does not wait for the copy, where the memory is pinned. */
  nonBlocking?: boolean
  /** Copies even when nothing changes. */
  copy?: boolean
  memoryFormat?: MemoryFormat
}

type Format = Pick<ToOptions, 'memoryFormat'>

export interface To {
  /**
   * The same values with another dtype, device or layout; itself when nothing changes:
   * `to('cuda', { nonBlocking: true })`, `to({ dtype: 'float16', memoryFormat: 'channels_last' })`.
   */
  <Given extends string>(
    target: DType | WrittenDevice<Given> | ToOptions<Given>,
    more?: ToOptions<Given>,
  ): Tensor
  (dtype: DType, nonBlocking: boolean, copy?: boolean, options?: Format): Tensor
  <Given extends string>(
    device: WrittenDevice<Given> | null,
    dtype: DType | null,
    nonBlocking?: boolean,
    copy?: boolean,
    options?: Format,
  ): Tensor
  /** With the dtype and device of `other`. */
  (other: Tensor, nonBlocking?: boolean, copy?: boolean, options?: Format): Tensor
  (other: Tensor, options: Omit<ToOptions, 'dtype' | 'device'>): Tensor
}

const cast = operator('aten::to')
const copyTo = operator('aten::_to_copy')

function namedTarget(what: string, target: DType | Device): ToOptions {
  if (typeof target === 'number') return { device: cudaDevice(what, target) }
  if (isDType(target)) return { dtype: target }
  if (/^(cpu|cuda|meta)(:\d+)?$/.test(target)) return { device: target }
  throw new OptionError(
    `${what}: expected a dtype or a device (cpu, cuda, cuda:<index>), found '${target}'` +
      likelyDType(target),
  )
}

/** A number, or the name of a CUDA device. */
export function cudaDevice(what: string, device: Device): string {
  const name = typeof device === 'number' && device >= 0 ? `cuda:${device}` : device
  if (typeof name === 'string' && /^cuda(:\d+)?$/.test(name)) return name
  const found = describeValue(device)
  throw new OptionError(`${what}: expected cuda or cuda:<index> as device, found ${found}`)
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
  const isName = typeof target === 'string' || typeof target === 'number'
  const first = isName ? namedTarget(what, target) : target
  for (const options of [first, more]) checkOptionNames(what, options, known)
  const options: Record<string, unknown> = { ...first }
  for (const [name, value] of Object.entries(more)) {
    if (value === undefined) continue
    if (options[name] !== undefined)
      throw new OptionError(`${what}: expected one ${name}, found two`)
    options[name] = value
  }
  checkToOptions(what, options)
  return options
}

/** Throws OptionError for what is no name of a device; whether there is one is seen when it is used. */
export function checkDevice(what: string, device: unknown): void {
  if (typeof device === 'string' || typeof device === 'number') return
  throw new OptionError(`${what}: expected the name of a device, found ${describeValue(device)}`)
}

/** A module without tensors, or a tensor that is there already, would take anything. */
function checkToOptions(what: string, options: ToOptions): void {
  const { dtype, device, memoryFormat } = options
  if (dtype !== undefined && dtype !== null) dtypeCode(dtype)
  if (device !== undefined && device !== null) checkDevice(`${what}: device`, device)
  checkFlags(what, options, ['nonBlocking', 'copy'])
  if (memoryFormat !== undefined && memoryFormat !== null)
    checkChoice(`${what}: memoryFormat`, memoryFormat, [...memoryFormats])
}

const toOptionNames = ['dtype', 'device', 'nonBlocking', 'copy', 'memoryFormat']

/** What the arguments after the first are, which tells them. */
function namesAfter(first: unknown): string[] {
  return first instanceof Tensor || isDType(first)
    ? ['nonBlocking', 'copy']
    : ['dtype', 'nonBlocking', 'copy']
}

function targetOf(first: unknown): ToOptions {
  if (first instanceof Tensor) return { dtype: first.dtype, device: first.device }
  return first === null ? {} : namedTarget('to', first as Device)
}

/** The options that arguments by position stand for. */
function positional(first: unknown, rest: readonly unknown[]): ToOptions {
  const isTarget = typeof first === 'string' || typeof first === 'number' || first instanceof Tensor
  if (first !== null && !isTarget) {
    throw new TorchError(
      'TYPE',
      `to: expected a dtype, a device or a tensor first, found ${describeValue(first)}`,
    )
  }
  const names = namesAfter(first)
  if (rest.length > names.length) {
    throw new TorchError('TYPE', `to: expected at most ${names.length + 1} arguments and options`)
  }
  const options: Record<string, unknown> = { ...targetOf(first) }
  rest.forEach((value, i) => {
    const name = names[i]!
    if ((value ?? null) === null) return
    if (name === 'dtype') dtypeCode(value as DType)
    else checkBoolean(`to: ${name}`, value)
    options[name] = value
  })
  return options
}

export function to(self: Tensor, ...args: readonly unknown[]): Tensor {
  const last = args.at(-1)
  const hasOptions = args.length > 1 && isPlainObject(last)
  const [first, ...rest] = hasOptions ? args.slice(0, -1) : args
  const more = (hasOptions ? last : {}) as ToOptions
  const isByPosition = rest.length > 0 || first instanceof Tensor
  const target = isByPosition ? positional(first, rest) : (first as ToOptions)
  const options = parseToOptions('to', target, more, toOptionNames)
  const { dtype, device, nonBlocking = false, copy = false, memoryFormat } = options
  if (copy) return copyTo(self, { dtype, device, nonBlocking, memoryFormat }) as Tensor
  return cast(self, { dtype, device, nonBlocking, memoryFormat }) as Tensor
}
