/** Datasets and loaders. */
export { defaultCollate, defaultConvert, type Collated, type Converted } from './collate'
export { ChainDataset, ConcatDataset, MappedDataset, StackDataset, Subset } from './combine'
export type { Batch, BatchDataset, Dataset, IterableDataset } from './dataset'
export type { BatchOf } from './loader/batchOf'
export { DataLoader, type AnyDataset } from './loader/loader'
export type { LoaderState } from './loader/epochs'
export type { BatchTransform, Collate } from './loader/fetcher'
export type { LoaderOptions } from './loader/options'
export { readCsv, type CsvOptions, type CsvTable } from './reader/csv'
export type { CsvColumn } from './reader/csvColumns'
export { readIdx, type IdxFile } from './reader/idx'
export { exported, makeFrom, recipeOf, shareTensor, type HasRecipe, type Recipe } from './recipe'
export { BatchSampler, type BatchSource } from './sampler/batchSampler'
export { DistributedSampler, type DistributedSamplerOptions } from './sampler/distributedSampler'
export {
  RandomSampler,
  SequentialSampler,
  SubsetRandomSampler,
  WeightedRandomSampler,
  type Counted,
  type RandomSamplerOptions,
  type Sampler,
  type SamplerOptions,
  type WeightedRandomSamplerOptions,
} from './sampler/sampler'
export { loaderGenerator } from './seed'
export { cifar10, cifar100, type Cifar100Options } from './sets/cifar'
export { datasetNames, findDataset, type CatalogueEntry, type DatasetName } from './sets/catalogue'
export { ImageFolder, type ImageFolderOptions } from './sets/imageFolder'
export { idxFolder, type IdxFolderOptions } from './sets/idxFolder'
export type { SetOptions, SetOptions as MnistOptions, Split } from './sets/idxSet'
export {
  emnist,
  fashionMnist,
  kmnist,
  mnist,
  type EmnistOptions,
  type EmnistSubset,
} from './sets/mnist'
export { CsvDataset, type CsvDatasetOptions } from './sets/csv'
export { ParquetDataset, type ParquetOptions } from './sets/parquet'
export { randomSplit, type SplitOptions } from './split'
export { TensorDataset, type TensorDatasetOptions } from './tensorDataset'
export * as transforms from './transform'
export { BytePairTokenizer, type BytePairOptions } from './text/bytePair'
export { CharTokenizer } from './text/characters'
export { loadTokenizer } from './text/load'
export { TextDataset, readText, type TextDatasetOptions } from './text/textDataset'
export type { Tokenizer, TokenizerJson } from './text/tokenizer'
export { getWorkerInfo, type WorkerInfo } from './worker/info'
