/** A folder of results: a folder a piece of work, complete or not there, reused where it fits. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DataError } from '../../base/errors'
import { attemptsOn, makeFolder, writeFile } from '../../base/file'
import { setupScript } from '../../native/record'
import { versions } from '../../runtime/versions'

/** Raised when what is stored, or how it is computed, changes. */
const format = 1

interface Stamp {
  format: number
  isbeTorch: string
  libtorch: string
}

interface Locks {
  withLock<T>(file: string, what: string, work: () => Promise<T>): Promise<T>
}

export interface Kept<T> {
  value: T
  /** Whether it was there before. */
  reused: boolean
  folder: string
}

function stamp(): Stamp {
  const { isbeTorch, libtorch } = versions()
  return { format, isbeTorch, libtorch }
}

function hashOf(config: object): string {
  return createHash('sha256').update(canonical(config)).digest('hex').slice(0, 10)
}

/** JSON with its keys in order, so that equal configs have equal hashes. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join(',')}}`
}

const lockOf = (folder: string): string => `${folder}.lock`

const attempt = attemptsOn('results', '--results')

function readJson(path: string): unknown {
  const text = attempt('read', path, () => readFileSync(path, 'utf8'))
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new DataError(
      `results: '${path}' is damaged (${(cause as Error).message}); remove the folder ` +
        `'${dirname(path)}' to compute it again, nothing else depends on it`,
      { cause },
    )
  }
}

export class ResultStore {
  /**
   * Opens the folder; it is made when there is something to keep.
   * @throws DataError for results of another version.
   */
  constructor(readonly root: string) {
    const path = this.#stampPath
    if (existsSync(path)) checkStamp(path, readJson(path))
  }

  get #stampPath(): string {
    return join(this.root, 'results.json')
  }

  #make(): void {
    const path = this.#stampPath
    if (existsSync(path)) return
    attempt('make the folder', this.root, () => makeFolder(this.root))
    attempt('write', path, () => writeFile(path, `${JSON.stringify(stamp(), null, 2)}\n`))
  }

  /** `<root>/<kind>/<name>-<hash of the config>`. */
  folderOf(kind: string, name: string, config: object): string {
    return join(this.root, kind, `${name}-${hashOf(config)}`)
  }

  /** What is stored, null where nothing is. @throws DataError for files that are damaged. */
  read<T>(kind: string, name: string, config: object): T | null {
    const folder = this.folderOf(kind, name, config)
    const path = join(folder, 'result.json')
    if (!existsSync(path)) return null
    const stored = readJson(join(folder, 'config.json'))
    if (canonical(stored) !== canonical(config)) {
      throw new DataError(
        `results: '${join(folder, 'config.json')}' is damaged (it is of other settings than its ` +
          `folder's name); remove the folder '${folder}' to compute it again`,
      )
    }
    return readJson(path) as T
  }

  /** Whether somebody is at this piece of work, or was when their process ended. */
  isTaken(kind: string, name: string, config: object): boolean {
    return existsSync(lockOf(this.folderOf(kind, name, config)))
  }

  /**
   * What is stored, or what `work` returns, stored. Another process that is at the same piece of
   * work is waited for. What `work` leaves unfinished by returning null is not stored.
   * @throws DataError for files that are damaged, TorchError IO where nothing can be written.
   */
  async obtain<T>(
    kind: string,
    name: string,
    config: object,
    work: () => Promise<T | null>,
  ): Promise<Kept<T> | null> {
    const folder = this.folderOf(kind, name, config)
    const stored = this.read<T>(kind, name, config)
    if (stored !== null) return { value: stored, reused: true, folder }
    this.#make()
    attempt('make the folder', folder, () => makeFolder(folder))
    const locks = setupScript<Locks>('lock.js')
    return locks.withLock(lockOf(folder), name, async () => {
      const other = this.read<T>(kind, name, config)
      if (other !== null) return { value: other, reused: true, folder }
      this.#write(folder, 'config.json', config)
      const value = await work()
      if (value === null) return null
      this.#write(folder, 'result.json', value)
      return { value, reused: false, folder }
    })
  }

  #write(folder: string, file: string, content: unknown): void {
    const path = join(folder, file)
    attempt('write', path, () => writeFile(path, `${JSON.stringify(content)}\n`))
  }
}

function checkStamp(path: string, found: unknown): void {
  const expected = stamp()
  if (typeof found === 'object' && found !== null && canonical(found) === canonical(expected))
    return
  throw new DataError(
    `results: '${dirname(path)}' holds results of another version (${JSON.stringify(found)}; this ` +
      `is ${JSON.stringify(expected)}), which do not compare with new ones; choose another folder ` +
      'with --results, or remove it',
  )
}
