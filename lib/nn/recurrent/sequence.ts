/** Sequences and states in the shapes that the operators take, and back. */
import { describeValue } from '../../base/check'
import { TorchError } from '../../base/errors'
import { Tensor, checkTensor, isAutocastEnabled, operators } from '../../tensor'
import { PackedSequence } from '../utils/rnn'
import type { Sequence } from './base'

export interface Layout {
  batchFirst: boolean
  /** layers · directions: the first dimension of a state. */
  rows: number
}

interface Ready {
  data: Tensor
  batchSizes: Tensor | null
  states: readonly Tensor[]
}

function text(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`
}

/** @throws TorchError for what is no sequence of this width, or of another dtype than the weights. */
export function checkInput(
  input: Sequence,
  width: number,
  { dtype }: Tensor,
  batchFirst: boolean,
): void {
  const data: unknown = input instanceof PackedSequence ? input.data : input
  if (!(data instanceof Tensor)) {
    throw new TorchError(
      'TYPE',
      `input: expected a Tensor or a PackedSequence, found ${describeValue(data)}`,
    )
  }
  const { shape } = data
  const isPacked = input instanceof PackedSequence
  const ranks = isPacked ? [2] : [2, 3]
  if (!ranks.includes(shape.length) || shape.at(-1) !== width) {
    const batched = batchFirst ? `[N, L, ${width}]` : `[L, N, ${width}]`
    const expected = isPacked ? `packed rows [*, ${width}]` : `${batched} or [L, ${width}]`
    throw new TorchError('VALUE', `input: expected ${expected}, found ${text(shape)}`)
  }
  if (data.dtype !== dtype && !isAutocastEnabled()) {
    throw new TorchError(
      'TYPE',
      `input: expected ${dtype} as the weights are, found ${data.dtype}; write ` +
        `input.to('${dtype}'), or model.to('${data.dtype}')`,
    )
  }
}

function isUnbatched(input: Sequence): input is Tensor {
  return input instanceof Tensor && input.ndim === 2
}

function batchOf(input: Sequence, batchFirst: boolean): number {
  if (input instanceof PackedSequence) return Number(input.batchSizes.select(0, 0).item())
  return input.shape[batchFirst ? 0 : 1]!
}

/** @throws TorchError for a state that does not fit the input. */
export function checkState(
  states: readonly Tensor[],
  input: Sequence,
  widths: readonly number[],
  { rows, batchFirst }: Layout,
): void {
  states.forEach((state, i) => {
    const name = states.length > 1 ? `hx[${i}]` : 'hx'
    checkTensor(name, state)
    const batch = isUnbatched(input) ? [] : [batchOf(input, batchFirst)]
    const expected = text([rows, ...batch, widths[i]!])
    if (text(state.shape) === expected) return
    throw new TorchError('VALUE', `${name}: expected ${expected}, found ${text(state.shape)}`)
  })
}

/** Sequences and states with a batch, in the order in which packed ones are sorted. */
export function prepare(
  input: Sequence,
  given: readonly Tensor[] | null,
  widths: readonly number[],
  { rows, batchFirst }: Layout,
): Ready {
  const isPacked = input instanceof PackedSequence
  const plain = isPacked ? input.data : input
  const data = isUnbatched(input) ? plain.unsqueeze(batchFirst ? 0 : 1) : plain
  const batch = batchOf(isPacked ? input : data, batchFirst)
  const { dtype, device } = data
  const states = given
    ? given.map(state => arranged(state, input))
    : widths.map(width => operators.zeros([rows, batch, width], { dtype, device }))
  return { data, batchSizes: isPacked ? input.batchSizes : null, states }
}

function arranged(state: Tensor, input: Sequence): Tensor {
  if (isUnbatched(input)) return state.unsqueeze(1)
  const order = input instanceof PackedSequence ? input.sortedIndices : null
  return order ? state.indexSelect(1, order) : state
}

/** The results in the form that the input had. */
export function restore(
  input: Sequence,
  [output, ...states]: readonly [Tensor, ...Tensor[]],
  { batchFirst }: Layout,
): { output: Sequence; states: Tensor[] } {
  if (input instanceof PackedSequence) {
    const { batchSizes, sortedIndices, unsortedIndices } = input
    return {
      output: new PackedSequence(output, batchSizes, sortedIndices, unsortedIndices),
      states: unsortedIndices ? states.map(state => state.indexSelect(1, unsortedIndices)) : states,
    }
  }
  if (!isUnbatched(input)) return { output, states }
  return {
    output: output.squeeze(batchFirst ? 0 : 1),
    states: states.map(state => state.squeeze(1)),
  }
}
