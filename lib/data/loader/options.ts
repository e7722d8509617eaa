/** What a DataLoader is told, and whether that fits together. */
import type { Abortable } from '../../base/abort'
import {
  checkBoolean,
  checkCount,
  checkFunction,
  checkInstance,
  checkOptionNames,
  checkPositiveInteger,
  describeValue,
} from '../../base/check'
import { OptionError } from '../../base/errors'
import { checkSeed, Generator } from '../../runtime/generator'
import { isBatchDataset, isDataset, isIterableDataset } from '../dataset'
import { BatchSampler, checkSampler, type BatchSource } from '../sampler/batchSampler'
import { RandomSampler, SequentialSampler, type Sampler } from '../sampler/sampler'
import { Transform, fromConfig, type TransformConfig } from '../transform'
import type { BatchTransform, Collate } from './fetcher'

export interface LoaderOptions {
  /** Samples in a batch (default 1); null hands out samples alone, as they are. */
  batchSize?: number | null
  /** A new order each time the loader is gone through (default false). */
  shuffle?: boolean
  /** The order of the samples, in place of `shuffle`. */
  sampler?: Iterable<number> & { readonly length: number }
  /** The indices of each batch, in place of `batchSize`, `shuffle`, `sampler` and `dropLast`. */
  batchSampler?: Iterable<readonly number[]> & { readonly length: number }
  /**
   * How many threads make batches (default 0: this one does). Dataset, `collate`, `transform` and
   * `workerInit` must be what another thread can make again (docs/guides/your-own-transform.md).
   */
  numWorkers?: number
  /** A batch of samples (default `data.defaultCollate`); without batches, of a sample. */
  collate?: Collate
  /**
   * What is done to each batch: a Transform, a list as of a configuration file, or a function of the
   * batch. It draws random numbers that depend on the loader's seed alone.
   */
  transform?: BatchTransform | readonly TransformConfig[]
  /** Put batches in memory that a GPU reads itself; without one it is left out. */
  pinMemory?: boolean
  /** Leave out a last batch that is smaller than the others. */
  dropLast?: boolean
  /** How many seconds a batch of a worker is waited for (default 0: as long as it takes). */
  timeout?: number
  /** Called in each worker with its number, before it reads. */
  workerInit?: (id: number) => unknown
  /** How many batches each worker makes in advance (default 2). */
  prefetchFactor?: number
  /** Keep the workers until the loader is disposed of, not for an epoch alone. */
  persistentWorkers?: boolean
  /** Where the orders are drawn from; by default the generator that `torch.manualSeed` seeds. */
  generator?: Generator
  /** In place of `generator`: the orders of a new one with this seed. */
  seed?: number | bigint
  /** Where the batches are put. */
  device?: string
  /** Ends at the batch before which it is aborted. */
  signal?: Abortable
}

const optionNames = [
  'batchSize',
  'shuffle',
  'sampler',
  'batchSampler',
  'numWorkers',
  'collate',
  'transform',
  'pinMemory',
  'dropLast',
  'timeout',
  'workerInit',
  'prefetchFactor',
  'persistentWorkers',
  'generator',
  'seed',
  'device',
  'signal',
]

/** Throws OptionError for what is not known or does not fit together. */
export function checkLoaderOptions(dataset: unknown, options: LoaderOptions): void {
  checkAnyDataset(dataset)
  checkOptionNames('DataLoader', options, optionNames)
  const { batchSize = 1, numWorkers = 0, timeout = 0, prefetchFactor = 2 } = options
  if (batchSize !== null) checkPositiveInteger('DataLoader: batchSize', batchSize)
  for (const name of ['shuffle', 'dropLast', 'pinMemory', 'persistentWorkers'] as const)
    checkBoolean(`DataLoader: ${name}`, options[name] ?? false)
  checkCount('DataLoader: numWorkers', numWorkers)
  checkPositiveInteger('DataLoader: prefetchFactor', prefetchFactor)
  if (!(typeof timeout === 'number' && timeout >= 0 && timeout < 2 ** 31 / 1000))
    throw new OptionError(
      `DataLoader: timeout: expected seconds from 0 to 2,000,000, found ${describeValue(timeout)}`,
    )
  checkFunctions(options)
  checkGenerators(options)
  checkSamplers(dataset, options)
  if (numWorkers > 0) return
  for (const name of ['workerInit', 'prefetchFactor', 'timeout'] as const)
    if (options[name] !== undefined && options[name] !== 0)
      throw new OptionError(`DataLoader: ${name}: expected none where numWorkers is 0`)
  if (options.persistentWorkers)
    throw new OptionError('DataLoader: persistentWorkers: expected numWorkers of at least 1')
}

function checkAnyDataset(dataset: unknown): void {
  if (
    Array.isArray(dataset) ||
    isDataset(dataset) ||
    isBatchDataset(dataset) ||
    isIterableDataset(dataset)
  )
    return
  throw new OptionError(
    'DataLoader: expected a dataset, such as data.mnist() or an object with a length and ' +
      `get(index) or gather(indices), or a stream of samples, found ${describeValue(dataset)}`,
  )
}

function checkFunctions({ collate, workerInit, transform, signal }: LoaderOptions): void {
  if (collate !== undefined) checkFunction('DataLoader: collate', collate)
  if (workerInit !== undefined) checkFunction('DataLoader: workerInit', workerInit)
  const isTransform = transform instanceof Transform || Array.isArray(transform)
  if (transform !== undefined && !isTransform) checkFunction('DataLoader: transform', transform)
  if (signal === undefined || typeof (signal as Partial<Abortable> | null)?.aborted === 'boolean')
    return
  throw new OptionError(
    `DataLoader: signal: expected an AbortSignal, found ${describeValue(signal)}`,
  )
}

function checkGenerators({ generator, seed }: LoaderOptions): void {
  if (generator !== undefined && seed !== undefined)
    throw new OptionError('DataLoader: expected generator or seed, found both')
  if (seed !== undefined) checkSeed('DataLoader: seed', seed)
  if (generator !== undefined)
    checkInstance('DataLoader: generator', generator, Generator, 'a torch.Generator')
}

/** PyTorch's rules. */
function checkSamplers(dataset: unknown, options: LoaderOptions): void {
  const { sampler, batchSampler, shuffle = false, batchSize, dropLast = false } = options
  if (sampler !== undefined) checkSampler('DataLoader: sampler', sampler)
  if (batchSampler !== undefined) checkSampler('DataLoader: batchSampler', batchSampler)
  const refuse = (expected: string): never => {
    throw new OptionError(`DataLoader: expected ${expected}`)
  }
  if (isIterableDataset(dataset) && (shuffle || sampler || batchSampler))
    refuse('no shuffle, sampler or batchSampler for a stream, whose order is its own')
  if (sampler && shuffle) refuse('sampler or shuffle, found both')
  if (batchSampler && (sampler || shuffle || dropLast || batchSize !== undefined))
    refuse('batchSampler alone, found batchSize, shuffle, sampler or dropLast beside it')
  if (batchSize === null && dropLast) refuse('no dropLast where batchSize is null')
  if (isBatchDataset(dataset) && !isDataset(dataset) && (batchSize === null || options.collate))
    refuse('a dataset with get(index) for collate or batchSize null, found one of whole batches')
}

export function transformOf(transform: LoaderOptions['transform']): BatchTransform | undefined {
  return Array.isArray(transform)
    ? fromConfig(transform as readonly TransformConfig[])
    : (transform as BatchTransform | undefined)
}

/** In which order batches are made; null for streams. */
export function batchSourceOf(
  dataset: unknown,
  options: LoaderOptions,
  generator: Generator | undefined,
): BatchSource | null {
  if (isIterableDataset(dataset)) return null
  if (options.batchSampler) return options.batchSampler
  const counted = dataset as { readonly length: number }
  const sampler: Sampler =
    (options.sampler as Sampler | undefined) ??
    (options.shuffle ? new RandomSampler(counted, { generator }) : new SequentialSampler(counted))
  const { batchSize = 1, dropLast = false } = options
  return new BatchSampler(sampler, batchSize ?? 1, dropLast)
}
