/**
 * The only door to tensors. Whoever imports Tensor from here gets a complete one: operators and
 * gradients have become its methods, and failures and warnings of the addon are those that users
 * know.
 */
import '../runtime/failure'
import '../runtime/warnings'
import './ops'
import './attributes'
import './reading'
import './autograd/tensorHooks'
import './views'

export { Tensor } from './tensor'
export { getDefaultDtype, setDefaultDtype } from './defaults'
export { slice, Slice, type Index } from './indexing'
export { isTensor } from './check'
export {
  forkRng,
  getCudaRngState,
  getRngState,
  setCudaRngState,
  setRngState,
  type ForkRngOptions,
} from './random'
export { checkDepth, problemOfDepth } from './depth'
export { describeTensor } from './describe'
export { isTransforming } from './func'
export { getPrintOptions, printOptions, setPrintOptions, type PrintOptions } from './print'
export {
  autocast,
  backward,
  enableGrad,
  grad,
  gradientsLieAlike,
  gradientsOf,
  inferenceMode,
  isAutocastEnabled,
  isGradEnabled,
  isInferenceModeEnabled,
  noGrad,
  setGradEnabled,
  zeroGradients,
  Function as AutogradFunction,
  HookList,
  type BackwardOptions,
  type FunctionContext,
  type GradOptions,
  type GradientHook,
  type HookOptions,
  type RemovableHandle,
} from './autograd'
export { checkTensor, type TensorOrTensors } from './check'
export { bindByName } from './python/arguments'
export {
  dispose,
  forget,
  keep,
  rebind,
  releaseOnError,
  tidy,
  tidyUnlessPromise,
  track,
  unsettle,
  type Tracked,
} from './scope'
export {
  bytesPerValue,
  crc32,
  MappedFile,
  readTensor,
  rowMajorStrides,
  storageBytes,
  storageOf,
  viewStorage,
  writeTensor,
  type View,
} from './files'
export {
  fft,
  functional,
  linalg,
  masked,
  nested,
  operators,
  ops,
  signal,
  sparse,
  special,
  type AnyOperator,
  type Namespace,
  type Operators,
  type Ops,
} from './ops'
export {
  asarray,
  asTensor,
  fromBuffer,
  fromTypedArray,
  tensor,
  type BytesOptions,
  type ArrayOptions,
  type CreateOptions,
  type NestedArray,
  type NestedValues,
  type Value,
} from './creation'
export { checkDevice, parseToOptions, type ToOptions } from './ops/to'
export { binder, operator, timeOperator, type OperatorFunction } from './ops/operator'
export { NativePackage, NativeScriptModule, ScriptObject } from './script'
export type {
  Complex,
  Device,
  Int,
  IntList,
  IntOrList,
  MemoryFormat,
  Scalar,
  TensorList,
  WrittenDevice,
} from './ops/types'
export { receive, type TensorTransfer } from './transfer'
