import { native, type MemoryFigures, type MemoryLimit } from '../native'

export type { MemoryFigures, MemoryLimit }

/** How many tensors are alive, and how much memory they take. */
export function memory(): MemoryFigures {
  return native.memory()
}

/** How much memory this process can have on the CPU, and what is left of it now. */
export function memoryLimit(): MemoryLimit {
  return native.memoryLimit()
}

/** Starts the peak of `memory()` anew, from what is allocated now. */
export function resetPeakMemory(): void {
  native.resetPeakMemory()
}

/** Gives CPU memory that is kept for reuse back to the system; `torch.cuda.emptyCache()` a GPU's. */
export function emptyCache(): void {
  native.emptyCache()
}
