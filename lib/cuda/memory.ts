/** The memory of CUDA devices, as libtorch's caching allocator has it. Sizes are in bytes. */
import { native, type CudaMemoryStats } from '../native'
import { deviceIndex, requireCuda, type CudaDevice } from './device'

/** All figures: current, peak, and all that was ever allocated and freed. */
export function memoryStats(device?: CudaDevice): CudaMemoryStats {
  return native.cudaMemoryStats(deviceIndex('cuda.memoryStats', device))
}

/** Bytes of live tensors. */
export function memoryAllocated(device?: CudaDevice): number {
  return memoryStats(device).allocatedBytes.current
}

/** The most that `memoryAllocated` has been since the start or `resetPeakMemoryStats`. */
export function maxMemoryAllocated(device?: CudaDevice): number {
  return memoryStats(device).allocatedBytes.peak
}

/** Bytes that the allocator has taken from the device, for tensors and for reuse. */
export function memoryReserved(device?: CudaDevice): number {
  return memoryStats(device).reservedBytes.current
}

export function maxMemoryReserved(device?: CudaDevice): number {
  return memoryStats(device).reservedBytes.peak
}

export function resetPeakMemoryStats(device?: CudaDevice): void {
  native.cudaResetPeakMemory(deviceIndex('cuda.resetPeakMemoryStats', device))
}

/** What the device has free and in all, whoever has taken the rest. PyTorch: `torch.cuda.mem_get_info`. */
export function memGetInfo(device?: CudaDevice): { free: number; total: number } {
  const [free, total] = native.cudaMemoryInfo(deviceIndex('cuda.memGetInfo', device))
  return { free, total }
}

/** Gives memory that is kept for reuse back to the device. */
export function emptyCache(): void {
  requireCuda('cuda.emptyCache')
  native.cudaEmptyCache()
}
