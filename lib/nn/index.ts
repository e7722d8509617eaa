/** Layers, models and losses, named as in `torch.nn`. */
import * as activation from './activation'
import { registersMembers } from './assignment'
import * as conv from './conv'
import * as distance from './distance'
import * as dropout from './dropout'
import * as lazy from './lazy'
import * as linear from './linear'
import * as norm from './norm'
import * as padding from './padding'
import * as pool from './pool'
import * as shape from './shape'

export * from './activation'
export * from './conv'
export * from './distance'
export * from './dropout'
export * from './lazy'
export * from './linear'
export * from './norm'
export * from './padding'
export * from './pool'
export * from './shape'
export {
  AdaptiveLogSoftmaxWithLoss,
  type AdaptiveLogSoftmaxOptions,
  type AdaptiveLogSoftmaxResult,
} from './loss/adaptiveLogSoftmaxWithLoss'
export { BCELoss } from './loss/bceLoss'
export { BCEWithLogitsLoss, type BCEWithLogitsLossOptions } from './loss/bceWithLogitsLoss'
export { CosineEmbeddingLoss, type CosineEmbeddingLossOptions } from './loss/cosineEmbeddingLoss'
export { CrossEntropyLoss, type CrossEntropyOptions } from './loss/crossEntropyLoss'
export { CTCLoss, type CTCLossOptions } from './loss/ctcLoss'
export { GaussianNLLLoss, type GaussianNLLLossOptions } from './loss/gaussianNLLLoss'
export { HingeEmbeddingLoss, type HingeEmbeddingLossOptions } from './loss/hingeEmbeddingLoss'
export { HuberLoss, type HuberLossOptions } from './loss/huberLoss'
export { KLDivLoss, type KLDivLossOptions } from './loss/klDivLoss'
export { L1Loss } from './loss/l1Loss'
export {
  LinearCrossEntropyLoss,
  type LinearCrossEntropyLossOptions,
} from './loss/linearCrossEntropyLoss'
export { LinearCrossEntropyOptions, type ChunkingOptions } from './loss/linearCrossEntropyOptions'
export { type LossOptions, type WeightedLossOptions } from './loss/loss'
export { MarginRankingLoss, type MarginRankingLossOptions } from './loss/marginRankingLoss'
export { MSELoss } from './loss/mseLoss'
export { MultiLabelMarginLoss } from './loss/multiLabelMarginLoss'
export { MultiLabelSoftMarginLoss } from './loss/multiLabelSoftMarginLoss'
export { MultiMarginLoss, type MultiMarginLossOptions } from './loss/multiMarginLoss'
export { NLLLoss, NLLLoss2d, type NLLLossOptions } from './loss/nllLoss'
export { PoissonNLLLoss, type PoissonNLLLossOptions } from './loss/poissonNLLLoss'
export { SmoothL1Loss, type SmoothL1LossOptions } from './loss/smoothL1Loss'
export { SoftMarginLoss } from './loss/softMarginLoss'
export { TripletMarginLoss, type TripletMarginLossOptions } from './loss/tripletMarginLoss'
export {
  TripletMarginWithDistanceLoss,
  type Distance,
  type TripletMarginWithDistanceLossOptions,
} from './loss/tripletMarginWithDistanceLoss'
export { type Reduction } from './loss/reduction'
export { Transformer, type TransformerCall, type TransformerOptions } from './attention/transformer'
export {
  TransformerDecoder,
  type DecoderCall,
  type TransformerDecoderOptions,
} from './attention/transformerDecoder'
export { TransformerDecoderLayer, type DecoderLayerCall } from './attention/transformerDecoderLayer'
export {
  TransformerEncoder,
  type EncoderCall,
  type TransformerEncoderOptions,
} from './attention/transformerEncoder'
export { TransformerEncoderLayer, type EncoderLayerCall } from './attention/transformerEncoderLayer'
export { type Activation, type TransformerLayerOptions } from './attention/feedForward'
export {
  MultiheadAttention,
  type AttentionOptions,
  type MultiheadAttentionOptions,
} from './attention/multiheadAttention'
export { Embedding, type EmbeddingOptions } from './embedding/embedding'
export { EmbeddingBag, type EmbeddingBagOptions } from './embedding/embeddingBag'
export { type PretrainedOptions, type TableOptions } from './embedding/table'
export {
  RNNBase,
  type Flags as RecurrentFlags,
  type RecurrentOptions,
  type Sequence,
} from './recurrent/base'
export { RNNCellBase, type CellOptions } from './recurrent/cellBase'
export { GRU } from './recurrent/gru'
export { GRUCell } from './recurrent/gruCell'
export { LSTM, type LSTMOptions, type LSTMState } from './recurrent/lstm'
export { LSTMCell } from './recurrent/lstmCell'
export { RNN, type RNNOptions } from './recurrent/rnn'
export { RNNCell, type RNNCellOptions } from './recurrent/rnnCell'
export * as init from './init/functions'
export * as utils from './utils'
export {
  Summary,
  summary,
  type SummaryOptions,
  type SummaryRow,
  type SummaryTotals,
} from './summary/summary'
export { Module, type AnyModule } from './module'
export { DataParallel, type DataParallelOptions } from './parallel/dataParallel'
export {
  type FullBackwardHook,
  type FullBackwardPreHook,
  type ModuleGradients,
} from './backwardHooks'
export {
  registerModuleForwardHook,
  registerModuleForwardPreHook,
  registerModuleFullBackwardHook,
  registerModuleFullBackwardPreHook,
} from './globalHooks'
export {
  type ForwardHook,
  type ForwardHookOptions,
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
export {
  type LoadStateDictPostHook,
  type LoadStateDictPreHook,
  type StateDictHook,
  type StateDictPreHook,
} from './stateHooks'
export { type SetSubmoduleOptions } from './submodule'
export { type ToEmptyOptions } from './tensors'
export { type MemberOptions, type WalkOptions } from './tree'
export { type FactoryOptions, type InplaceOptions, type Size2d, type Sizes } from './options'
export { Buffer, Parameter, type BufferOptions } from './parameter'
export { ModuleDict } from './container/moduleDict'
export { ModuleList } from './container/moduleList'
export { ParameterDict } from './container/parameterDict'
export { ParameterList } from './container/parameterList'
export { Sequential } from './container/sequential'
/** The functions of `torch.nn.functional`. */
export { functional, type Functional } from './functional'

for (const layers of [
  activation,
  conv,
  distance,
  dropout,
  lazy,
  linear,
  norm,
  padding,
  pool,
  shape,
]) {
  registersMembers(...Object.values<unknown>(layers))
}
