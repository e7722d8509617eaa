import { checkBoolean, checkPositiveInteger, describeValue } from '../../base/check'
import { OptionError } from '../../base/errors'
import type { Sampler } from './sampler'

/** The indices of each batch. */
export interface BatchSource {
  readonly length: number
  [Symbol.iterator](): Iterator<readonly number[]>
}

/** What a sampler gives, in batches. PyTorch: `torch.utils.data.BatchSampler`. */
export class BatchSampler implements BatchSource {
  constructor(
    readonly sampler: Iterable<number> & { readonly length: number },
    readonly batchSize: number,
    readonly dropLast = false,
  ) {
    checkSampler('BatchSampler', sampler)
    checkPositiveInteger('BatchSampler: batchSize', batchSize)
    checkBoolean('BatchSampler: dropLast', dropLast)
  }

  get length(): number {
    const batches = this.sampler.length / this.batchSize
    return this.dropLast ? Math.floor(batches) : Math.ceil(batches)
  }

  *[Symbol.iterator](): globalThis.Generator<readonly number[], void> {
    let batch: number[] = []
    for (const index of this.sampler) {
      batch.push(index)
      if (batch.length < this.batchSize) continue
      yield batch
      batch = []
    }
    if (batch.length > 0 && !this.dropLast) yield batch
  }
}

/** Throws OptionError for what is not iterable or has no length. */
export function checkSampler(what: string, value: unknown): asserts value is Sampler {
  const { length, [Symbol.iterator]: iterate } = (value ?? {}) as Partial<Sampler>
  const isObject = typeof value === 'object'
  if (isObject && typeof iterate === 'function' && Number.isSafeInteger(length) && length! >= 0)
    return
  throw new OptionError(
    `${what}: expected a sampler, such as data.RandomSampler or an iterable with a length, found ` +
      describeValue(value),
  )
}
