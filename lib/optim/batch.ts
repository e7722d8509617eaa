import type { Tensor } from '../tensor'

/** The tensors an optimizer remembers about one parameter, by name. */
export type State = Record<string, Tensor>

/** Parameters that have a gradient, with it and their state, side by side. */
export interface Batch {
  params: Tensor[]
  grads: Tensor[]
  states: State[]
  /** Whether they step for the first time. */
  isFirst: boolean
}
