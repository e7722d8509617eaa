/** Datasets in Parquet files, as Hugging Face lays them out. */
import { readdirSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import {
  checkChoice,
  checkOptionNames,
  checkString,
  describeValue,
  didYouMean,
  isPlainObject,
} from '../../base/check'
import { DataError, OptionError } from '../../base/errors'
import { fromTypedArray, tidy, type Tensor } from '../../tensor'
import { checkIndex, type Dataset } from '../dataset'
import { reasonOf } from '../reader/file'
import { checkDecodeOptions, decodeImage, type DecodeOptions } from '../reader/image'
import { ParquetFile, fileSource, type ParquetFeature, type ParquetRow } from '../reader/parquet'
import type { Recipe } from '../recipe'

export interface ParquetOptions extends DecodeOptions {
  /** Of a folder: the files `<split>-*.parquet` and those in folders of that name (default 'train'). */
  split?: string
  /** What samples call which column, such as `{ input: 'image', target: 'label' }`; all by default. */
  columns?: Readonly<Record<string, string>>
  /** Of images: 'float32' from 0 to 1 (default), or 'uint8' as decoded. */
  dtype?: 'float32' | 'uint8'
}

const optionNames = ['split', 'columns', 'mode', 'size', 'dtype']

interface Place {
  file: ParquetFile
  group: number
  row: number
}

/** Groups of rows that stay in memory. */
const keptGroups = 8

/**
 * Rows of Parquet files: samples are objects of their columns. Numbers and text are as they are,
 * labels of a ClassLabel are checked, images become [C, H, W]. A group of rows is read as a whole, so in order is faster than at random. Made by `ParquetDataset.open`.
 * Python: `datasets.load_dataset('parquet')`.
 */
export class ParquetDataset implements Dataset<Record<string, unknown>> {
  readonly length: number
  /** The names of the classes, by column. */
  readonly classes: Readonly<Record<string, readonly string[]>>
  readonly #starts: readonly number[]
  readonly #groups = new Map<string, Promise<ParquetRow[]>>()
  readonly #columns: readonly [name: string, column: string][]

  /** @internal */
  constructor(
    readonly path: string,
    readonly files: readonly ParquetFile[],
    readonly options: ParquetOptions,
  ) {
    if (!Array.isArray(files) || !files.every(file => file instanceof ParquetFile))
      throw new OptionError(
        'ParquetDataset: expected to be made by `await ParquetDataset.open(path)`, found `new`',
      )
    checkOptionNames('ParquetDataset', options, optionNames)
    let length = 0
    this.#starts = [0, ...files.map(file => (length += file.length))]
    this.length = length
    if (length === 0) throw new DataError(`Parquet: '${path}' expected rows, found none`)
    this.#columns = chosenColumns(files[0]!, options)
    for (const file of files) checkHasColumns(file, this.#columns)
    this.classes = classesOf(files[0]!)
  }

  /**
   * A file, or the files of a split in a folder.
   * Rejects with DataError when there are none, or they are damaged.
   */
  static async open(path: string, options: ParquetOptions = {}): Promise<ParquetDataset> {
    checkString('ParquetDataset.open: path', path)
    checkOptionNames('ParquetDataset.open', options, optionNames)
    const { split = 'train', columns, dtype = 'float32' } = options
    checkString('ParquetDataset.open: split', split)
    checkChoice('ParquetDataset.open: dtype', dtype, ['float32', 'uint8'])
    checkDecodeOptions('ParquetDataset.open', options)
    if (columns !== undefined && !isPlainObject(columns))
      throw new OptionError(
        `ParquetDataset.open: columns: expected an object of names, found ${describeValue(columns)}`,
      )
    const files = await Promise.all(
      filesOf(path, split).map(file => ParquetFile.open(file, fileSource(file))),
    )
    return new ParquetDataset(path, files, options)
  }

  async get(index: number): Promise<Record<string, unknown>> {
    checkIndex('ParquetDataset.get', index, this.length)
    const { file, group, row } = this.#place(index)
    const values = (await this.#group(file, group))[row]!
    const entries = this.#columns.map(async ([name, column]) => {
      const where = `${file.path}, row ${file.starts[group]! + row}, column '${column}'`
      return [name, await this.#value(values[column], file.features[column], where)] as const
    })
    return Object.fromEntries(await Promise.all(entries))
  }

  /** Other threads read the files themselves. */
  recipe(): Recipe {
    return { module: __filename, name: 'openParquet', args: [this.path, this.options] }
  }

  #place(index: number): Place {
    const which = this.#starts.findLastIndex(start => start <= index)
    const file = this.files[which]!
    const within = index - this.#starts[which]!
    const group = file.starts.findLastIndex(start => start <= within)
    return { file, group, row: within - file.starts[group]! }
  }

  #group(file: ParquetFile, group: number): Promise<ParquetRow[]> {
    const key = `${group} ${file.path}`
    const rows = this.#groups.get(key) ?? file.readGroup(group)
    // The one that was asked for last comes last.
    this.#groups.delete(key)
    this.#groups.set(key, rows)
    if (this.#groups.size > keptGroups) this.#groups.delete(this.#groups.keys().next().value!)
    return rows
  }

  async #value(value: unknown, feature: ParquetFeature = {}, where: string): Promise<unknown> {
    if (isImage(value, feature)) return this.#image(value, where)
    if (feature._type === 'ClassLabel') return checkedLabel(value, feature, where)
    return plain(value)
  }

  async #image({ bytes }: { bytes: Uint8Array }, where: string): Promise<Tensor> {
    const { height, width, channels, pixels } = await decodeImage(where, bytes, this.options)
    return tidy(() => {
      const image = fromTypedArray(pixels, { shape: [height, width, channels] }).permute([2, 0, 1])
      const scaled = this.options.dtype === 'uint8' ? image : image.to('float32').div(255)
      return scaled.contiguous()
    })
  }
}

/** What a recipe calls. @internal */
export function openParquet(path: string, options: ParquetOptions): Promise<ParquetDataset> {
  return ParquetDataset.open(path, options)
}

function isImage(value: unknown, feature: ParquetFeature): value is { bytes: Uint8Array } {
  const { bytes, path } = (value ?? {}) as { bytes?: unknown; path?: unknown }
  const hasImage = ArrayBuffer.isView(bytes) && (path === null || typeof path === 'string')
  return hasImage && (feature._type === undefined || feature._type === 'Image')
}

function plain(value: unknown): unknown {
  if (typeof value !== 'bigint') return value
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

function checkedLabel(value: unknown, { names }: ParquetFeature, where: string): number {
  const label = Number(plain(value) ?? NaN)
  const count = Array.isArray(names) ? names.length : Infinity
  if (Number.isInteger(label) && label >= 0 && label < count) return label
  throw new DataError(
    `Parquet: ${where}: expected a label from 0 to ${count - 1}, found ${describeValue(value)}`,
  )
}

function classesOf({ features }: ParquetFile): Record<string, readonly string[]> {
  const labels = Object.entries(features).filter(
    ([, { _type, names }]) => _type === 'ClassLabel' && Array.isArray(names),
  )
  return Object.fromEntries(
    labels.map(([name, { names }]) => [name, (names as unknown[]).map(String)]),
  )
}

function chosenColumns(file: ParquetFile, { columns }: ParquetOptions): [string, string][] {
  if (columns === undefined) return file.columns.map(name => [name, name])
  return Object.entries(columns)
}

function checkHasColumns(file: ParquetFile, chosen: readonly [string, string][]): void {
  for (const [, column] of chosen) {
    if (file.columns.includes(column)) continue
    throw new DataError(
      `Parquet: '${file.path}' expected a column ${describeValue(column)}` +
        `${didYouMean(String(column), file.columns)}, found ${file.columns.join(', ')}`,
    )
  }
}

/** `data/train-00000-of-00002.parquet`, or `<config>/train/0000.parquet`. */
function filesOf(path: string, split: string): string[] {
  try {
    if (statSync(path).isFile()) return [path]
    const files = readdirSync(path, { recursive: true, withFileTypes: true })
      .filter(entry => !entry.isDirectory() && entry.name.endsWith('.parquet'))
      .map(entry => join(entry.parentPath ?? entry.path, entry.name))
      .filter(file => isOfSplit(relative(path, file), split))
      .sort()
    for (const file of files) checkWithin(path, file)
    if (files.length > 0) return files
  } catch (cause) {
    if (cause instanceof DataError) throw cause
    throw new DataError(`Parquet: '${path}' cannot be read: ${reasonOf(cause)}`, { cause })
  }
  throw new DataError(
    `Parquet: expected '${split}-….parquet', or files in a folder '${split}', in '${path}', found none`,
  )
}

/** @param file below the folder, whose own name says nothing of the split */
function isOfSplit(file: string, split: string): boolean {
  const name = basename(file)
  const isNamed = name === `${split}.parquet` || name.startsWith(`${split}-`)
  return isNamed || basename(dirname(file)) === split
}

/** Links of a cache of downloads lead to files elsewhere, which must be named themselves. */
function checkWithin(folder: string, file: string): void {
  const target = realpathSync(file)
  const isWithin = target.startsWith(realpathSync(folder) + sep)
  if (isWithin && statSync(target).isFile()) return
  throw new DataError(
    `Parquet: '${file}' is a link to '${target}': expected files, and links to files within ` +
      `'${folder}'; name a folder that holds both, or the file`,
  )
}
