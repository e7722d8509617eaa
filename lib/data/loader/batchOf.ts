/** What a loader is said to hand out. */
import type { Collated, Converted } from '../collate'
import type { BatchDataset, Dataset, IterableDataset } from '../dataset'
import type { Transform, TransformConfig } from '../transform'

/** Samples in batches of this size; without batches they come alone. */
type Sized<Sample, Size> = Size extends null ? Converted<Sample> : Collated<Sample>

/** The batches of a dataset, where `collate` and `transform` don't make others of them. */
export type BatchOf<D, Size = number> = D extends readonly (infer Sample)[]
  ? Sized<Sample, Size>
  : D extends Dataset<infer Sample>
    ? Sized<Sample, Size>
    : D extends BatchDataset<infer Gathered>
      ? Gathered
      : D extends IterableDataset<infer Sample>
        ? Sized<Sample, Size>
        : never

/** Batches are as the dataset and `defaultCollate` make them. */
export interface Undecided {
  collate?: undefined
  transform?: Transform | readonly TransformConfig[]
}

export interface Collating<Out> extends Pick<Undecided, 'transform'> {
  collate: (samples: never) => Out | Promise<Out>
}
