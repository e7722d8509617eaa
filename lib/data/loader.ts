import { setImmediate } from 'node:timers/promises'
import {
  checkBoolean,
  checkInstance,
  checkOptionNames,
  checkPositiveInteger,
  describeValue,
} from '../base/check'
import { Disposable } from '../base/disposable'
import { DataError, DisposedError, OptionError } from '../base/errors'
import { chooseDevice } from '../runtime/device'
import { Generator } from '../runtime/generator'
import { Tensor, keep, operators, tidy } from '../tensor'
import type { Batch, BatchDataset as Dataset } from './dataset'

export interface LoaderOptions {
  batchSize?: number
  /** A new order each time the loader is gone through (default false). */
  shuffle?: boolean
  /** Where the orders are drawn from; by default the generator that `torch.manualSeed` seeds. */
  generator?: Generator
  /** In place of `generator`: the orders of a new one with this seed. */
  seed?: number | bigint
  /** Leave out a last batch that is smaller than the others. */
  dropLast?: boolean
  /** Where the batches are put. */
  device?: string
}

const optionNames = ['batchSize', 'shuffle', 'generator', 'seed', 'dropLast', 'device']

/**
 * Goes through a dataset batch by batch: `for await` lets the event loop run between batches, `for`
 * does not. The loader owns its batches and releases one when the next is asked for; `keep()` what
 * must outlive it. PyTorch: `torch.utils.data.DataLoader`, whose orders these are: the same seed
 * gives the same.
 */
export class DataLoader extends Disposable {
  readonly batchSize: number
  /** Where the batches are. */
  readonly device: string
  readonly #shuffle: boolean
  readonly #dropLast: boolean
  readonly #generator: Generator | undefined
  readonly #ownsGenerator: boolean

  /** @throws OptionError for options that are not known, and for what is no dataset. */
  constructor(
    readonly dataset: Dataset,
    options: LoaderOptions = {},
  ) {
    super()
    checkDataset(dataset)
    checkOptionNames('DataLoader', options, optionNames)
    const { batchSize = 1, shuffle = false, dropLast = false, device = 'cpu' } = options
    checkPositiveInteger('DataLoader: batchSize', batchSize)
    checkBoolean('DataLoader: shuffle', shuffle)
    checkBoolean('DataLoader: dropLast', dropLast)
    this.batchSize = batchSize
    this.device = chooseDevice(device, 'DataLoader: device').device
    this.#shuffle = shuffle
    this.#dropLast = dropLast
    this.#generator = generatorOf(options)
    this.#ownsGenerator = options.seed !== undefined
  }

  /** The number of batches. */
  get length(): number {
    const batches = this.dataset.length / this.batchSize
    return this.#dropLast ? Math.floor(batches) : Math.ceil(batches)
  }

  *[Symbol.iterator](): globalThis.Generator<Batch, void> {
    const order = this.#order()
    try {
      for (let i = 0; i < this.length; ++i) {
        const batch = this.#batch(order, i)
        try {
          yield batch
        } finally {
          release(batch)
        }
      }
      // PyTorch's sampler asks for the rest of an order once more, of no samples.
      if (this.#shuffle && this.#generator) this.#drawOrder(this.#generator).dispose()
    } finally {
      order.dispose()
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Batch, void> {
    for (const batch of this) {
      yield batch
      await setImmediate()
    }
  }

  /** Draws as PyTorch does: first a seed for its workers, which has no other use here. */
  #order(): Tensor {
    drawSeed(this.#generator)
    if (!this.#shuffle) return keep(operators.arange(this.dataset.length, { dtype: 'int64' }))
    return this.#drawOrder(this.#generator ?? new Generator(drawSeed()))
  }

  protected release(): void {
    if (this.#ownsGenerator) this.#generator?.dispose()
  }

  #drawOrder(generator: Generator): Tensor {
    return keep(operators.randperm(this.dataset.length, { generator }))
  }

  /** On its way to a GPU, from memory that the GPU reads itself, nobody waits for it. */
  #put(tensor: Tensor): Tensor {
    const { device } = this
    return device.startsWith('cuda') && tensor.device === 'cpu'
      ? tensor.pinMemory().to({ device, nonBlocking: true })
      : tensor.to(device)
  }

  #batch(order: Tensor, index: number): Batch {
    if (this.isDisposed) throw disposed('a live loader, found a disposed one')
    return tidy(() => {
      const start = index * this.batchSize
      const size = Math.min(this.batchSize, this.dataset.length - start)
      const batch: unknown = this.dataset.gather(operators.narrow(order, 0, start, size))
      checkBatch(batch)
      return { input: this.#put(batch.input), target: this.#put(batch.target) }
    })
  }
}

function checkDataset(dataset: unknown): void {
  const { length, gather } = (dataset ?? {}) as Partial<Dataset>
  if (Number.isSafeInteger(length) && length! >= 0 && typeof gather === 'function') return
  throw new OptionError(
    'DataLoader: expected a dataset, such as data.mnist() or an object with a length and ' +
      `gather(indices), found ${describeValue(dataset)}`,
  )
}

function checkBatch(batch: unknown): asserts batch is Batch {
  const { input, target } = (batch ?? {}) as Partial<Batch>
  if (input instanceof Tensor && target instanceof Tensor) return
  throw new DataError(
    'DataLoader: expected gather() to return the tensors { input, target }, found ' +
      describeValue(batch),
  )
}

function generatorOf({ generator, seed }: LoaderOptions): Generator | undefined {
  if (generator !== undefined && seed !== undefined)
    throw new OptionError('DataLoader: expected generator or seed, found both')
  if (generator !== undefined)
    checkInstance('DataLoader: generator', generator, Generator, 'a torch.Generator')
  return seed === undefined ? generator : new Generator(seed)
}

/** From the generator, or from the default one. */
function drawSeed(generator?: Generator): number | bigint {
  return tidy(() => {
    const drawn = operators.empty([], { dtype: 'int64' }).random_({ generator })
    return drawn.item<number | bigint>()
  })
}

/** A batch that was collected, as by `[...loader]`, says so when it is used. */
function release(batch: Batch): void {
  for (const name of ['input', 'target'] as const) {
    if (batch[name].kept) continue
    batch[name].dispose()
    Object.defineProperty(batch, name, { get: () => refuseReleased(name) })
  }
}

function refuseReleased(name: string): never {
  throw disposed(
    `the ${name} of the current batch, found one that was released when the loader went on; use ` +
      'each batch inside the loop, or call keep() on its tensors there',
  )
}

function disposed(expected: string): DisposedError {
  return new DisposedError('DISPOSED', `DataLoader: expected ${expected}`)
}
