/** Parameters that are computed. PyTorch: `torch.nn.utils.parametrize`. */
export { cached } from './cache'
export { ParametrizationList, type Parametrization } from './list'
export {
  isParametrized,
  registerParametrization,
  removeParametrizations,
  transferParametrizationsAndParams,
  typeBeforeParametrizations,
  type RegisterOptions,
  type RemoveOptions,
} from './register'
