import type { Tensor } from '../tensor'

/** What an optimizer remembers about one parameter, by PyTorch's names in camelCase. */
export type State = Record<string, Tensor>

/** Parameters of one dtype and device that have a gradient, with it and their state, side by side. */
export interface Batch {
  params: Tensor[]
  grads: Tensor[]
  states: State[]
  /** Whether they step for the first time. */
  isFirst: boolean
  dtype: string
  device: string
}
