/** A matrix of runs, one after the other: each is kept when it is finished, and reused later. */
import type { PlannedRun } from '../plan'
import { runName, type RunConfig } from './config'
import { Images, type DataFolders } from './data'
import type { RunResult } from './result'
import type { ResultStore } from './store'
import { trainRun, type RunWatcher } from './train'

export interface MatrixWatcher extends RunWatcher {
  /** A run is about to start: the `index`-th of `count`. */
  onRun?: (config: RunConfig, index: number, count: number) => void
  onReused?: (config: RunConfig, folder: string, index: number, count: number) => void
  /** A dataset that is not there, in words: its runs are left out. */
  onMissing?: (config: RunConfig, reason: string) => void
}

/** Images that one run after the other uses. */
class ImageCache {
  #key = ''
  #images: Images | null = null

  constructor(readonly folders: DataFolders) {}

  get({ data, train, validation, test, tail }: RunConfig): Images {
    const selection = { data, train, validation, test, tail }
    const key = JSON.stringify(selection)
    if (this.#images && key === this.#key) return this.#images
    this.dispose()
    this.#images = new Images(selection, this.folders)
    this.#key = key
    return this.#images
  }

  dispose(): void {
    this.#images?.dispose()
    this.#images = null
  }
}

/** Trains what is not stored yet. Stops after the step in which the watcher's signal is aborted. */
export async function runMatrix(
  runs: readonly PlannedRun[],
  store: ResultStore,
  folders: DataFolders,
  watcher: MatrixWatcher = {},
): Promise<void> {
  const cache = new ImageCache(folders)
  try {
    let left = runs.map(({ config }, i) => ({ config, index: i + 1 }))
    while (left.length > 0 && !watcher.signal?.aborted) {
      // Others may work in the same folder: their runs come last, and are then waited for.
      const free = left.find(run => !store.isTaken('runs', runName(run.config), run.config))
      const { config, index } = free ?? left[0]!
      left = left.filter(run => run.index !== index)
      const kept = await store.obtain<RunResult>('runs', runName(config), config, () => {
        watcher.onRun?.(config, index, runs.length)
        return trainRun(config, cache.get(config), watcher)
      })
      if (kept?.reused) watcher.onReused?.(config, kept.folder, index, runs.length)
    }
  } finally {
    cache.dispose()
  }
}
