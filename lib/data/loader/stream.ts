import type { IterableDataset } from '../dataset'
import { deriveSeed, withSeed } from '../seed'
import { disposeOf } from './contents'
import type { Fetcher } from './fetcher'

/** The batches of an IterableDataset, in one thread. */
export class BatchStream {
  readonly #samples: AsyncIterator<unknown> | Iterator<unknown>
  #count = 0
  #isDone = false

  /** @param batchSize null for samples alone */
  constructor(
    readonly fetcher: Fetcher,
    readonly batchSize: number | null,
    readonly dropLast: boolean,
    readonly seed: bigint,
  ) {
    const dataset = fetcher.dataset as IterableDataset
    this.#samples = withSeed(seed, () =>
      dataset[Symbol.asyncIterator]
        ? dataset[Symbol.asyncIterator]!()
        : dataset[Symbol.iterator]!(),
    )
  }

  /** Undefined after the last. */
  async next(): Promise<{ batch: unknown } | undefined> {
    const seed = deriveSeed(this.seed, this.#count++)
    const samples = await this.#collect(this.batchSize ?? 1, seed)
    const isTooSmall = this.dropLast && samples.length < (this.batchSize ?? 1)
    if (samples.length > 0 && !isTooSmall)
      return { batch: await this.fetcher.finish(samples, seed) }
    disposeOf(samples)
    return undefined
  }

  /** Ends the stream early. */
  async close(): Promise<void> {
    if (!this.#isDone) await this.#samples.return?.()
    this.#isDone = true
  }

  async #collect(count: number, seed: bigint): Promise<unknown[]> {
    const samples: unknown[] = []
    try {
      while (samples.length < count && !this.#isDone) {
        const own = deriveSeed(seed, samples.length)
        const next = await withSeed(own, () => this.#samples.next())
        if (next.done) this.#isDone = true
        else samples.push(next.value)
      }
      return samples
    } catch (error) {
      disposeOf(samples)
      throw error
    }
  }
}
