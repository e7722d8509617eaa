/** Decoding a folder of JPEG files in two workers. */
import { DataLoader, ImageFolder } from '../../data'
import { seconds, type DataWork } from './work'

const batchSize = 128
const numWorkers = 2

/** @param folder of a folder a class; undefined leaves it out */
export function jpegWork(folder: string | undefined): DataWork {
  const common = { work: 'decoding a folder of JPEG files', goal: 1 }
  if (folder === undefined)
    return {
      ...common,
      request: null,
      skipped: 'no folder of images: give --images',
      run: () => Promise.resolve(NaN),
    }
  const loader = new DataLoader(new ImageFolder(folder), {
    ...{ batchSize, shuffle: true, seed: 0, numWorkers, persistentWorkers: true },
  })
  const epoch = async (): Promise<number> => {
    let samples = 0
    for await (const { target } of loader) samples += target.size(0)
    return samples
  }
  return {
    ...common,
    request: { name: 'jpeg', folder, batchSize, workers: numWorkers },
    skipped: null,
    run: () => seconds(epoch),
    close: () => loader.dispose(),
  }
}
