/** Datasets made of datasets. None owns what it is made of. */
import { types } from 'node:util'
import { checkFunction, describeValue, isPlainObject } from '../base/check'
import { DataError, OptionError } from '../base/errors'
import type { TypedArray } from '../base/typedArray'
import { fromTypedArray, isTensor, type Tensor } from '../tensor'
import {
  checkDataset,
  checkIndex,
  datasetOf,
  isIterableDataset,
  type Dataset,
  type IterableDataset,
} from './dataset'
import { recipeOf, type Recipe } from './recipe'

type Gather = (indices: Tensor) => unknown

function isPromise<T>(value: T | Promise<T>): value is Promise<T> {
  return types.isPromise(value)
}

/** In memory that threads share. */
function sharedIndices(what: string, indices: unknown, length: number): Float64Array {
  const given = isTensor(indices) ? indices.toTypedArray() : indices
  if (!Array.isArray(given) && !types.isTypedArray(given))
    throw new OptionError(`${what}: expected an array of indices, found ${describeValue(indices)}`)
  const count = (given as TypedArray).length
  const shared = new Float64Array(new SharedArrayBuffer(8 * count))
  for (let i = 0; i < count; ++i) {
    const index: unknown = (given as TypedArray)[i]
    const position = typeof index === 'bigint' ? Number(index) : index
    checkIndex(`${what}[${i}]`, position, length)
    shared[i] = position as number
  }
  return shared
}

/**
 * The samples of a dataset at `indices`, in their order. PyTorch: `torch.utils.data.Subset`.
 * @throws OptionError for an index that the dataset has not.
 */
export class Subset<Sample> implements Dataset<Sample> {
  readonly length: number
  readonly indices: Float64Array
  readonly dataset: Dataset<Sample>
  /** There where the dataset has it. */
  readonly gather?: Gather

  constructor(
    dataset: Dataset<Sample> | readonly Sample[],
    indices: readonly number[] | TypedArray | Tensor,
  ) {
    const whole = (this.dataset = datasetOf('Subset', dataset))
    this.indices = sharedIndices('Subset: indices', indices, whole.length)
    this.length = this.indices.length
    if (whole.gather) this.gather = positions => whole.gather!(this.#within(positions))
  }

  get(index: number): Sample | Promise<Sample> {
    checkIndex('Subset.get', index, this.length)
    return this.dataset.get(this.indices[index]!)
  }

  recipe(): Recipe {
    const args = [recipeOf(this.dataset, 'Subset'), this.indices]
    return { module: __filename, name: 'Subset', args }
  }

  #within(positions: Tensor): Tensor {
    const own = positions.toTypedArray() as BigInt64Array
    return fromTypedArray(own.map(position => BigInt(this.indices[Number(position)]!)))
  }
}

/** Several datasets, one after the other. PyTorch: `torch.utils.data.ConcatDataset`. */
export class ConcatDataset<Sample> implements Dataset<Sample> {
  readonly length: number
  /** The number of samples up to the end of each. */
  readonly cumulativeSizes: readonly number[]

  readonly datasets: readonly Dataset<Sample>[]

  constructor(datasets: readonly (Dataset<Sample> | readonly Sample[])[]) {
    checkList('ConcatDataset', datasets)
    this.datasets = datasets.map((dataset, i) => datasetOf(`ConcatDataset[${i}]`, dataset))
    let length = 0
    this.cumulativeSizes = this.datasets.map(dataset => (length += dataset.length))
    this.length = length
  }

  get(index: number): Sample | Promise<Sample> {
    checkIndex('ConcatDataset.get', index, this.length)
    const which = this.cumulativeSizes.findIndex(end => index < end)
    return this.datasets[which]!.get(index - (this.cumulativeSizes[which - 1] ?? 0))
  }

  recipe(): Recipe {
    const args = [this.datasets.map((dataset, i) => recipeOf(dataset, `ConcatDataset[${i}]`))]
    return { module: __filename, name: 'ConcatDataset', args }
  }
}

/** Several streams, one after the other. PyTorch: `torch.utils.data.ChainDataset`. */
export class ChainDataset<Sample> implements IterableDataset<Sample> {
  constructor(readonly datasets: readonly IterableDataset<Sample>[]) {
    checkList('ChainDataset', datasets)
    datasets.forEach((dataset, i) => {
      if (isIterableDataset(dataset)) return
      throw new OptionError(
        `ChainDataset[${i}]: expected an iterable of samples, found ${describeValue(dataset)}; ` +
          'ConcatDataset is for datasets by index',
      )
    })
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Sample, void> {
    for (const dataset of this.datasets) yield* dataset as AsyncIterable<Sample>
  }

  recipe(): Recipe {
    const args = [this.datasets.map((dataset, i) => recipeOf(dataset, `ChainDataset[${i}]`))]
    return { module: __filename, name: 'ChainDataset', args }
  }
}

type Datasets = readonly Dataset[] | Readonly<Record<string, Dataset>>
type SampleOf<D> = D extends Dataset<infer Sample> ? Sample : never
type Stacked<D extends Datasets> = { -readonly [Key in keyof D]: SampleOf<D[Key]> }

/**
 * Datasets side by side: of an array of them a sample is the array of their samples, of an object
 * the object of them. PyTorch: `torch.utils.data.StackDataset`.
 * @throws DataError when their lengths differ.
 */
export class StackDataset<D extends Datasets> implements Dataset<Stacked<D>> {
  readonly length: number
  /** There where all of the datasets have it. */
  readonly gather?: Gather

  constructor(readonly datasets: D) {
    if (!isPlainObject(datasets)) checkList('StackDataset', datasets)
    const entries = Object.entries(datasets) as [string, Dataset][]
    if (entries.length === 0) checkList('StackDataset', [])
    for (const [name, dataset] of entries) checkDataset(`StackDataset: ${name}`, dataset)
    this.length = entries[0]![1].length
    const other = entries.find(([, { length }]) => length !== this.length)
    if (other)
      throw new DataError(
        `StackDataset: expected datasets of one length, found ${this.length} of ` +
          `'${entries[0]![0]}' and ${other[1].length} of '${other[0]}'`,
      )
    if (entries.every(([, dataset]) => dataset.gather !== undefined))
      this.gather = indices => this.#each(dataset => dataset.gather!(indices))
  }

  get(index: number): Stacked<D> | Promise<Stacked<D>> {
    return this.#each(dataset => dataset.get(index)) as Stacked<D> | Promise<Stacked<D>>
  }

  recipe(): Recipe {
    const { datasets } = this
    const keys = Array.isArray(datasets) ? null : Object.keys(datasets)
    const made = Object.entries(datasets).map(([name, dataset]) =>
      recipeOf(dataset, `StackDataset: ${name}`),
    )
    return { module: __filename, name: 'stackDatasetOf', args: [keys, made] }
  }

  #each(read: (dataset: Dataset) => unknown): unknown {
    const { datasets } = this
    const values = Object.values(datasets as Record<string, Dataset>).map(read)
    const join = (read: unknown[]): unknown =>
      Array.isArray(datasets)
        ? read
        : Object.fromEntries(Object.keys(datasets).map((name, i) => [name, read[i]]))
    return values.some(isPromise) ? Promise.all(values).then(join) : join(values)
  }
}

/** What a recipe calls. @internal */
export function stackDatasetOf(
  keys: readonly string[] | null,
  datasets: readonly Dataset[],
): Dataset {
  if (!keys) return new StackDataset(datasets)
  return new StackDataset(Object.fromEntries(keys.map((key, i) => [key, datasets[i]!])))
}

/**
 * A dataset whose samples are passed through a function when they are asked for. For the threads of
 * a loader the function must have been marked by `exported`.
 */
export class MappedDataset<Sample, Mapped> implements Dataset<Mapped> {
  readonly length: number
  readonly dataset: Dataset<Sample>

  constructor(
    dataset: Dataset<Sample> | readonly Sample[],
    readonly fn: (sample: Sample, index: number) => Mapped | Promise<Mapped>,
  ) {
    this.dataset = datasetOf('MappedDataset', dataset)
    checkFunction('MappedDataset: fn', fn)
    this.length = this.dataset.length
  }

  get(index: number): Mapped | Promise<Mapped> {
    checkIndex('MappedDataset.get', index, this.length)
    const sample = this.dataset.get(index)
    return isPromise(sample) ? sample.then(value => this.fn(value, index)) : this.fn(sample, index)
  }

  recipe(): Recipe {
    const args = [recipeOf(this.dataset, 'MappedDataset'), recipeOf(this.fn, 'MappedDataset: fn')]
    return { module: __filename, name: 'MappedDataset', args }
  }
}

function checkList(what: string, datasets: unknown): void {
  if (Array.isArray(datasets) && datasets.length > 0) return
  throw new OptionError(
    `${what}: expected an array of at least one dataset, found ${describeValue(datasets)}`,
  )
}
