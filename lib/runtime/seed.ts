import { randomBytes } from 'node:crypto'
import { native } from '../native'
import { unavailable } from './availability'
import { checkSeed, defaultGenerator, type Generator } from './generator'

/**
 * Seeds the default generators of the CPU and of every GPU, and gives that of the CPU. In a worker of
 * a loader, and while a loader makes a sample, what that draws alone. PyTorch: `torch.manual_seed`.
 */
export function manualSeed(seed: number | bigint): Generator {
  checkSeed('manualSeed', seed)
  const isOfProcess = native.manualSeed(seed)
  const devices = isOfProcess && unavailable() === null ? native.cudaDeviceCount() : 0
  for (let device = 0; device < devices; ++device) native.cudaManualSeed(device, seed)
  return defaultGenerator(seed)
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
