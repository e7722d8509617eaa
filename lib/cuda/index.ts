/** `torch.cuda`: what is not an operator. Named as PyTorch's, in camelCase. */
export {
  currentDevice,
  deviceCount,
  getDeviceProperties,
  isAvailable,
  reason,
  setDevice,
  synchronize,
  type CudaDevice,
} from './device'
export {
  Event,
  Stream,
  currentStream,
  defaultStream,
  stream,
  type EventOptions,
  type StreamOptions,
} from './stream'
export {
  emptyCache,
  maxMemoryAllocated,
  maxMemoryReserved,
  memGetInfo,
  memoryAllocated,
  memoryReserved,
  memoryStats,
  resetPeakMemoryStats,
} from './memory'
export { initialSeed, manualSeed, manualSeedAll } from './random'
export { graph, type GraphOptions, type GraphedStep, type Step } from './graph'
export { getCudaRngState as getRngState, setCudaRngState as setRngState } from '../tensor'
