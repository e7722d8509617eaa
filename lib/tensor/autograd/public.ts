/** `torch.autograd`. */
export { backward, grad, type BackwardOptions, type GradOptions } from './backward'
export {
  Function,
  onceDifferentiable,
  type ContextFunction,
  type FunctionContext,
  type Gradients,
  type SetupFunction,
} from './function'
export * as functional from './functional'
export { hessian, hvp, jacobian, jvp, vhp, vjp } from './functional'
export * as graph from './graph'
export {
  gradcheck,
  gradgradcheck,
  type CheckedFunction,
  type GradcheckOptions,
  type GradgradcheckOptions,
} from './gradcheck'
export {
  detectAnomaly,
  isAnomalyCheckNanEnabled,
  isAnomalyEnabled,
  setDetectAnomaly,
  type AnomalyOptions,
} from './anomaly'
export {
  enableGrad,
  inferenceMode,
  isGradEnabled,
  isInferenceModeEnabled,
  noGrad,
  setGradEnabled,
} from './modes'
export { type RemovableHandle } from './hookList'
export { type GradientHook } from './tensorHooks'
