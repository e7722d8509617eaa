import { randomBytes } from 'node:crypto'
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

/** Seeds all of them with a number that nobody knows before, and returns it. PyTorch: `torch.seed`. */
export function seed(): bigint {
  const chosen = randomBytes(8).readBigUInt64LE()
  manualSeed(chosen)
  return chosen
}

/** What the CPU's default generator was seeded with. PyTorch: `torch.initial_seed`. */
export function initialSeed(): bigint {
  return native.initialSeed()
}
