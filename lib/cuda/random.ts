/** Seeds of the default generators of CUDA devices. `torch.manualSeed` sets them all. */
import { checkSeed } from '../runtime/generator'
import { native } from '../native'
import { deviceCount, deviceIndex, type CudaDevice } from './device'

/** Seeds the current device, or the one given. */
export function manualSeed(seed: number | bigint, device?: CudaDevice): void {
  checkSeed('cuda.manualSeed', seed)
  native.cudaManualSeed(deviceIndex('cuda.manualSeed', device), seed)
}

export function manualSeedAll(seed: number | bigint): void {
  checkSeed('cuda.manualSeedAll', seed)
  deviceIndex('cuda.manualSeedAll')
  for (let index = 0; index < deviceCount(); ++index) native.cudaManualSeed(index, seed)
}

export function initialSeed(device?: CudaDevice): bigint {
  return native.cudaInitialSeed(deviceIndex('cuda.initialSeed', device))
}
