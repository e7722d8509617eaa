/** Files of one's own as the data of a run, by their format. */
import { OptionError } from '../../base/errors'
import { releaseOnError } from '../../tensor'
import { loadCsv } from './csv'
import type { Data, DataSettings } from './data'
import { loadIdx } from './idx'
import { loadImages, loadParquet } from './images'
import { loadText } from './text'

type Loader = (folder: string, settings: DataSettings) => Data | Promise<Data>

const loaders = {
  images: loadImages,
  csv: loadCsv,
  parquet: loadParquet,
  idx: loadIdx,
  text: loadText,
} satisfies Record<string, Loader>

export type OwnDataName = keyof typeof loaders

/** What `isbe train --data` takes besides the names of datasets; the files are in `--data-dir`. */
export const ownDataNames = Object.keys(loaders) as OwnDataName[]

export function isOwn(name: string | undefined): name is OwnDataName {
  return name !== undefined && Object.hasOwn(loaders, name)
}

export async function loadOwn(name: OwnDataName, settings: DataSettings): Promise<Data> {
  const { dataDir } = settings
  if (dataDir === undefined)
    throw new OptionError(`dataDir: expected the folder of the ${name} files, found none`)
  // A training set whose test set is not taken is nobody's.
  return releaseOnError(() => loaders[name](dataDir, settings))
}
