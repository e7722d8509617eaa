/** Sequences of different lengths in one tensor, filled up to the longest. */
import { checkChoice, checkOptionNames, describeValue } from '../../../base/check'
import { TorchError } from '../../../base/errors'
import { Tensor, checkTensor, operator, tidy } from '../../../tensor'
import { checkFlags } from '../../options'

const pad = operator('aten::pad_sequence')

export interface BatchFirst {
  /** [N, L, …] instead of [L, N, …] (default false). */
  batchFirst?: boolean
}

export interface PadSequenceOptions extends BatchFirst {
  /** What the sequences are filled up with (default 0). */
  paddingValue?: number
  /** On which side (default right). */
  paddingSide?: 'right' | 'left'
}

/** The sequences of an array, or of a tensor along its first dimension. */
export function sequencesOf(what: string, sequences: unknown): readonly Tensor[] {
  const list: unknown = sequences instanceof Tensor ? sequences.unbind(0) : sequences
  if (!Array.isArray(list) || list.length === 0) {
    throw new TorchError(
      'TYPE',
      `${what}: expected an array of one or more tensors, found ${describeValue(sequences)}`,
    )
  }
  list.forEach((sequence, i) => checkTensor(`${what}: sequences[${i}]`, sequence))
  return list as Tensor[]
}

/**
 * Sequences [Lᵢ, …] side by side: [max L, N, …]. PyTorch: `torch.nn.utils.rnn.pad_sequence`.
 */
export function padSequence(
  sequences: readonly Tensor[] | Tensor,
  options: PadSequenceOptions = {},
): Tensor {
  checkOptionNames('padSequence', options, ['batchFirst', 'paddingValue', 'paddingSide'])
  checkFlags('padSequence', options, ['batchFirst'])
  const { batchFirst = false, paddingValue = 0, paddingSide = 'right' } = options
  checkChoice('padSequence: paddingSide', paddingSide, ['right', 'left'])
  return tidy(() => {
    const list = sequencesOf('padSequence', sequences)
    return pad(list, batchFirst, paddingValue, paddingSide) as Tensor
  })
}

/** `lengths` as numbers, one a sequence of the batch. */
export function lengthsOf(what: string, lengths: unknown, batch: number): number[] {
  const numbers = lengths instanceof Tensor ? [...lengths.toTypedArray()].map(Number) : lengths
  if (Array.isArray(numbers) && numbers.length === batch) return numbers as number[]
  const found = Array.isArray(numbers) ? `${numbers.length}` : describeValue(lengths)
  throw new TorchError('VALUE', `${what}: expected ${batch} lengths, found ${found}`)
}

/**
 * The sequences [Lᵢ, …] of a padded tensor [L, N, …]. PyTorch: `torch.nn.utils.rnn.unpad_sequence`.
 */
export function unpadSequence(
  paddedSequences: Tensor,
  lengths: Tensor | readonly number[],
  options: BatchFirst = {},
): Tensor[] {
  checkTensor('unpadSequence: paddedSequences', paddedSequences)
  checkOptionNames('unpadSequence', options, ['batchFirst'])
  checkFlags('unpadSequence', options, ['batchFirst'])
  return tidy(() => {
    const rows = options.batchFirst ? paddedSequences : paddedSequences.transpose(0, 1)
    const longest = rows.shape[1]!
    return lengthsOf('unpadSequence', lengths, rows.shape[0]!).map((length, i) =>
      rows.select(0, i).narrow(0, 0, Math.min(length, longest)),
    )
  })
}
