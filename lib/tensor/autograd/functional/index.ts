/** The functions of `torch.autograd.functional`. */
export {
  hessian,
  jacobian,
  type Blocks,
  type HessianOptions,
  type JacobianOptions,
} from './jacobian'
export { hvp, jvp, vhp, vjp } from './products'
export { type FunctionalOptions, type Side, type TensorFunction } from './sides'
