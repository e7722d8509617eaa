import { native } from '../native'
import { unavailable } from './availability'
import { checkSeed } from './generator'

/** Seeds the default generators of the CPU and of every GPU. PyTorch: `torch.manual_seed`. */
export function manualSeed(seed: number | bigint): void {
  checkSeed('manualSeed', seed)
  native.manualSeed(seed)
  if (unavailable() !== null) return
  for (let device = 0; device < native.cudaDeviceCount(); ++device)
    native.cudaManualSeed(device, seed)
}
