/** Layers that find their number of inputs in the first one. */
export { LazyBatchNorm1d, LazyBatchNorm2d, LazyBatchNorm3d } from './batchNorm'
export { LazyConv1d, LazyConv2d, LazyConv3d } from './conv'
export { LazyConvTranspose1d, LazyConvTranspose2d, LazyConvTranspose3d } from './convTranspose'
export { LazyInstanceNorm1d, LazyInstanceNorm2d, LazyInstanceNorm3d } from './instanceNorm'
export { LazyLinear } from './linear'
export { UninitializedBuffer, UninitializedParameter } from './uninitialized'
