/**
 * What a dataset is. A loader takes any object of one of these forms; no class need be extended.
 *
 * - `Dataset`: has a `length` and gives sample by sample, `get(index)`, at once or as a promise.
 *   Where whole batches are cheaper than their samples, `gather(indices)` gives one, collated:
 *   PyTorch's `__getitem__` and `__getitems__`.
 * - `IterableDataset`: a stream of samples, `for await (const sample of dataset)`.
 *
 * In the threads of a loader a dataset is made again: by its `recipe()`, or as what it was marked by
 * `exported` (recipe.ts). Tensors are shared on the way, not copied, and so are SharedArrayBuffers.
 */
import { describeValue } from '../base/check'
import { OptionError } from '../base/errors'
import type { Tensor } from '../tensor'
import { mapTensors } from './loader/contents'
import type { HasRecipe } from './recipe'

/** What a loader hands out of samples that are `{ input, target }`. */
export interface Batch {
  input: Tensor
  target: Tensor
}

/** Samples by their index. PyTorch: `torch.utils.data.Dataset`. */
export interface Dataset<Sample = unknown> extends Partial<HasRecipe> {
  readonly length: number
  /** The sample at an index from 0 to length − 1; tensors in it belong to the caller. */
  get(index: number): Sample | Promise<Sample>
  /**
   * The samples at `indices`, int64 [B] on the CPU, as the batch that collating them gives:
   * `Collated<Sample>`, or a promise of it.
   */
  gather?(indices: Tensor): unknown
}

/** Batches alone: what has no single samples. */
export interface BatchDataset<Collated = Batch> extends Partial<HasRecipe> {
  readonly length: number
  gather(indices: Tensor): Collated | Promise<Collated>
}

/** Samples in the order of their coming. PyTorch: `torch.utils.data.IterableDataset`. */
export interface IterableDataset<Sample = unknown> extends Partial<HasRecipe> {
  [Symbol.asyncIterator]?(): AsyncIterator<Sample>
  [Symbol.iterator]?(): Iterator<Sample>
}

/** What a loader takes. */
export type AnyDataset = Dataset | BatchDataset<unknown> | IterableDataset | readonly unknown[]

/** An array as a dataset of its elements, whose tensors stay with it. */
export class ArrayDataset implements Dataset {
  constructor(readonly samples: readonly unknown[]) {}

  get length(): number {
    return this.samples.length
  }

  get(index: number): unknown {
    return mapTensors(this.samples[index], tensor => tensor.viewAs(tensor))
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function hasLength(value: object): boolean {
  const { length } = value as { length?: unknown }
  return Number.isSafeInteger(length) && (length as number) >= 0
}

/** Whether a value gives samples by their index. */
export function isDataset(value: unknown): value is Dataset {
  return isObject(value) && hasLength(value) && typeof (value as Dataset).get === 'function'
}

/** Whether a value gives batches by the indices of their samples. */
export function isBatchDataset(value: unknown): value is BatchDataset {
  return isObject(value) && hasLength(value) && typeof (value as Dataset).gather === 'function'
}

/** Whether a value is a stream of samples: arrays and datasets by index are none. */
export function isIterableDataset(value: unknown): value is IterableDataset {
  if (!isObject(value) || Array.isArray(value) || isDataset(value) || isBatchDataset(value))
    return false
  const { [Symbol.asyncIterator]: later, [Symbol.iterator]: now } = value as IterableDataset
  return typeof later === 'function' || typeof now === 'function'
}

/** Throws OptionError for what gives no samples by index. */
export function checkDataset(what: string, value: unknown): asserts value is Dataset {
  if (isDataset(value)) return
  throw new OptionError(
    `${what}: expected a dataset, such as data.mnist('train') or an object with a length and ` +
      `get(index), found ${describeValue(value)}`,
  )
}

/** What gives samples by index: a dataset, or an array of them. @throws OptionError for others. */
export function datasetOf<Sample>(
  what: string,
  value: Dataset<Sample> | readonly Sample[],
): Dataset<Sample> {
  if (Array.isArray(value)) return new ArrayDataset(value) as Dataset<Sample>
  checkDataset(what, value)
  return value
}

/** Throws OptionError INDEX for what is no index of a sample. */
export function checkIndex(what: string, index: unknown, length: number): void {
  if (Number.isInteger(index) && (index as number) >= 0 && (index as number) < length) return
  throw new OptionError(
    `${what}: expected an index from 0 to ${length - 1}, found ${describeValue(index)}` +
      (length === 0 ? ' (the dataset is empty)' : ''),
  )
}
