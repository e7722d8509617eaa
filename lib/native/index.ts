/** Loads the addon; the typed face of its exports. Nothing else in lib/ knows where it lies. */
import { NativeNotBuiltError } from '../base/errors'
import type { TypedArray } from '../base/typedArray'
import type { Handle, NativeAutograd, Opaque } from './autograd'
import type { NativeCuda } from './cuda'
import type { NativeFiles } from './files'
import { packageRoot, readBuildRecord, setupScript, type BuildRecord } from './record'
import type { NativeScript } from './script'
import type { NativeTransforms } from './transforms'

export interface ParameterSchema {
  name: string
  /** As schemas write it: `Tensor?`, `int[2]`. */
  type: string
  hasDefault: boolean
  keywordOnly: boolean
  isOut: boolean
}

export interface ResultSchema {
  name: string
  type: string
  /** The parameter that this result is (in-place and out operators), or -1. */
  alias: number
}

export interface OperatorSchema {
  text: string
  parameters: ParameterSchema[]
  results: ResultSchema[]
}

export type { Handle, HandleOrHandles, Handles, NativeNode, Opaque } from './autograd'
export type { CudaFigure, CudaMemoryStats, CudaProperties, NativeStream } from './cuda'

type ErrorFactory = (
  code: string,
  message: string,
  /** For `errorDetail`; null where there is no more to say. */
  detail: Opaque | null,
  operator: string,
  operands: string[],
) => Error

export interface MemoryFigures {
  /** Live tensor handles of the process. */
  tensors: number
  /** Bytes of their distinct storages. */
  bytes: number
  /** Of the tensors, those given away with `transfer()` and not yet received. */
  inTransit: number
  /** Bytes that the caching CPU allocator has handed out, to tensors and to libtorch itself. */
  allocated: number
  /** Bytes of free blocks that it keeps for reuse; `torch.emptyCache()` gives them back. */
  cached: number
  /** The largest `allocated` since the start or `torch.resetPeakMemory()`. */
  peak: number
}

export interface MemoryLimit {
  /** Bytes of the machine, or of the control group around this process where that has less. */
  limit: number
  /** Of them, bytes that nobody uses or that the system can take back. */
  available: number
}

/** One call that a profile saw; times in microseconds since its beginning. */
export interface NativeEvent {
  name: string
  /** Of the tensor arguments, when asked for. */
  shapes: string
  /** Otherwise a node of the autograd graph or its engine. */
  isOperator: boolean
  backward: boolean
  thread: number
  start: number
  duration: number
  /** Of the duration, outside of the events within. */
  self: number
  /** Allocated minus freed, outside of the events within. */
  bytes: number
}

export interface Native
  extends NativeAutograd, NativeCuda, NativeFiles, NativeScript, NativeTransforms {
  setErrorFactory(factory: ErrorFactory): void
  /** Takes milliseconds: the backtrace is looked up in the debug symbols. */
  errorDetail(detail: Opaque): string
  /** `listener` hears each text once in the process, on whichever thread calls next. */
  setWarningListener(listener: (text: string) => void): void
  torchVersion(): [major: number, minor: number, patch: number]
  /** What libtorch was built with, in words: `torch.__config__.show()`. */
  configuration(): string
  cpuCapability(): string
  numThreads(): number
  setNumThreads(count: number): void
  /** Of the CPU's default generator; lib/runtime/seed.ts seeds all of them. */
  /** Whether it seeded the process's generator, and not that of a thread by itself. */
  manualSeed(seed: number | bigint): boolean
  initialSeed(): bigint
  defaultGenerator(device: string): Opaque
  makeGenerator(seed: number | bigint, device: string): Opaque
  seedGenerator(generator: Opaque, seed: number | bigint): void
  generatorState(generator: Opaque): Handle
  setGeneratorState(generator: Opaque, state: Handle): void
  loadLibrary(path: string): void

  /** Of the process, as what follows. */
  deterministic(): { enabled: boolean; warnOnly: boolean }
  setDeterministic(enabled: boolean, warnOnly: boolean): void
  fillsUninitialized(): boolean
  setFillsUninitialized(on: boolean): void
  float32MatmulPrecision(): string
  setFloat32MatmulPrecision(precision: string): void
  /** Of this thread and those it starts. Whether this processor can. */
  setFlushDenormal(on: boolean): boolean

  operatorNames(): string[]
  operator(name: string, overload: string): number
  schema(operator: number): OperatorSchema
  call(this: void, operator: number, ...args: unknown[]): unknown
  /** A tensor of one number that, as a number, does not raise the dtype of what it meets. */
  wrapNumber(value: unknown): Handle
  /** Seconds a call of the operator alone, without the crossing. */
  timeOperator(operator: number, repeat: number, ...args: unknown[]): number

  fromBytes(bytes: TypedArray, dtype: number, shape: readonly number[]): Handle
  fromBuffer(bytes: TypedArray, dtype: number, shape: readonly number[]): Handle
  toBytes(handle: Handle, target: TypedArray): void
  shape(handle: Handle): number[]
  strides(handle: Handle): number[]
  dtype(handle: Handle): number
  device(handle: Handle): string
  version(handle: Handle): number
  dataAddress(handle: Handle): number
  layout(handle: Handle): string
  isNested(handle: Handle): boolean
  /** `per_tensor_affine`, …; null for a tensor that is not quantized. */
  quantization(handle: Handle): string | null
  storageOffset(handle: Handle): number
  elementSize(handle: Handle): number
  setDefaultDtype(dtype: number): void
  release(handles: Float64Array, count: number): void
  /** Tells the garbage collector of the memory of a tensor that was made in a scope. */
  leaveToCollector(handle: Handle): void
  /** Bytes of tensors that the garbage collector knows of; it is told in steps of 32 MiB. */
  reportedBytes(): number
  /**
   * One element: 1 while new tensors are released by a scope, so that the garbage collector need
   * not know of them. Each call gives another that counts from then on.
   */
  scopeFlag(): Uint8Array
  transfer(handle: Handle): Handle
  /**
   * What is to be posted beside a handle of `transfer`: the tensor ends with it, unless it was
   * adopted. undefined in versions of Node that cannot make such a buffer.
   */
  transferToken(handle: Handle): SharedArrayBuffer | undefined
  adopt(handle: Handle): Handle
  /**
   * `listener` hears of another thread that ended while tensors that it gave away were not
   * received; `releaseTransfers` frees those that still are not.
   */
  setThreadEndListener(listener: (thread: number) => void): void
  releaseTransfers(thread: number): void
  memory(): MemoryFigures
  memoryLimit(): MemoryLimit
  emptyCache(): void
  resetPeakMemory(): void

  gradMode(): boolean
  /** Gives what it was. */
  setGradMode(enabled: boolean): boolean
  inferenceMode(): boolean
  /** Until the `popInferenceMode` that belongs to it; also sets the grad mode to the opposite. */
  pushInferenceMode(enabled: boolean): void
  popInferenceMode(): void
  /** Of the process, not of the thread. */
  anomalyMode(): { enabled: boolean; checkNan: boolean }
  setAnomalyMode(enabled: boolean, checkNan: boolean): void
  autocastMode(device: string): { enabled: boolean; dtype: number }
  setAutocastMode(device: string, enabled: boolean, dtype: number): void
  clearAutocastCache(): void

  backendSwitch(name: string): boolean
  setBackendSwitch(name: string, on: boolean): void

  startProfile(shapes: boolean): void
  stopProfile(): NativeEvent[]
}

const oldestMinor = 11
const newestMinor = 14

function checkVersion(native: Native): void {
  const [major, minor] = native.torchVersion()
  if (major === 2 && minor >= oldestMinor && minor <= newestMinor) return
  throw new NativeNotBuiltError([
    `expected libtorch 2.${oldestMinor} to 2.${newestMinor}, found ${major}.${minor}: unset ` +
      'LIBTORCH or point it to a supported one',
  ])
}

interface Loader {
  beginLoading(root: string, build: BuildRecord): void
  loadAddon(root: string, build: BuildRecord): unknown
}

function beginLoading(): void {
  try {
    setupScript<Loader>('load.js').beginLoading(packageRoot, readBuildRecord())
  } catch {
    // `load` meets the same, and says so to whoever needs the addon.
  }
}

function load(): Native {
  const build = readBuildRecord()
  let addon: Native
  try {
    addon = setupScript<Loader>('load.js').loadAddon(packageRoot, build) as Native
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
    throw new NativeNotBuiltError([`the one that is there cannot be loaded: ${reason}`], cause)
  }
  checkVersion(addon)
  return addon
}

const waiting: ((addon: Native) => void)[] = []
let isLoaded = false

/** Runs `work` once the addon is there: what a module would do with it while it is evaluated. */
export function whenLoaded(work: (addon: Native) => void): void {
  if (isLoaded) work(native)
  else waiting.push(work)
}

/**
 * Waits for libtorch, which opens while JavaScript is evaluated.
 * @throws NativeNotBuiltError
 */
export function finishLoading(): Native {
  if (isLoaded) return native
  native = load()
  isLoaded = true
  for (const work of waiting.splice(0)) work(native)
  return native
}

/** The addon. Before it is there, a stand-in that loads it when one of its functions is asked for. */
export let native = new Proxy({} as Native, {
  get: (_, name) => Reflect.get(finishLoading(), name) as unknown,
})

beginLoading()
