/** The functions of `torch.func` that are about tensors alone. */
export { grad, gradAndValue, type GradFunctionOptions } from './grad'
export { hessian, jacfwd, jacrev, type JacfwdOptions, type JacrevOptions } from './jacobian'
export { isTransforming, type AnyFunction, type Argnums } from './level'
export { jvp, vjp, type AuxOptions, type JvpOptions, type VjpFunction } from './products'
export { vmap, type Dims, type VmapOptions } from './vmap'
