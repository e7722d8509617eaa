import { isAvailable, manualSeedAll } from '../cuda'
import { checkSeed } from './generator'
import { native } from '../native'

/** Seeds the default generators of the CPU and of every GPU. PyTorch: `torch.manual_seed`. */
export function manualSeed(seed: number | bigint): void {
  checkSeed('manualSeed', seed)
  native.manualSeed(seed)
  if (isAvailable()) manualSeedAll(seed)
}
