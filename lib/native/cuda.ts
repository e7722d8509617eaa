/** What the addon exports of CUDA: devices, streams, events, memory and graphs. */
import type { Opaque } from './autograd'

export interface NativeStream {
  id: bigint
  device: number
}

/** Sizes in bytes, clocks in kHz, the width of the bus in bits. */
export interface CudaProperties {
  name: string
  major: number
  minor: number
  totalMemory: number
  multiProcessorCount: number
  maxThreadsPerBlock: number
  warpSize: number
  sharedMemoryPerBlock: number
  /** The most that a kernel may ask for. */
  sharedMemoryPerBlockOptin: number
  l2CacheSize: number
  clockRate: number
  memoryClockRate: number
  memoryBusWidth: number
}

export interface CudaFigure {
  current: number
  peak: number
  allocated: number
  freed: number
}

export interface CudaMemoryStats {
  /** Of live tensors, in the sizes that the allocator rounds to. */
  allocatedBytes: CudaFigure
  /** Taken from the device. */
  reservedBytes: CudaFigure
  /** Of live tensors and of memory that a stream still uses. */
  activeBytes: CudaFigure
  /** Of live tensors, as asked for. */
  requestedBytes: CudaFigure
  allocations: CudaFigure
  segments: CudaFigure
  allocationRetries: number
  outOfMemoryErrors: number
}

export interface NativeCuda {
  cudaIsBuilt(): boolean
  cudaRuntimeVersion(): number
  cudaDriver(): { error: string; version: number; status: string; devices: number }
  cudaProperties(device: number): CudaProperties
  cudaDeviceCount(): number
  cudaCurrentDevice(): number
  cudaSetDevice(device: number): void
  cudaSynchronize(device: number): void
  cudaManualSeed(device: number, seed: number | bigint): void
  cudaInitialSeed(device: number): bigint
  cudaCurrentStream(device: number): NativeStream
  cudaDefaultStream(device: number): NativeStream
  cudaNewStream(device: number, priority: number): NativeStream
  cudaSetStream(stream: NativeStream): NativeStream
  cudaQueryStream(stream: NativeStream): boolean
  cudaSynchronizeStream(stream: NativeStream): void
  cudaNewEvent(timing: boolean): Opaque
  cudaRecordEvent(event: Opaque, stream: NativeStream): void
  cudaBlockEvent(event: Opaque, stream: NativeStream): void
  cudaQueryEvent(event: Opaque): boolean
  cudaSynchronizeEvent(event: Opaque): void
  cudaElapsedTime(event: Opaque, later: Opaque): number
  cudaMemoryStats(device: number): CudaMemoryStats
  cudaResetPeakMemory(device: number): void
  cudaMemoryInfo(device: number): [free: number, total: number]
  cudaEmptyCache(): void
  cudaNewGraph(): Opaque
  cudaBeginCapture(graph: Opaque): void
  cudaEndCapture(graph: Opaque): void
  cudaReplay(graph: Opaque): void
  cudaResetGraph(graph: Opaque): void
}
