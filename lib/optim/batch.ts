import type { Tensor } from '../tensor'

/**
 * What an optimizer remembers about one parameter, by PyTorch's names in camelCase. SparseAdam and
 * LBFGS keep numbers and lists besides tensors.
 */
export type State = Record<string, Tensor>

/** Parameters of one dtype and device that have a gradient, with it and their state, side by side. */
export interface Batch {
  params: Tensor[]
  /** In the memory order of their parameters; to be read only. */
  grads: Tensor[]
  /** Tensors like their parameters in the memory order of these, complex ones as pairs; scalars. */
  states: State[]
  /** The same as the optimizer keeps it. */
  owners: State[]
  /** Whether they step for the first time. */
  isFirst: boolean
  dtype: string
  device: string
}

/** One tensor of each state. */
export function statesOf({ states }: Batch, name: string): Tensor[] {
  return states.map(state => state[name]!)
}
