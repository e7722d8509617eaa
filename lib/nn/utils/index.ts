/** PyTorch: `torch.nn.utils`. */
import type { AnyModule } from '../module'
import { removeParametrizations } from './parametrize'

export { clipGradNorm_, clipGradsWithNorm_, clipGradValue_, getTotalNorm } from './clipGrad'
export { fuseConvBnEval, fuseConvBnWeights, fuseLinearBnEval, fuseLinearBnWeights } from './fuse'
export { convertConv2dWeightMemoryFormat, convertConv3dWeightMemoryFormat } from './memoryFormat'
export * as parametrizations from './parametrizations'
export { spectralNorm, weightNorm } from './parametrizations'
export * as parametrize from './parametrize'
export * as prune from './prune'
export * as rnn from './rnn'
export { skipInit } from './skipInit'
export * as stateless from './stateless'
export { parametersToVector, vectorToParameters } from './vector'

/** Makes a weight a parameter again, as it is now. PyTorch: `torch.nn.utils.remove_weight_norm`. */
export function removeWeightNorm<M extends AnyModule>(module: M, name = 'weight'): M {
  return removeParametrizations(module, name)
}

/** Makes a weight a parameter again, as it is now. PyTorch: `torch.nn.utils.remove_spectral_norm`. */
export function removeSpectralNorm<M extends AnyModule>(module: M, name = 'weight'): M {
  return removeParametrizations(module, name)
}
