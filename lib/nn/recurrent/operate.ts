import type { OperatorFunction, Tensor } from '../../tensor'
import type { Flags } from './base'

/** Calls one of libtorch's recurrent operators; packed sequences know no batchFirst. */
export function operate(
  operator: OperatorFunction,
  input: Tensor,
  batchSizes: Tensor | null,
  hx: Tensor | readonly Tensor[],
  weights: readonly Tensor[],
  { bias, numLayers, dropout, training, bidirectional, batchFirst }: Flags,
): unknown {
  const flags = [bias, numLayers, dropout, training, bidirectional]
  return batchSizes
    ? operator(input, batchSizes, hx, weights, ...flags)
    : operator(input, hx, weights, ...flags, batchFirst)
}
