import { setImmediate } from 'node:timers/promises'
import { types } from 'node:util'
import { Disposable } from '../../base/disposable'
import { DataError, DisposedError, OptionError } from '../../base/errors'
import { isAvailable } from '../../cuda'
import { chooseDevice } from '../../runtime/device'
import { Generator } from '../../runtime/generator'
import { tidy, type Tensor } from '../../tensor'
import { defaultCollate, defaultConvert } from '../collate'
import { isIterableDataset, type AnyDataset, type Batch, type BatchDataset } from '../dataset'
import { BatchSampler, type BatchSource } from '../sampler/batchSampler'
import { deriveSeed } from '../seed'
import { disposeOf, mapTensors, releaseBatch, tensorsIn } from './contents'
import { Epochs, nextOf, type Epoch, type LoaderState } from './epochs'
import { Fetcher, type Collate } from './fetcher'
import { batchSourceOf, checkLoaderOptions, transformOf, type LoaderOptions } from './options'
import type { BatchOf, Collating, Undecided } from './batchOf'
import { BatchStream } from './stream'
import { WorkerSupply } from './supply'
import { aborted, unlessAborted } from './waiting'
import type { Workers } from './workers'

/**
 * Goes through a dataset batch by batch: `for await` lets the event loop run between batches, `for`
 * does not, and works where nothing need be waited for. The loader owns its batches and releases one
 * when the next is asked for; `keep()` what must outlive it.
 *
 * With `numWorkers` threads gather, decode, collate and transform in advance, and hand their batches
 * over without a copy. Batches are the same whatever that number: their order and what is random in
 * them depend on the seed alone, unless the dataset is a stream, which deals its samples out itself.
 *
 * PyTorch: `torch.utils.data.DataLoader`, whose orders these are: the same seed gives the same.
 */
export class DataLoader<
  D extends AnyDataset = BatchDataset,
  Size extends number | null = number,
  Out = BatchOf<D, Size>,
> extends Disposable {
  /** Of the first dimension of batches; null for samples alone, and where a `batchSampler` decides. */
  readonly batchSize: number | null
  /** Where the batches are. */
  readonly device: string
  readonly #options: LoaderOptions
  readonly #fetcher: Fetcher
  readonly #epochs: Epochs
  readonly #generator: Generator | undefined
  readonly #workers: WorkerSupply

  readonly dataset: D

  /** @throws OptionError for options that are not known, and for what is no dataset. */
  constructor(dataset: D, options?: LoaderOptions & Undecided & { batchSize?: Size })
  constructor(dataset: D, options: LoaderOptions & { transform: (batch: never) => Out })
  constructor(dataset: D, options: LoaderOptions & Collating<Out>)
  constructor(dataset: D, options?: LoaderOptions)
  constructor(dataset: D, options: LoaderOptions = {}) {
    super()
    this.dataset = dataset
    checkLoaderOptions(dataset, options)
    const { batchSize = 1, device = 'cpu', seed, collate } = options
    this.batchSize = options.batchSampler ? null : batchSize
    this.device = chooseDevice(device, 'DataLoader: device').device
    const transform = transformOf(options.transform)
    this.#options = { ...options, transform }
    this.#workers = new WorkerSupply(dataset, this.#options)
    this.#fetcher = new Fetcher(dataset, { collate, transform, batched: batchSize !== null })
    this.#generator = seed === undefined ? options.generator : new Generator(seed)
    const source = batchSourceOf(dataset, options, this.#generator)
    this.#epochs = new Epochs(source, this.#generator)
  }

  /** The number of batches. @throws OptionError for a stream, which has none until it ends */
  get length(): number {
    const { source } = this.#epochs
    if (source) return source.length
    throw new OptionError('DataLoader: length: expected a dataset of known length, found a stream')
  }

  get numWorkers(): number {
    return this.#options.numWorkers ?? 0
  }

  get dropLast(): boolean {
    return this.#options.dropLast ?? false
  }

  /** What makes a batch of samples. */
  get collate(): Collate {
    return (
      this.#options.collate ?? (this.#options.batchSize === null ? defaultConvert : defaultCollate)
    )
  }

  /** The indices of each batch; null for a stream, and where samples come alone. */
  get batchSampler(): BatchSource | null {
    return this.#options.batchSize === null ? null : this.#epochs.source
  }

  /** The order of the samples; null for a stream, and where `batchSampler` decides it. */
  get sampler(): BatchSampler['sampler'] | null {
    const { source } = this.#epochs
    return source instanceof BatchSampler && source !== this.#options.batchSampler
      ? source.sampler
      : null
  }

  *[Symbol.iterator](): globalThis.Generator<Out, void> {
    if (this.#options.numWorkers) throw waits('batches of workers')
    if (isIterableDataset(this.dataset)) throw waits('a stream of samples')
    const { seed, batches, skip } = this.#begin()
    try {
      for (let i = skip; ; ++i) {
        const indices = nextOf(batches!)
        if (!indices || this.#options.signal?.aborted) break
        this.#refuseDisposed()
        const batch = tidy(() => {
          const made = this.#fetcher.fetch(indices, deriveSeed(seed, i))
          if (types.isPromise(made)) throw refusePromised(made)
          return this.#place(made)
        })
        yield* this.#lend(batch)
      }
    } finally {
      batches!.return?.()
      this.#epochs.end()
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Out, void> {
    const { signal } = this.#options
    const epoch = this.#begin()
    const workers = this.numWorkers > 0 ? this.#workers.take(epoch.seed) : undefined
    const batches =
      workers?.batches(epoch) ?? (epoch.batches ? this.#batches(epoch) : this.#stream(epoch))
    let pending: Promise<IteratorResult<unknown, void>> | undefined
    try {
      for (;;) {
        const next = batches.next()
        const made = await unlessAborted(next, signal)
        if (made === aborted) pending = next
        if (made === aborted || made.done) break
        if (this.isDisposed || signal?.aborted) disposeOf(made.value)
        this.#refuseDisposed()
        if (signal?.aborted) break
        yield* this.#lend(this.#place(made.value))
        await setImmediate()
      }
    } finally {
      this.#epochs.end()
      await this.#leave(batches, pending, workers)
    }
  }

  /** @param pending what was left in the middle, and may never come */
  async #leave(
    batches: AsyncGenerator<unknown, void>,
    pending: Promise<IteratorResult<unknown, void>> | undefined,
    workers: Workers | undefined,
  ): Promise<void> {
    pending?.then(
      made => disposeOf(made.value),
      () => undefined,
    )
    const left = batches.return()
    if (pending) left.catch(() => undefined)
    if (pending) await workers?.stop()
    else await left
    if (workers) await this.#workers.giveBack(workers)
  }

  /** Where it is, in the middle of an epoch too: plain data, for `loadStateDict`. */
  stateDict(): LoaderState {
    return this.#epochs.state
  }

  /**
   * Goes on where a loader like this one was: the next time through gives the batches that were left
   * of that epoch, and epochs go on from there. Draws from the default generator are repeated without
   * touching its state; a `generator` must be as new as it was for the other loader.
   */
  loadStateDict(state: LoaderState): void {
    this.#epochs.restore(state)
  }

  protected release(): void {
    void this.#workers.close()
    if (this.#options.seed !== undefined) this.#generator?.dispose()
  }

  #begin(): Epoch {
    this.#refuseDisposed()
    return this.#epochs.begin()
  }

  /** In this thread; a dataset that must be waited for makes the next batch during the present one. */
  async *#batches({ seed, batches, skip }: Epoch): AsyncGenerator<unknown, void> {
    let index = skip
    const start = (): unknown => {
      const indices = nextOf(batches!)
      return indices && this.#fetcher.fetch(indices, deriveSeed(seed, index++))
    }
    let ahead: unknown
    try {
      for (let made = start(); made !== undefined; made = ahead ?? start()) {
        const batch = await Promise.resolve(made)
        ahead = types.isPromise(made) ? start() : undefined
        yield batch
      }
    } finally {
      batches!.return?.()
      if (types.isPromise(ahead)) disposeOf(await ahead.catch(() => undefined))
    }
  }

  async *#stream({ seed, skip }: Epoch): AsyncGenerator<unknown, void> {
    const { batchSize = 1, dropLast = false } = this.#options
    const stream = new BatchStream(this.#fetcher, batchSize, dropLast, deriveSeed(seed, 0))
    try {
      for (let i = 0; ; ++i) {
        const next = await stream.next()
        if (!next) return
        if (i < skip) disposeOf(next.batch)
        else yield next.batch
      }
    } finally {
      await stream.close()
    }
  }

  *#lend(batch: unknown): globalThis.Generator<Out, void> {
    this.#epochs.advance()
    try {
      yield batch as Out
    } finally {
      releaseBatch(batch)
    }
  }

  /** On its way to a GPU, from memory that the GPU reads itself, nobody waits for it. */
  #place(batch: unknown): unknown {
    const { device } = this
    const isForGpu = device.startsWith('cuda')
    const pins = isForGpu || (this.#options.pinMemory === true && isAvailable())
    const move = (tensor: Tensor): Tensor => {
      const source = pins && tensor.device === 'cpu' ? tensor.pinMemory() : tensor
      return isForGpu ? source.to({ device, nonBlocking: true }) : source.to(device)
    }
    if (!pins && tensorsIn(batch).every(tensor => tensor.device === device)) return batch
    const moved = tidy(() => mapTensors(batch, move))
    disposeOf(batch, tensorsIn(moved))
    return moved
  }

  #refuseDisposed(): void {
    if (!this.isDisposed) return
    throw new DisposedError('DISPOSED', 'DataLoader: expected a live loader, found a disposed one')
  }
}

function waits(found: string): OptionError {
  return new OptionError(
    `DataLoader: expected what need not be waited for in a loop without await, found ${found}; ` +
      'write for await (const batch of loader)',
  )
}

function refusePromised(promise: Promise<unknown>): DataError {
  promise.then(disposeOf, () => undefined)
  return new DataError(
    'DataLoader: expected a dataset that gives its samples at once in a loop without await, found ' +
      'one that promises them; write for await (const batch of loader)',
  )
}

export type { AnyDataset, Batch }
