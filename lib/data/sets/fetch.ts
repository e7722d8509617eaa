/** Downloads of datasets, resumable and checked, and what is known of files that are there. */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { DataError } from '../../base/errors'
import { makeFolder } from '../../base/file'
import { setupScript } from '../../native/record'
import { reasonOf } from '../reader/file'
import { splits } from './idxSet'
import { findFamily, type CatalogueEntry } from './catalogue'
import type { RemoteFile } from './remote'

interface Downloads {
  /** Resumes, honours HTTP(S)_PROXY and NO_PROXY, draws a bar on stderr. */
  download(url: string, file: string, sha256: string): Promise<void>
}

interface Zips {
  withZip<T>(file: string, work: (zip: Zip) => Promise<T>): Promise<T>
}

interface Zip {
  extract(folder: string, wanted: (name: string) => boolean): Promise<void>
}

/** Told what happens, a line each. */
export type Log = (line: string) => void

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

async function fetchFile(file: RemoteFile, folder: string, log: Log): Promise<void> {
  const path = join(folder, file.name)
  if (existsSync(path) && (await sha256Of(path)) === file.sha256)
    return log(`${file.name} is there already`)
  const problems: string[] = []
  for (const url of file.urls) {
    log(`fetching ${url}`)
    try {
      return await setupScript<Downloads>('download.js').download(url, path, file.sha256)
    } catch (error) {
      problems.push(reasonOf(error).replace(/\.$/, ''))
    }
  }
  throw new DataError(
    `${file.name} cannot be fetched: ${problems.join('; ')}; get a connection, or put the file into ` +
      `'${folder}' yourself`,
  )
}

/** EMNIST's archive holds the files in a folder `gzip`. */
async function unpackZip(folder: string, name: string): Promise<void> {
  const isData = (entry: string): boolean =>
    /^gzip\/emnist-[a-z]+-[a-z]+-[a-z0-9-]+\.gz$/.test(entry)
  const temporary = join(folder, `.unpacking-${process.pid}`)
  try {
    await setupScript<Zips>('zip.js').withZip(join(folder, name), zip =>
      zip.extract(temporary, isData),
    )
    const inside = join(temporary, 'gzip')
    for (const file of readdirSync(inside)) renameSync(join(inside, file), join(folder, file))
  } catch (cause) {
    throw new DataError(`'${join(folder, name)}' cannot be unpacked: ${reasonOf(cause)}`, { cause })
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

/** The files, each from the first mirror that has it, into a folder that may not be there yet. */
export async function fetchFiles(
  files: readonly RemoteFile[],
  folder: string,
  log: Log,
): Promise<void> {
  try {
    makeFolder(folder)
  } catch (cause) {
    throw new DataError(`cannot write to '${folder}': ${reasonOf(cause)}`, { cause })
  }
  for (const file of files) {
    await fetchFile(file, folder, log)
    if (file.name.endsWith('.zip')) await unpackZip(folder, file.name)
  }
}

/**
 * Downloads what is missing of a family of datasets into a folder: resumed where it was left,
 * through the proxy that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name, from the first mirror that has
 * it, and checked by its SHA-256.
 * @throws OptionError for an unknown name, DataError when it cannot be had.
 */
export async function fetchDataset(family: string, folder: string, log: Log): Promise<void> {
  const [{ files }] = findFamily(family) as [CatalogueEntry]
  await fetchFiles(files, folder, log)
}

export type FileState = 'verified' | 'differs' | 'missing'

export interface Verification {
  /** By the names of the official files. */
  files: Record<string, FileState>
  /** By dataset and split: its length, or what is wrong with it. */
  datasets: Record<string, number | string>
}

async function stateOf(file: RemoteFile, folder: string): Promise<FileState> {
  const path = join(folder, file.name)
  if (existsSync(path)) return (await sha256Of(path)) === file.sha256 ? 'verified' : 'differs'
  const bare = path.replace(/\.gz$/, '')
  const candidates = [bare, bare.replace('-idx', '.idx')]
  const unpacked = candidates.find(candidate => existsSync(candidate))
  if (unpacked === undefined || file.unpackedSha256 === undefined) return 'missing'
  return (await sha256Of(unpacked)) === file.unpackedSha256 ? 'verified' : 'differs'
}

function lengthOf(entry: CatalogueEntry, split: 'train' | 'test', root: string): number | string {
  try {
    using dataset = entry.load(split, { root })
    return dataset.length
  } catch (error) {
    if (error instanceof DataError) return error.message
    throw error
  }
}

/** Compares the files of a folder with what is known of them, and reads the datasets. */
export async function verifyDataset(family: string, folder: string): Promise<Verification> {
  const entries = findFamily(family)
  const result: Verification = { files: {}, datasets: {} }
  for (const file of entries[0]!.files) result.files[file.name] = await stateOf(file, folder)
  for (const entry of entries)
    for (const split of splits)
      result.datasets[`${entry.title} ${split}`] = lengthOf(entry, split, folder)
  return result
}
