/// <reference lib="esnext.disposable" preserve="true" />
/**
 * Everything that the package offers, by name: `import torch from 'isbe-torch'` is this module.
 * What is written out here has precedence over an operator of the same name.
 */
import { finishLoading } from './native'

export * from './tensor/ops/named'
export * as amp from './amp'
export * as autograd from './tensor/autograd/public'
export * as cuda from './cuda'
export * as data from './data'
export * as func from './func'
export * as isbe from './isbe'
export * as metrics from './metrics'
export * as models from './models/zoo'
export * as nn from './nn'
export * as optim from './optim'
export * as random from './random'
export * as utils from './utils'
export {
  DataError,
  DeviceError,
  DisposedError,
  OptionError,
  OutOfMemoryError,
  TorchError,
  type ErrorCode,
  type OutOfMemoryFigures,
} from './base/errors'
export type { DType } from './base/dtype'
export { finfo, iinfo, type FloatLimits, type IntegerLimits } from './base/limits'
export type { TypedArray } from './base/typedArray'
export { deepCopy } from './nn/module'
export { vmap } from './tensor/func'
export { profile, type Phase, type Profile, type ProfileOptions, type ProfileRow } from './profile'
export { backends } from './runtime/backends'
export {
  areDeterministicAlgorithmsEnabled,
  getDeterministicDebugMode,
  isDeterministicAlgorithmsWarnOnlyEnabled,
  setDeterministicDebugMode,
  useDeterministicAlgorithms,
  type DeterministicOptions,
} from './runtime/determinism'
export { Generator } from './runtime/generator'
export {
  emptyCache,
  memory,
  memoryLimit,
  resetPeakMemory,
  type MemoryFigures,
  type MemoryLimit,
} from './runtime/memory'
export {
  getFloat32MatmulPrecision,
  setFloat32MatmulPrecision,
  setFlushDenormal,
  type MatmulPrecision,
} from './runtime/precision'
export { initialSeed, manualSeed, seed } from './runtime/seed'
export { getNumThreads, setNumThreads } from './runtime/threads'
export { versions, type Versions } from './runtime/versions'
export {
  Tensor,
  asarray,
  asTensor,
  autocast,
  backward,
  enableGrad,
  fft,
  fromBuffer,
  fromTypedArray,
  getDefaultDtype,
  getPrintOptions,
  getRngState,
  grad,
  inferenceMode,
  isGradEnabled,
  isInferenceModeEnabled,
  isTensor,
  keep,
  linalg,
  masked,
  nested,
  noGrad,
  ops,
  printOptions,
  receive,
  setDefaultDtype,
  setGradEnabled,
  setPrintOptions,
  setRngState,
  signal,
  slice,
  sparse,
  special,
  tensor,
  tidy,
  type BackwardOptions,
  type BytesOptions,
  type Complex,
  type ArrayOptions,
  type CreateOptions,
  type Device,
  type GradOptions,
  type Index,
  type Int,
  type MemoryFormat,
  type NestedArray,
  type NestedValues,
  type Operators,
  type PrintOptions,
  type Scalar,
  type TensorTransfer,
  type ToOptions,
} from './tensor'
export {
  inductor,
  jit,
  load,
  safetensors,
  save,
  serialize,
  type FileFormat,
  type FileOrBytes,
  type LoadFileOptions,
  type MapLocation,
  type SaveOptions,
} from './serialize'
export { Trainer, type EpochRecord, type FitOptions, type TrainerOptions } from './train'

finishLoading()
