/** In which precision and layout a network computes; neither changes what it is given or learns. */
import { autocast, type MemoryFormat, type Tensor } from '../tensor'
import type { DType } from '../base/dtype'

export interface Computation {
  /**
   * The dtype of the operators that gain from 16 bits; weights and their
   * gradients stay float32. A Trainer scales what it sends back in float16.
   */
  precision?: DType
  /** The layout that batches of images are given; activations follow it through the network. */
  memoryFormat?: MemoryFormat
}

/** Runs `fn` on the input under these settings. */
export function compute<T>(
  input: Tensor,
  { precision = 'float32', memoryFormat }: Computation,
  fn: (input: Tensor) => T,
): T {
  const laidOut = memoryFormat && input.ndim === 4 ? input.to({ memoryFormat }) : input
  if (precision === 'float32') return fn(laidOut)
  return autocast(input.device, precision, () => fn(laidOut))
}
