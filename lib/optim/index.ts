/** Optimizers and learning-rate schedules, named as in `torch.optim`. */
export { Adam, AdamW, type AdamOptions, type AdamWOptions } from './adam'
export { type Batch, type State } from './batch'
export { type CommonSettings, type GroupOptions, type ParamGroup, type ParametersOf } from './group'
export { Optimizer, type StepOptions } from './optimizer'
export { ExponentialLR } from './scheduler'
export { SGD, type SGDOptions } from './sgd'
