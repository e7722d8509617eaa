/** Sequences of different lengths. PyTorch: `torch.nn.utils.rnn`. */
export {
  packPaddedSequence,
  packSequence,
  padPackedSequence,
  unpackSequence,
  type PackOptions,
  type PadPackedOptions,
} from './pack'
export { PackedSequence } from './packedSequence'
export { padSequence, unpadSequence, type BatchFirst, type PadSequenceOptions } from './pad'
export { invertPermutation } from './permutation'
