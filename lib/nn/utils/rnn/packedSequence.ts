import { describeValue } from '../../../base/check'
import type { DType } from '../../../base/dtype'
import { TorchError } from '../../../base/errors'
import type { Tensor } from '../../../tensor'
import { checkTensor, parseToOptions, type Device, type ToOptions } from '../../../tensor'
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

  /** The data in another dtype or on another device, where the indices follow. */
  to(target: DType | Device | ToOptions): PackedSequence {
    const known = ['device', 'dtype', 'nonBlocking', 'copy']
    const data = this.data.to(parseToOptions('PackedSequence.to', target, {}, known))
    const follow = (indices: Tensor | null): Tensor | null =>
      indices && indices.to({ device: data.device })
    const { batchSizes, sortedIndices, unsortedIndices } = this
    return new PackedSequence(data, batchSizes, follow(sortedIndices), follow(unsortedIndices))
  }

  cpu(): PackedSequence {
    return this.to({ device: 'cpu' })
  }

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
}

/** Throws TorchError TYPE for what is no packed sequence. */
export function checkPacked(what: string, value: unknown): asserts value is PackedSequence {
  if (value instanceof PackedSequence) return
  throw new TorchError(
    'TYPE',
    `${what}: expected a PackedSequence, found ${describeValue(value)}; packSequence makes one`,
  )
}
