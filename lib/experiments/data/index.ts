/** The data of a run: a dataset that has a name, or files of one's own. */
import type { Data, DataSettings } from './data'
import { loadNamed } from './named'
import { isOwn, loadOwn } from './own'

export type { Data } from './data'
export { ownDataNames, type OwnDataName } from './own'

/**
 * The training set, cut to `limit`, and the test set.
 * Rejects with DataError for files that are missing or damaged, or that the network cannot take.
 */
export async function loadData(settings: DataSettings): Promise<Data> {
  return isOwn(settings.data) ? loadOwn(settings.data, settings) : loadNamed(settings)
}
