/** `torch.utils`: what helps a training, and belongs to no layer. */
export * as checkpoint from './tensor/autograd/checkpoint'
export { deterministic } from './runtime/determinism'
