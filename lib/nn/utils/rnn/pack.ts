/** Into packed sequences, and out of them. */
import { checkCount, checkOptionNames } from '../../../base/check'
import { TorchError } from '../../../base/errors'
import type { Tensor } from '../../../tensor'
import { asTensor, checkTensor, operator, tidy } from '../../../tensor'
import { checkFlags } from '../../options'
import { checkPacked, PackedSequence } from './packedSequence'
import { lengthsOf, padSequence, sequencesOf, unpadSequence, type BatchFirst } from './pad'

const pack = operator('aten::_pack_padded_sequence')
const pad = operator('aten::_pad_packed_sequence')

export interface PackOptions {
  /** The sequences come longest first (default true); false sorts them. */
  enforceSorted?: boolean
}

/**
 * Packs padded sequences [L, N, …] of the given lengths.
 * PyTorch: `torch.nn.utils.rnn.pack_padded_sequence`.
 */
export function packPaddedSequence(
  input: Tensor,
  lengths: Tensor | readonly number[],
  options: PackOptions & BatchFirst = {},
): PackedSequence {
  const what = 'packPaddedSequence'
  checkTensor(`${what}: input`, input)
  checkOptionNames(what, options, ['batchFirst', 'enforceSorted'])
  checkFlags(what, options, ['batchFirst', 'enforceSorted'])
  const { batchFirst = false, enforceSorted = true } = options
  const batchDim = batchFirst ? 0 : 1
  return tidy(() => {
    if (input.ndim < 2) {
      throw new TorchError('VALUE', `${what}: expected [L, N, …], found ${input.ndim} dimensions`)
    }
    const given = asTensor(lengthsOf(what, lengths, input.shape[batchDim]!), { dtype: 'int64' })
    if (enforceSorted) return packed(input, given, batchFirst, null)
    const [sorted, order] = given.sort(0, true)
    const indices = order.to({ device: input.device })
    return packed(input.indexSelect(batchDim, indices), sorted, batchFirst, indices)
  })
}

function packed(
  input: Tensor,
  lengths: Tensor,
  batchFirst: boolean,
  sortedIndices: Tensor | null,
): PackedSequence {
  const [data, batchSizes] = pack(input, lengths, batchFirst) as [Tensor, Tensor]
  return new PackedSequence(data, batchSizes, sortedIndices)
}

/** Packs sequences [Lᵢ, …]. PyTorch: `torch.nn.utils.rnn.pack_sequence`. */
export function packSequence(
  sequences: readonly Tensor[],
  options: PackOptions = {},
): PackedSequence {
  checkOptionNames('packSequence', options, ['enforceSorted'])
  return tidy(() => {
    const list = sequencesOf('packSequence', sequences)
    const lengths = list.map(sequence => sequence.shape[0] ?? 0)
    return packPaddedSequence(padSequence(list), lengths, options)
  })
}

export interface PadPackedOptions extends BatchFirst {
  /** What the sequences are filled up with (default 0). */
  paddingValue?: number
  /** The length to fill them up to, at least that of the longest (default that). */
  totalLength?: number | null
}

/**
 * The padded sequences [L, N, …] and their lengths [N], in the order they were packed in.
 * PyTorch: `torch.nn.utils.rnn.pad_packed_sequence`.
 */
export function padPackedSequence(
  sequence: PackedSequence,
  options: PadPackedOptions = {},
): [padded: Tensor, lengths: Tensor] {
  const what = 'padPackedSequence'
  checkPacked(what, sequence)
  checkOptionNames(what, options, ['batchFirst', 'paddingValue', 'totalLength'])
  checkFlags(what, options, ['batchFirst'])
  const { batchFirst = false, paddingValue = 0, totalLength = null } = options
  const { data, batchSizes, unsortedIndices } = sequence
  const length = lengthOf(what, batchSizes.shape[0]!, totalLength)
  return tidy(() => {
    const padded = pad(data, batchSizes, batchFirst, paddingValue, length) as [Tensor, Tensor]
    if (!unsortedIndices) return padded
    const [sequences, lengths] = padded
    return [
      sequences.indexSelect(batchFirst ? 0 : 1, unsortedIndices),
      lengths.indexSelect(0, unsortedIndices.cpu()),
    ]
  })
}

function lengthOf(what: string, longest: number, total: number | null): number {
  if (total === null) return longest
  checkCount(`${what}: totalLength`, total)
  if (total >= longest) return total
  throw new TorchError(
    'VALUE',
    `${what}: expected a totalLength of at least ${longest}, the longest sequence, found ${total}`,
  )
}

/** The sequences [Lᵢ, …] of a packed one. PyTorch: `torch.nn.utils.rnn.unpack_sequence`. */
export function unpackSequence(sequence: PackedSequence): Tensor[] {
  checkPacked('unpackSequence', sequence)
  return tidy(() => {
    const [padded, lengths] = padPackedSequence(sequence, { batchFirst: true })
    return unpadSequence(padded, lengths, { batchFirst: true })
  })
}
