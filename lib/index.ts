/** The public exports of isbe-torch. */
import { torch } from './torch'

export default torch
export { Tensor } from './tensor'
export * as amp from './amp'
export * as data from './data'
export * as isbe from './isbe'
export * as metrics from './metrics'
export * as nn from './nn'
export * as optim from './optim'
export { Trainer } from './train'
export type { Phase, Profile, ProfileOptions, ProfileRow } from './profile'
export { Generator } from './runtime/generator'
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
export type { Complex, Device, Int, MemoryFormat, Scalar } from './tensor'
export type { Operators } from './tensor'
