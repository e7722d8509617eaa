import { describeValue } from '../../../base/check'
import type { DType } from '../../../base/dtype'
import { TorchError } from '../../../base/errors'
import type { Tensor } from '../../../tensor'
import {
  checkTensor,
  parseToOptions,
  type Device,
  type ToOptions,
  type WrittenDevice,
} from '../../../tensor'
import { invertPermutation } from './permutation'

function checkOptional(what: string, value: unknown): void {
  if (value !== null) checkTensor(what, value)
}

/**
 * Sequences of different lengths without padding: the rows of the first step, then those of the
 * second, …, the longest sequences first. `batchSizes` has the number of rows of each step and is on
 * the CPU. Made by `packSequence` and `packPaddedSequence`.
 * PyTorch: `torch.nn.utils.rnn.PackedSequence`.
 */
export class PackedSequence {
  readonly unsortedIndices: Tensor | null

  constructor(
    readonly data: Tensor,
    readonly batchSizes: Tensor,
    /** Where each sequence was before they were sorted by length; null if they were sorted. */
    readonly sortedIndices: Tensor | null = null,
    unsortedIndices: Tensor | null = null,
  ) {
    checkTensor('PackedSequence: data', data)
    checkTensor('PackedSequence: batchSizes', batchSizes)
    checkOptional('PackedSequence: sortedIndices', sortedIndices)
    checkOptional('PackedSequence: unsortedIndices', unsortedIndices)
    if (batchSizes.device !== 'cpu') {
      throw new TorchError(
        'DEVICE',
        `PackedSequence: expected batchSizes on the CPU, found ${batchSizes.device}`,
      )
    }
    this.unsortedIndices = unsortedIndices ?? invertPermutation(sortedIndices)
  }

  /** data, batchSizes, sortedIndices and unsortedIndices, as PyTorch's named tuple gives them. */
  *[Symbol.iterator](): IterableIterator<Tensor | null> {
    yield this.data
    yield this.batchSizes
    yield this.sortedIndices
    yield this.unsortedIndices
  }

  get isCuda(): boolean {
    return this.data.isCuda
  }

  /** The data in another dtype or on another device, where the indices follow; itself if it is so. */
  to<Given extends string>(target: DType | WrittenDevice<Given> | ToOptions<Given>): PackedSequence
  to(target: DType | Device | ToOptions): PackedSequence {
    const known = ['device', 'dtype', 'nonBlocking', 'copy']
    const options = parseToOptions('PackedSequence.to', target, {}, known)
    const data = this.data.to(options)
    if (!options.copy && data.dtype === this.data.dtype && data.device === this.data.device) {
      data.dispose()
      return this
    }
    const follow = (indices: Tensor | null): Tensor | null =>
      indices && indices.to({ device: data.device })
    const { batchSizes, sortedIndices, unsortedIndices } = this
    return new PackedSequence(data, batchSizes, follow(sortedIndices), follow(unsortedIndices))
  }

  cpu(): PackedSequence {
    return this.to({ device: 'cpu' })
  }

  cuda<Given extends string>(device?: WrittenDevice<Given>): PackedSequence
  cuda(device: Device = 'cuda'): PackedSequence {
    return this.to({ device })
  }

  double(): PackedSequence {
    return this.to('float64')
  }

  float(): PackedSequence {
    return this.to('float32')
  }

  half(): PackedSequence {
    return this.to('float16')
  }

  long(): PackedSequence {
    return this.to('int64')
  }

  int(): PackedSequence {
    return this.to('int32')
  }

  short(): PackedSequence {
    return this.to('int16')
  }

  char(): PackedSequence {
    return this.to('int8')
  }

  byte(): PackedSequence {
    return this.to('uint8')
  }

  /** Data and indices in memory that a GPU reads itself. PyTorch: `pin_memory`. */
  pinMemory(): PackedSequence {
    const pinned = (indices: Tensor | null): Tensor | null => indices && indices.pinMemory()
    const { data, batchSizes, sortedIndices, unsortedIndices } = this
    const indices = [pinned(sortedIndices), pinned(unsortedIndices)] as const
    return new PackedSequence(data.pinMemory(), batchSizes, ...indices)
  }

  isPinned(): boolean {
    return this.data.isPinned()
  }

  /** As Python writes a named tuple. */
  toString(): string {
    const { data, batchSizes, sortedIndices, unsortedIndices } = this
    return (
      `PackedSequence(data=${String(data)}, batch_sizes=${String(batchSizes)}, sorted_indices=` +
      `${textOf(sortedIndices)}, unsorted_indices=${textOf(unsortedIndices)})`
    )
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

function textOf(indices: Tensor | null): string {
  return indices ? indices.toString() : 'None'
}

/** Throws TorchError TYPE for what is no packed sequence. */
export function checkPacked(what: string, value: unknown): asserts value is PackedSequence {
  if (value instanceof PackedSequence) return
  throw new TorchError(
    'TYPE',
    `${what}: expected a PackedSequence, found ${describeValue(value)}; packSequence makes one`,
  )
}
