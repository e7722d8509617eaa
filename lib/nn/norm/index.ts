/** Normalisations. */
export { BatchNorm1d, BatchNorm2d, BatchNorm3d, type BatchNormOptions } from './batchNorm'
export { CrossMapLRN2d } from './crossMapLRN2d'
export { GroupNorm, type GroupNormOptions } from './groupNorm'
export {
  InstanceNorm1d,
  InstanceNorm2d,
  InstanceNorm3d,
  type InstanceNormOptions,
} from './instanceNorm'
export { LayerNorm, type LayerNormOptions } from './layerNorm'
export { LocalResponseNorm, type ResponseNormOptions } from './localResponseNorm'
export { RMSNorm, type RMSNormOptions } from './rmsNorm'
export { SyncBatchNorm } from './syncBatchNorm'
