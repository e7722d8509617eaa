/** What a loader and its worker threads post to each other. */
import type { Recipe } from '../recipe'

/** What a worker is started with. */
export interface WorkerSpec {
  id: number
  numWorkers: number
  /** What is random before the first batch: dataset and functions as they are made, `workerInit`. */
  seed: bigint
  dataset: Recipe
  collate?: Recipe
  transform?: Recipe
  workerInit?: Recipe
  /** Null for samples alone. */
  batchSize: number | null
  dropLast: boolean
  isStream: boolean
  /** Requests below this number have nobody waiting any more: Int32Array of one. */
  obsolete: SharedArrayBuffer
}

export type Request =
  /** A batch of a dataset by index; of a stream without `indices`, its next one. */
  | { kind: 'batch'; id: number; indices?: readonly number[]; seed: bigint }
  /** A new epoch of a stream. */
  | { kind: 'epoch'; seed: bigint }
  | { kind: 'close' }

export type Reply =
  | { kind: 'ready' }
  | { kind: 'batch'; id: number; batch: unknown }
  /** The stream is at its end, or nobody waits for the batch. */
  | { kind: 'end'; id: number }
  /** `id` is null where the worker could not start. */
  | ({ kind: 'error'; id: number | null; place: string | undefined } & Thrown)

/** What was thrown, in words, as objects lose their class on the way or cannot go. */
export interface Thrown {
  what: string
  stack: string | undefined
  /** The object itself, where it can be posted. */
  error?: unknown
}
