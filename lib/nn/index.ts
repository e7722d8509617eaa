/** Layers, models and losses, named as in `torch.nn`. */
export { BatchNorm1d, BatchNorm2d, type BatchNormOptions } from './norm/batchNorm'
export { Conv2d, type Conv2dOptions } from './conv/conv2d'
export { Dropout } from './dropout/dropout'
export { Flatten, type FlattenOptions } from './flatten'
export { GlobalAvgPool2d } from './pool/globalAvgPool2d'
export { MaxPool2d, type MaxPool2dOptions } from './pool/maxPool2d'
export { ReLU } from './activation/relu'
export { Linear, type LinearOptions } from './linear/linear'
export { CrossEntropyLoss, type CrossEntropyOptions } from './loss/crossEntropyLoss'
export { type Reduction } from './loss/reduction'
export { Module, type AnyModule } from './module'
export {
  type ForwardHook,
  type ForwardPreHook,
  type HookOptions,
  type RemovableHandle,
} from './hooks'
export {
  type LoadOptions,
  type LoadResult,
  type StateDict,
  type StateDictOptions,
} from './stateDict'
export { type MemberOptions, type WalkOptions } from './tree'
export { type FactoryOptions, type InplaceOptions, type Size2d } from './options'
export { Buffer, Parameter, type BufferOptions } from './parameter'
export { ModuleDict } from './container/moduleDict'
export { ModuleList } from './container/moduleList'
export { ParameterDict } from './container/parameterDict'
export { ParameterList } from './container/parameterList'
export { Sequential } from './container/sequential'
/** The functions of `torch.nn.functional`. */
export { functional, type Functional } from './functional'
