import type { TensorDataset } from '../../data'

/** What a run trains on and is tested with, in the shape that its network takes. */
export interface Data {
  train: TensorDataset
  test: TensorDataset
  classes: number
  /** Where samples are vectors: their length. */
  features?: number
  /** What was done to the samples for the network, in words; null for nothing. */
  adaptation: string | null
}

/** What of a run's settings its data depend on. */
export interface DataSettings {
  arch: string
  data?: string
  dataDir?: string
  labelColumn?: string
  imageColumn?: string
  limit?: number
}

export function replaced(before: TensorDataset, after: TensorDataset): TensorDataset {
  before.dispose()
  return after
}
