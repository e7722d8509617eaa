/** Optimizers and learning-rate schedules, named as in `torch.optim`. */
export { Adam, AdamW, type AdamOptions } from './adam'
export { Optimizer } from './optimizer'
export { ExponentialLR } from './scheduler'
export { SGD, type SGDOptions } from './sgd'
