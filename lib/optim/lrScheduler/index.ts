/** Schedules of learning rates, named as in `torch.optim.lr_scheduler`. */
export { ChainedScheduler, SequentialLR, type ChainedOptions } from './composite'
export {
  CosineAnnealingLR,
  CosineAnnealingWarmRestarts,
  type CosineOptions,
  type RestartOptions,
} from './cosine'
export { CyclicLR, type CyclicMode, type CyclicOptions } from './cyclic'
export { LambdaLR, MultiplicativeLR, type LrLambda, type ScheduleOptions } from './lambda'
export { OneCycleLR, type OneCycleOptions } from './oneCycle'
export { ReduceLROnPlateau, type PlateauOptions } from './plateau'
export { LRScheduler, type SchedulerState } from './scheduler'
export {
  ConstantLR,
  ExponentialLR,
  LinearLR,
  MultiStepLR,
  PolynomialLR,
  StepLR,
  type ConstantOptions,
  type DecayOptions,
  type LinearOptions,
  type PolynomialOptions,
} from './steps'
