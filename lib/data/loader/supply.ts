import type { LoaderOptions } from './options'
import { Workers } from './workers'

/** The workers of a loader: each loop over it has its own, and gives them back at its end. */
export class WorkerSupply {
  readonly #working = new Set<Workers>()
  #idle: Workers | undefined
  #isClosed = false

  constructor(
    readonly dataset: unknown,
    readonly options: LoaderOptions,
  ) {}

  /** @param seed what is random when workers begin */
  take(seed: bigint): Workers {
    const workers = this.#idle ?? new Workers(this.dataset, this.options, seed)
    this.#idle = undefined
    this.#working.add(workers)
    return workers
  }

  async giveBack(workers: Workers): Promise<void> {
    this.#working.delete(workers)
    const isKept = this.options.persistentWorkers && !this.#isClosed && !this.#idle
    if (isKept && workers.isUsable) this.#idle = workers
    else await workers.close()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    const all = [...this.#working, ...(this.#idle ? [this.#idle] : [])]
    this.#idle = undefined
    await Promise.all(all.map(workers => workers.close()))
  }
}
