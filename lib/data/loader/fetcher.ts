/** How a batch is made: samples, collated and transformed. The same in every thread. */
import { types } from 'node:util'
import { describeValue, isPlainObject } from '../../base/check'
import { DataError } from '../../base/errors'
import { fromTypedArray, isTensor, tidy, tidyUnlessPromise, type Tensor } from '../../tensor'
import { defaultCollate, defaultConvert } from '../collate'
import {
  ArrayDataset,
  checkIndex,
  isBatchDataset,
  type AnyDataset,
  type BatchDataset,
  type Dataset,
  type IterableDataset,
} from '../dataset'
import { deriveSeed, withSeed } from '../seed'
import { Transform, type Pair } from '../transform'
import { disposeOf, tensorsIn } from './contents'
import { placed } from './places'

export type Collate = (samples: never) => unknown
export type BatchTransform = Transform | ((batch: never) => unknown)

export interface FetchOptions {
  collate?: Collate
  transform?: BatchTransform
  /** False hands out samples alone. */
  batched: boolean
}

/** Makes batches of a dataset, at once where the dataset gives its samples at once. */
export class Fetcher {
  readonly #options: FetchOptions
  readonly dataset: Dataset | BatchDataset<unknown> | IterableDataset

  constructor(dataset: AnyDataset, options: FetchOptions) {
    this.dataset = Array.isArray(dataset) ? new ArrayDataset(dataset) : dataset
    this.#options = options
  }

  /** The batch of the samples at these indices, or a promise of it. */
  fetch(indices: readonly number[], seed: bigint): unknown {
    return tidyUnlessPromise(() => {
      const { batched, collate } = this.#options
      const dataset = this.dataset as Dataset
      for (const index of indices) checkIndex('DataLoader: sampler', index, dataset.length)
      if (batched && !collate && isBatchDataset(dataset))
        return this.#gather(dataset, indices, seed)
      return this.#collect(dataset, indices, seed)
    })
  }

  /** What streams gave, as a batch. */
  finish(samples: unknown[], seed: bigint): unknown {
    return tidyUnlessPromise(() => this.#finish(samples, seed))
  }

  #finish(samples: unknown[], seed: bigint): unknown {
    return releasing(samples, () => this.#made(this.#collate(samples, seed), samples, seed))
  }

  #gather(dataset: BatchDataset<unknown>, indices: readonly number[], seed: bigint): unknown {
    const positions = tidy(() => toIndices(indices))
    const gathered = placed(
      () => `samples ${shortList(indices)}`,
      () => releasing(positions, () => withSeed(seed, () => dataset.gather(positions))),
    )
    return then(gathered, batch => {
      disposeOf(positions, tensorsIn(batch))
      if (typeof batch === 'object' && batch !== null) return this.#made(batch, [], seed)
      throw new DataError(
        'DataLoader: expected gather() to return a batch, such as the tensors { input, target }, ' +
          `found ${describeValue(batch)}`,
      )
    })
  }

  #collect(dataset: Dataset, indices: readonly number[], seed: bigint): unknown {
    const samples: unknown[] = []
    indices.forEach((index, i) => {
      const get = (): unknown => withSeed(deriveSeed(seed, i), () => dataset.get(index))
      samples.push(releasing(samples, () => placed(() => `sample ${index}`, get)))
    })
    const place = (): string => `samples ${shortList(indices)}`
    const finish = (ready: unknown[]): unknown => placed(place, () => this.#finish(ready, seed))
    if (!samples.some(types.isPromise)) return finish(samples)
    return allOf(samples).then(finish)
  }

  #collate(samples: unknown[], seed: bigint): unknown {
    const { batched, collate } = this.#options
    const given = batched ? samples : samples[0]
    // Each sample has drawn from a seed of its own number.
    if (collate) return withSeed(deriveSeed(seed, samples.length), () => collate(given as never))
    return batched ? defaultCollate(samples) : defaultConvert(given)
  }

  /** Transforms, and releases what the batch was made of. */
  #made(batch: unknown, samples: unknown[], seed: bigint): unknown {
    if (!this.#options.transform && samples.length === 0) return batch
    return then(batch, collated => {
      const transformed = releasing(collated, () =>
        withSeed(seed, () => transformBatch(collated, this.#options.transform)),
      )
      return then(transformed, result => {
        const kept = tensorsIn(result)
        disposeOf(samples, kept)
        disposeOf(collated, kept)
        return result
      })
    })
  }
}

/** Of `{ input, target }` and `[input, target]` a Transform changes these two; the rest stays. */
function transformBatch(batch: unknown, transform: BatchTransform | undefined): unknown {
  if (!transform) return batch
  if (!(transform instanceof Transform)) return transform(batch as never)
  if (Array.isArray(batch) && isTensor(batch[0]) && isTensor(batch[1])) {
    const { input, target } = transform.apply({ input: batch[0], target: batch[1] })
    return [input, target, ...(batch.slice(2) as unknown[])]
  }
  if (isPlainObject(batch)) return { ...batch, ...transform.apply(batch as Pair) }
  throw new DataError(
    'DataLoader: transform: expected batches { input, target } or [input, target] of tensors, found ' +
      `${describeValue(batch)}; a function (batch) => batch takes others`,
  )
}

/** Lets go of what was made for it where `make` fails, of promises as soon as they are kept. */
function releasing(values: unknown, make: () => unknown): unknown {
  const release = (error: unknown): never => {
    for (const value of Array.isArray(values) ? (values as unknown[]) : [values]) {
      if (types.isPromise(value)) value.then(disposeOf, () => undefined)
      else disposeOf(value)
    }
    throw error
  }
  try {
    const made = make()
    return types.isPromise(made) ? made.catch(release) : made
  } catch (error) {
    return release(error)
  }
}

function then(value: unknown, next: (value: unknown) => unknown): unknown {
  return types.isPromise(value) ? value.then(next) : next(value)
}

/** Waits for all of them, also where one fails: none is left behind. */
async function allOf(samples: unknown[]): Promise<unknown[]> {
  const settled = await Promise.allSettled(samples)
  const failed = settled.find(result => result.status === 'rejected')
  const ready = settled.map(result => (result.status === 'fulfilled' ? result.value : undefined))
  if (!failed) return ready
  disposeOf(ready)
  throw failed.reason
}

/** Through doubles, since JavaScript is slow to make bigints. */
function toIndices(indices: readonly number[]): Tensor {
  return fromTypedArray(Float64Array.from(indices)).to('int64')
}

function shortList(indices: readonly number[]): string {
  const shown = indices.slice(0, 8).join(', ')
  return indices.length > 8 ? `${shown}, … (${indices.length})` : shown
}
