/** What a worker thread of a loader knows of itself. PyTorch: `torch.utils.data.get_worker_info`. */
export interface WorkerInfo {
  /** From 0 to numWorkers − 1. */
  readonly id: number
  readonly numWorkers: number
  /** Of this worker in this epoch. */
  readonly seed: bigint
  /** The dataset of this thread. */
  readonly dataset: unknown
}

let info: WorkerInfo | null = null

/** Null outside of worker threads of loaders. An IterableDataset learns here which part is its own. */
export function getWorkerInfo(): WorkerInfo | null {
  return info
}

/** @internal */
export function setWorkerInfo(own: WorkerInfo): void {
  info = own
}
