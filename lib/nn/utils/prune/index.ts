/** Weights that are set to 0 by a mask. PyTorch: `torch.nn.utils.prune`. */
export {
  customFromMask,
  globalUnstructured,
  identity,
  isPruned,
  l1Unstructured,
  lnStructured,
  randomStructured,
  randomUnstructured,
  remove,
  type GlobalOptions,
  type PruneTarget,
} from './functions'
export { BasePruningMethod, PruningContainer, type PruneOptions, type PruningType } from './method'
export {
  CustomFromMask,
  Identity,
  L1Unstructured,
  LnStructured,
  RandomStructured,
  RandomUnstructured,
  type LnStructuredArgs,
  type NormOrder,
  type RandomStructuredArgs,
} from './methods'
