import type { TensorDataset, TextDataset } from '../../data'

/** Samples with what they are, which a run releases. */
export type Samples = TensorDataset | TextDataset

/** What a run trains on and is tested with, in the shape that its network takes. */
export interface Data<Set extends Samples = Samples> {
  train: Set
  test: Set
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
  vocabulary?: string
  limit?: number
}

export function replaced<Set extends Samples>(before: Samples, after: Set): Set {
  before.dispose()
  return after
}
