/** PyTorch: `torch.nn.init`. Each writes over its tensor, unrecorded, and returns it. */
export type { InitArgs, RandomArgs } from './define'
export { calculateGain, type Nonlinearity } from './fan'
export { constant_, normal_, ones_, uniform_, zeros_ } from './simple'
export {
  kaimingNormal_,
  kaimingUniform_,
  xavierNormal_,
  xavierUniform_,
  type KaimingArgs,
  type XavierArgs,
} from './scaled'
export { dirac_, eye_, orthogonal_, sparse_ } from './structured'
export { truncNormal_ } from './truncated'
