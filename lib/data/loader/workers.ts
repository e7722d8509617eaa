/** The batches of an epoch from worker threads, in order. */
import { DataError } from '../../base/errors'
import { isIterableDataset } from '../dataset'
import { recipeOf } from '../recipe'
import { deriveSeed } from '../seed'
import type { WorkerSpec } from '../worker/messages'
import { WorkerPool, type Served } from '../worker/pool'
import { disposeOf } from './contents'
import { nextOf, type Epoch } from './epochs'
import type { LoaderOptions } from './options'
import { late, within } from './waiting'

/** A request that was made; of a stream, with its worker. */
interface Requested {
  served: Promise<Served>
  worker: number
}

export class Workers {
  readonly #options: LoaderOptions
  readonly #isStream: boolean
  readonly #pool: WorkerPool

  /** @throws OptionError for what another thread cannot make again */
  constructor(dataset: unknown, options: LoaderOptions, seed: bigint) {
    this.#options = options
    this.#isStream = isIterableDataset(dataset)
    const { collate, transform, workerInit, batchSize = 1, dropLast = false } = options
    const count = options.numWorkers!
    const optional = (value: unknown, name: string): WorkerSpec['collate'] =>
      value === undefined ? undefined : recipeOf(value, `DataLoader: ${name} for numWorkers > 0`)
    this.#pool = new WorkerPool(count, (id, obsolete) => ({
      id,
      numWorkers: count,
      seed,
      dataset: recipeOf(dataset, 'DataLoader: dataset for numWorkers > 0'),
      collate: optional(collate, 'collate'),
      transform: optional(transform, 'transform'),
      workerInit: optional(workerInit, 'workerInit'),
      batchSize: options.batchSampler ? 1 : batchSize,
      dropLast,
      isStream: this.#isStream,
      obsolete,
    }))
  }

  async *batches(epoch: Epoch): AsyncGenerator<unknown, void> {
    this.#pool.startEpoch(epoch.seed)
    const ahead: Requested[] = []
    const served = this.#isStream ? this.#ofStreams(epoch, ahead) : this.#ofIndices(epoch, ahead)
    try {
      yield* served
    } finally {
      epoch.batches?.return?.()
      await this.#pool.abandon(ahead.map(request => request.served))
    }
  }

  /** Whether another epoch can be had of them. */
  get isUsable(): boolean {
    return this.#pool.isUsable
  }

  /** Ends them without waiting for what they are at. */
  stop(): Promise<void> {
    this.#pool.giveUp()
    return this.#pool.close()
  }

  close(): Promise<void> {
    return this.#pool.close()
  }

  async *#ofIndices(epoch: Epoch, ahead: Requested[]): AsyncGenerator<unknown, void> {
    let index = epoch.skip
    const request = (): void => {
      const indices = nextOf(epoch.batches!)
      if (!indices) return
      const served = this.#pool.fetch(indices, deriveSeed(epoch.seed, index++))
      ahead.push({ served, worker: -1 })
    }
    for (let i = 0; i < this.#depth * this.#pool.size; ++i) request()
    while (ahead.length > 0) {
      const served = await this.#next(ahead)
      request()
      yield served!.batch
    }
  }

  /** One batch of each worker in turn, as long as its stream lasts. */
  async *#ofStreams(epoch: Epoch, ahead: Requested[]): AsyncGenerator<unknown, void> {
    const ended = new Set<number>()
    const request = (worker: number): void => {
      if (ended.has(worker)) return
      ahead.push({ served: this.#pool.nextOf(worker, epoch.seed), worker })
    }
    for (let i = 0; i < this.#depth * this.#pool.size; ++i) request(i % this.#pool.size)
    for (let index = 0; ahead.length > 0;) {
      const { worker } = ahead[0]!
      const served = await this.#next(ahead)
      if (!served) ended.add(worker)
      else {
        request(worker)
        if (index++ < epoch.skip) disposeOf(served.batch)
        else yield served.batch
      }
    }
  }

  get #depth(): number {
    return this.#options.prefetchFactor ?? 2
  }

  /** The first that was requested; undefined at the end of a stream, or when aborted. */
  async #next(ahead: Requested[]): Promise<Served> {
    const { timeout = 0 } = this.#options
    const { served } = ahead[0]!
    const result = timeout === 0 ? await served : await within(served, timeout)
    if (result !== late) {
      ahead.shift()
      return result
    }
    this.#pool.giveUp()
    throw new DataError(
      `DataLoader: expected a batch of a worker within ${timeout} s (timeout), found none`,
    )
  }
}
