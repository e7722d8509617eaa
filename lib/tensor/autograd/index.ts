/** What the rest of lib/ uses of autograd; `torch.autograd` is in public.ts. */
export {
  backward,
  grad,
  gradientsLieAlike,
  gradientsOf,
  zeroGradients,
  type BackwardMethods,
  type BackwardOptions,
  type GradOptions,
} from './backward'
export { Function, type FunctionContext } from './function'
export { HookList, type HookOptions, type RemovableHandle } from './hookList'
export { type GradientHook, type TensorHooks } from './tensorHooks'
export {
  autocast,
  enableGrad,
  inferenceMode,
  isAutocastEnabled,
  isGradEnabled,
  isInferenceModeEnabled,
  noGrad,
  setGradEnabled,
} from './modes'
