/**
 * Channels-last parameters for fused operators, as views whose dimensions are in memory order.
 * libtorch's fused kernels walk memory: they copy what is not contiguous, a fifth of a bfloat16
 * VGG-16 step, and pair up wrong elements when a gradient's layout is not its parameter's.
 */
import type { Tensor } from '../tensor'
import type { Batch, State } from './batch'

const memoryOrder = [0, 2, 3, 1]

function isChannelsLast({ shape, strides }: Tensor): boolean {
  if (shape.length !== 4) return false
  const [, channels, height, width] = shape as [number, number, number, number]
  const dense = [height * width * channels, 1, width * channels, channels]
  // With one channel or one pixel both layouts are the same memory.
  return (
    channels > 1 &&
    height * width > 1 &&
    strides.every((stride, dimension) => shape[dimension] === 1 || stride === dense[dimension])
  )
}

function view(tensor: Tensor): Tensor {
  return tensor.to({ memoryFormat: 'channels_last' }).permute(memoryOrder)
}

function viewOf(state: State): State {
  return Object.fromEntries(
    Object.entries(state).map(([name, tensor]) => [
      name,
      tensor.ndim === 4 ? view(tensor) : tensor,
    ]),
  )
}

/** Remembers which parameters are channels-last, so that a step does not ask again. */
export class MemoryOrder {
  readonly #channelsLast = new WeakMap<Tensor, { handle: number; is: boolean }>()

  /** The batch itself when all its parameters are contiguous. To be called inside `tidy`. */
  apply(batch: Batch): Batch {
    const affected = batch.params.map(parameter => this.#isChannelsLast(parameter))
    if (!affected.includes(true)) return batch
    const viewed = (tensors: readonly Tensor[]): Tensor[] =>
      tensors.map((tensor, index) => (affected[index] ? view(tensor) : tensor))
    return {
      ...batch,
      params: viewed(batch.params),
      grads: viewed(batch.grads),
      states: batch.states.map((state, index) => (affected[index] ? viewOf(state) : state)),
    }
  }

  /** A parameter that was moved since has another handle. */
  #isChannelsLast(parameter: Tensor): boolean {
    const known = this.#channelsLast.get(parameter)
    if (known?.handle === parameter.handle) return known.is
    const is = isChannelsLast(parameter)
    this.#channelsLast.set(parameter, { handle: parameter.handle, is })
    return is
  }
}
