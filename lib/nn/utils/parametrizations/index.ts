/** Weights of a given kind. PyTorch: `torch.nn.utils.parametrizations`. */
export { orthogonal } from './orthogonal'
export { spectralNorm } from './spectralNorm'
export { weightNorm } from './weightNorm'
