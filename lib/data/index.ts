/** Datasets and loaders. */
export { TensorDataset, type Batch, type Dataset } from './dataset'
export { readIdx, type IdxFile } from './idx'
export { DataLoader, type LoaderOptions } from './loader'
export { mnist, type MnistOptions, type Split } from './mnist'
