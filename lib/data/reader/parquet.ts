/** Reads Parquet files with `hyparquet`, a group of rows at a time. */
import type * as HyparquetModule from 'hyparquet' with { 'resolution-mode': 'import' }
import type * as CompressorsModule from 'hyparquet-compressors' with { 'resolution-mode': 'import' }
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { isPlainObject } from '../../base/check'
import { importModule } from '../../base/esm'
import { DataError } from '../../base/errors'
import { dataError, reasonOf, refuseHtml } from './file'

type Hyparquet = typeof HyparquetModule
type Compressors = typeof CompressorsModule
type MetaData = Awaited<ReturnType<Hyparquet['parquetMetadataAsync']>>

/** What is read of: a file, or its bytes. */
export interface ParquetSource {
  byteLength: number
  slice(start: number, end?: number): ArrayBuffer
}

export type ParquetRow = Record<string, unknown>

/** A column as Hugging Face describes it. */
export interface ParquetFeature {
  _type?: unknown
  names?: unknown
}

const magic = 'PAR1'
/** Of a file in memory or on disk, by what its footer says. */
const mostRows = 2 ** 31
const mostGroups = 2 ** 20

let libraries: Promise<[Hyparquet, Compressors]> | undefined

function loadLibraries(): Promise<[Hyparquet, Compressors]> {
  return (libraries ??= Promise.all([
    importModule<Hyparquet>('hyparquet'),
    importModule<Compressors>('hyparquet-compressors'),
  ]))
}

/** One file whose footer has been read. */
export class ParquetFile {
  /** Rows before each group, and all rows at the end. */
  readonly starts: readonly number[]
  readonly columns: readonly string[]
  readonly features: Readonly<Record<string, ParquetFeature>>

  private constructor(
    readonly path: string,
    readonly source: ParquetSource,
    private readonly metadata: MetaData,
  ) {
    this.starts = startsOf(path, metadata)
    const leaves = leavesOf(path, metadata)
    if (leaves.length === 0) throw dataError('Parquet', path, 'expected columns, found none')
    checkGroups(path, metadata, leaves)
    this.columns = [...new Set(leaves.map(([name]) => name!))]
    this.features = featuresOf(path, metadata)
  }

  /** Rejects with DataError for what is no Parquet file; `path` names it. */
  static async open(path: string, source: ParquetSource): Promise<ParquetFile> {
    const [{ parquetMetadataAsync }] = await loadLibraries()
    try {
      checkMagic(path, source)
      // Columns of places on a map are read as the bytes that they are.
      const options = { geoparquet: false }
      return new ParquetFile(path, source, await parquetMetadataAsync(source, options))
    } catch (cause) {
      throw damaged(path, 'has a damaged footer', cause)
    }
  }

  get length(): number {
    return this.starts.at(-1)!
  }

  get groups(): number {
    return this.starts.length - 1
  }

  /** All rows of a group. Rejects with DataError where they are damaged. */
  async readGroup(group: number): Promise<ParquetRow[]> {
    const [{ parquetReadObjects }, { compressors }] = await loadLibraries()
    const [rowStart, rowEnd] = [this.starts[group]!, this.starts[group + 1]!]
    try {
      const rows = (await parquetReadObjects({
        file: this.source,
        metadata: this.metadata,
        rowStart,
        rowEnd,
        compressors,
        // What is not marked as text are bytes, such as those of images.
        utf8: false,
        geoparquet: false,
      })) as ParquetRow[]
      if (rows.length === rowEnd - rowStart) return rows
      throw new Error(`${rowEnd - rowStart} rows expected, ${rows.length} found`)
    } catch (cause) {
      throw damaged(this.path, `has damaged rows from ${rowStart} to ${rowEnd - 1}`, cause)
    }
  }
}

function damaged(path: string, what: string, cause: unknown): DataError {
  if (cause instanceof DataError) return cause
  return dataError('Parquet', path, `${what}: ${reasonOf(cause)}`, cause)
}

function checkMagic(path: string, source: ParquetSource): void {
  const size = source.byteLength
  if (size === 0) throw dataError('Parquet', path, 'expected rows, found an empty file')
  const start = Buffer.from(source.slice(0, Math.min(256, size)))
  refuseHtml('Parquet', path, start)
  const end = Buffer.from(source.slice(Math.max(0, size - 8), size))
  const isParquet = size >= 12 && start.toString('latin1', 0, 4) === magic
  if (!isParquet)
    throw dataError('Parquet', path, `expected a file that begins with ${magic}, found another`)
  if (end.toString('latin1', 4) !== magic)
    throw dataError('Parquet', path, `expected ${magic} at the end, found other bytes: truncated?`)
}

function startsOf(path: string, { row_groups: groups }: MetaData): number[] {
  if (!Array.isArray(groups) || groups.length > mostGroups)
    throw dataError('Parquet', path, 'has a damaged list of row groups')
  const starts = [0]
  for (const { num_rows: rows } of groups) {
    const end = starts.at(-1)! + Number(rows)
    if (!(Number(rows) >= 0) || !(end <= mostRows))
      throw dataError('Parquet', path, `has a group of ${rows} rows: damaged`)
    starts.push(end)
  }
  return starts
}

/** Of a column in its tree: its parents' names, then its own. */
type Way = readonly string[]

const keyOf = (way: Way): string => JSON.stringify(way)

/** The columns that hold values, of the tree that the schema lists, parents before their children. */
function leavesOf(path: string, { schema }: MetaData): Way[] {
  const leaves: Way[] = []
  const seen = new Set<string>()
  /** The parents whose children are still to come, the innermost last. */
  const open: { way: Way; left: number }[] = [{ way: [], left: schema[0]?.num_children ?? 0 }]
  for (const { name, num_children: children = 0 } of schema.slice(1)) {
    while (open.at(-1)?.left === 0) open.pop()
    const parent = open.at(-1)
    const way = [...(parent?.way ?? []), name]
    const isRight = typeof name === 'string' && children >= 0 && !seen.has(keyOf(way))
    if (!parent || !isRight) throw dataError('Parquet', path, 'has a damaged schema')
    --parent.left
    seen.add(keyOf(way))
    if (children > 0) open.push({ way, left: children })
    else leaves.push(way)
  }
  if (open.some(({ left }) => left > 0)) throw dataError('Parquet', path, 'has a damaged schema')
  return leaves
}

/** The library leaves a column that the schema does not have to itself: if it fails, nobody is told. */
function checkGroups(path: string, { row_groups: groups }: MetaData, leaves: readonly Way[]): void {
  const expected = leaves.map(keyOf).join()
  groups.forEach(({ columns }, group) => {
    const found = columns.map(({ meta_data: data }) => keyOf(data?.path_in_schema ?? []))
    if (found.join() === expected) return
    throw dataError('Parquet', path, `has other columns in group ${group} than in its schema`)
  })
}

function featuresOf(path: string, metadata: MetaData): Record<string, ParquetFeature> {
  const entry = metadata.key_value_metadata?.find(({ key }) => key === 'huggingface')
  if (!entry?.value) return {}
  let features: unknown
  try {
    features = (JSON.parse(entry.value) as { info?: { features?: unknown } } | null)?.info?.features
  } catch (cause) {
    throw dataError('Parquet', path, `has features that are no JSON: ${reasonOf(cause)}`, cause)
  }
  if (!isPlainObject(features)) return {}
  const known = Object.entries(features).filter(([, feature]) => isPlainObject(feature))
  return Object.fromEntries(known)
}

function readSlice(path: string, start: number, length: number): ArrayBuffer {
  const bytes = new Uint8Array(length)
  const file = openSync(path, 'r')
  try {
    for (let done = 0; done < length;) {
      const count = readSync(file, bytes, done, length - done, start + done)
      if (count === 0) throw new Error(`the file ends at byte ${start + done}`)
      done += count
    }
  } finally {
    closeSync(file)
  }
  return bytes.buffer
}

/** A file that is opened for each slice, so that none is left open. */
export function fileSource(path: string): ParquetSource {
  const { size } = statSync(path)
  return {
    byteLength: size,
    slice(start, end = size) {
      if (start >= 0 && end >= start && end <= size) return readSlice(path, start, end - start)
      throw new Error(`bytes ${start} to ${end} of a file of ${size}`)
    },
  }
}
