/** Optimizers, schedules and averaged models, named as in `torch.optim`. */
export { Adadelta, type AdadeltaOptions } from './adadelta'
export { Adafactor, type AdafactorOptions } from './adafactor'
export { Adagrad, type AdagradOptions } from './adagrad'
export { Adam, AdamW, type AdamOptions, type AdamWOptions } from './adam'
export { Adamax, type AdamaxOptions } from './adamax'
export { ASGD, type ASGDOptions } from './asgd'
export { type State } from './batch'
export { type CommonSettings, type GroupOptions, type ParamGroup, type ParametersOf } from './group'
export {
  registerOptimizerStepPostHook,
  registerOptimizerStepPreHook,
  type HookHandle,
  type HookOptions,
  type StateDictHook,
  type StateDictPreHook,
  type StepPostHook,
  type StepPreHook,
} from './hooks'
export * as lrScheduler from './lrScheduler'
export { ExponentialLR } from './lrScheduler'
export { LBFGS, type LBFGSOptions } from './lbfgs'
export { Muon, type MuonOptions } from './muon'
export { NAdam, type NAdamOptions } from './nadam'
export { Optimizer, type AnyOptimizer, type StepOptions } from './optimizer'
export { RAdam, type RAdamOptions } from './radam'
export { RMSprop, type RMSpropOptions } from './rmsprop'
export { Rprop, type RpropOptions } from './rprop'
export { SGD, type SGDOptions } from './sgd'
export { SparseAdam, type SparseAdamOptions } from './sparseAdam'
export { type OptimizerStateDict } from './stateDict'
export * as swaUtils from './swaUtils'
