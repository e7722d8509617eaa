import { checkBoolean, checkCount, checkInteger, checkOptionNames } from '../../base/check'
import { OptionError } from '../../base/errors'
import { Generator } from '../../runtime/generator'
import { RandomSampler, SequentialSampler, type Counted, type Sampler } from './sampler'

export interface DistributedSamplerOptions {
  /** How many processes share the samples, and which of them this is. */
  numReplicas: number
  rank: number
  /** Default true: another order each epoch, the same in all processes. */
  shuffle?: boolean
  seed?: number
  /** Leave out what does not divide evenly (default false: some samples come twice). */
  dropLast?: boolean
}

const optionNames = ['numReplicas', 'rank', 'shuffle', 'seed', 'dropLast']

/**
 * The part of the samples that one of several processes takes. Call `setEpoch` before each epoch.
 * PyTorch: `torch.utils.data.distributed.DistributedSampler`.
 */
export class DistributedSampler implements Sampler {
  readonly length: number
  readonly numReplicas: number
  readonly rank: number
  readonly #options: Required<DistributedSamplerOptions>
  #epoch = 0

  constructor(
    readonly dataset: Counted,
    options: DistributedSamplerOptions,
  ) {
    checkOptionNames('DistributedSampler', options, optionNames)
    const { numReplicas, rank, shuffle = true, seed = 0, dropLast = false } = options
    checkCount('DistributedSampler: numReplicas', numReplicas)
    checkCount('DistributedSampler: rank', rank)
    if (rank >= numReplicas)
      throw new OptionError(
        `DistributedSampler: expected a rank from 0 to ${numReplicas - 1}, found ${rank}`,
      )
    checkBoolean('DistributedSampler: shuffle', shuffle)
    checkInteger('DistributedSampler: seed', seed)
    checkBoolean('DistributedSampler: dropLast', dropLast)
    this.numReplicas = numReplicas
    this.rank = rank
    this.#options = { numReplicas, rank, shuffle, seed, dropLast }
    const { length } = new SequentialSampler(dataset)
    this.length = dropLast ? Math.floor(length / numReplicas) : Math.ceil(length / numReplicas)
  }

  /** What `setEpoch` was last given. */
  get epoch(): number {
    return this.#epoch
  }

  /** The next time it is gone through, the order is that of this epoch. */
  setEpoch(epoch: number): void {
    checkCount('DistributedSampler.setEpoch', epoch)
    this.#epoch = epoch
  }

  *[Symbol.iterator](): globalThis.Generator<number, void> {
    const { numReplicas, rank } = this.#options
    const order = this.#order()
    for (let i = 0; i < this.length; ++i) yield order[(rank + i * numReplicas) % order.length]!
  }

  #order(): number[] {
    const { shuffle, seed } = this.#options
    if (!shuffle || this.dataset.length === 0) return [...new SequentialSampler(this.dataset)]
    using generator = new Generator(seed + this.#epoch)
    return [...new RandomSampler(this.dataset, { generator })]
  }
}
