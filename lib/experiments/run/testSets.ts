import { Disposable } from '../../base/disposable'
import { tidy } from '../../tensor'
import type { DataName } from './config'
import { loadSource, type DataFolders, type Source } from './data'

/** The datasets as they are, for what is shown of their images and classes; loaded when first asked for. */
export class TestSets extends Disposable {
  readonly #sources = new Map<DataName, Source>()
  readonly #labels = new Map<DataName, readonly number[]>()

  constructor(readonly folders: DataFolders) {
    super()
  }

  /** @throws DataError for a dataset that is not there. */
  source(data: DataName): Source {
    const known = this.#sources.get(data)
    if (known) return known
    const loaded = loadSource(data, this.folders)
    this.#sources.set(data, loaded)
    return loaded
  }

  /** The classes of the test images. */
  labels(data: DataName): readonly number[] {
    const known = this.#labels.get(data)
    if (known) return known
    const labels = tidy(() => this.source(data).test.labels.toArray<number[]>())
    this.#labels.set(data, labels)
    return labels
  }

  /** Why a dataset cannot be used, null where it can. */
  whyMissing(data: DataName): string | null {
    try {
      this.source(data)
      return null
    } catch (error) {
      return (error as Error).message
    }
  }

  protected release(): void {
    for (const { train, test } of this.#sources.values()) {
      train.dispose()
      test.dispose()
    }
  }
}
