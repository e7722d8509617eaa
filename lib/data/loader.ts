import { setImmediate } from 'node:timers/promises'
import { checkOptionNames, checkPositiveInteger } from '../base/check'
import { Generator } from '../runtime/generator'
import { operators, tidy, type Tensor } from '../tensor'
import type { Batch, Dataset } from './dataset'

export interface LoaderOptions {
  batchSize?: number
  /** A new order each time the loader is gone through (default false). */
  shuffle?: boolean
  /** The seed of the orders (default 0). */
  seed?: number
  /** Leave out a last batch that is smaller than the others. */
  dropLast?: boolean
  /** Where the batches are put. */
  device?: string
}

const optionNames = ['batchSize', 'shuffle', 'seed', 'dropLast', 'device']

/**
 * Goes through a dataset batch by batch: `for await` lets the event loop run between batches, `for`
 * does not. The loader owns its batches and releases one when the next is asked for; `keep()` what
 * must outlive it. PyTorch: `torch.utils.data.DataLoader`.
 */
export class DataLoader {
  readonly batchSize: number
  /** Where the batches are. */
  readonly device: string
  readonly #options: LoaderOptions
  readonly #generator: Generator

  constructor(
    readonly dataset: Dataset,
    options: LoaderOptions = {},
  ) {
    checkOptionNames('DataLoader', options, optionNames)
    this.batchSize = options.batchSize ?? 1
    checkPositiveInteger('DataLoader: batchSize', this.batchSize)
    this.device = options.device ?? 'cpu'
    this.#options = options
    this.#generator = new Generator(options.seed ?? 0)
  }

  /** The number of batches. */
  get length(): number {
    const batches = this.dataset.length / this.batchSize
    return this.#options.dropLast ? Math.floor(batches) : Math.ceil(batches)
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

  #order(): Tensor {
    const { length } = this.dataset
    return tidy(() =>
      this.#options.shuffle
        ? operators.randperm(length, { generator: this.#generator })
        : operators.arange(length, { dtype: 'int64' }),
    )
  }

  /** On its way to a GPU, from memory that the GPU reads itself, nobody waits for it. */
  #put(tensor: Tensor): Tensor {
    const { device } = this
    return device.startsWith('cuda') && tensor.device === 'cpu'
      ? tensor.pinMemory().to({ device, nonBlocking: true })
      : tensor.to(device)
  }

  #batch(order: Tensor, index: number): Batch {
    return tidy(() => {
      const start = index * this.batchSize
      const size = Math.min(this.batchSize, this.dataset.length - start)
      const { input, target } = this.dataset.gather(operators.narrow(order, 0, start, size))
      return { input: this.#put(input), target: this.#put(target) }
    })
  }
}

function release({ input, target }: Batch): void {
  if (!input.kept) input.dispose()
  if (!target.kept) target.dispose()
}
