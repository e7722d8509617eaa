/** `torch.func`: functions that transform functions. */
export {
  grad,
  gradAndValue,
  hessian,
  jacfwd,
  jacrev,
  jvp,
  vjp,
  vmap,
  type AnyFunction,
  type Argnums,
  type AuxOptions,
  type Dims,
  type GradFunctionOptions,
  type JacfwdOptions,
  type JacrevOptions,
  type JvpOptions,
  type VjpFunction,
  type VmapOptions,
} from './tensor/func'
export { stackModuleState } from './nn/utils/stackModuleState'
export { functionalCall, type FunctionalCallOptions, type NamedTensors } from './nn/utils/stateless'
