import { checkOptionNames, describeValue, didYouMean } from '../../base/check'
import { DataError, OptionError } from '../../base/errors'
import { fromTypedArray, tidy, type Tensor } from '../../tensor'
import { readCsv, type CsvOptions, type CsvTable } from '../reader/csv'
import type { CsvColumn } from '../reader/csvColumns'
import { TensorDataset } from '../tensorDataset'

export interface CsvDatasetOptions extends CsvOptions {
  /** The column of the targets: text stands for classes, whole numbers become int64, others float32. */
  target: string
  /** The columns of the inputs, which must be numbers; by default all other columns of numbers. */
  inputs?: readonly string[]
  /**
   * The classes of the target, in their order, as the file names them; by default those in the file,
   * sorted, where the target is text.
   */
  classes?: readonly string[]
}

const optionNames = ['target', 'inputs', 'classes', 'delimiter', 'header']

function columnOf(path: string, { names, columns }: CsvTable, name: string): CsvColumn {
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined
  if (column) return column
  throw new DataError(
    `CSV: '${path}' expected a column '${name}'${didYouMean(name, names)}, found ${names.join(', ')}`,
  )
}

function inputOf(path: string, table: CsvTable, names: readonly string[]): Tensor {
  const columns = names.map(name => {
    const column = columnOf(path, table, name)
    if (!Array.isArray(column)) return column
    throw new DataError(`CSV: '${path}' expected numbers in the column '${name}', found text`)
  })
  const values = new Float32Array(table.length * columns.length)
  columns.forEach((column, place) => {
    for (let row = 0; row < table.length; ++row) values[row * columns.length + place] = column[row]!
  })
  return fromTypedArray(values, { shape: [table.length, columns.length] })
}

function labelsOf(path: string, name: string, texts: string[], classes: readonly string[]): Tensor {
  const places = new Map(classes.map((label, place) => [label, BigInt(place)]))
  const labels = BigInt64Array.from(texts, (text, row) => {
    const place = places.get(text)
    if (place !== undefined) return place
    throw new DataError(
      `CSV: '${path}' expected one of the classes ${classes.join(', ')} in the column '${name}', ` +
        `found '${text}' in row ${row}`,
    )
  })
  return fromTypedArray(labels)
}

function checkNoGap(path: string, name: string, texts: readonly string[]): void {
  const gap = texts.findIndex(text => text === '' || text === 'NA')
  if (gap < 0) return
  throw new DataError(
    `CSV: '${path}' expected a class in each row of the column '${name}', found none in row ${gap}`,
  )
}

function targetOf(path: string, column: Float64Array): Tensor {
  const gap = column.findIndex(value => Number.isNaN(value))
  if (gap >= 0)
    throw new DataError(`CSV: '${path}' expected a target in each row, found none in row ${gap}`)
  if (column.every(Number.isSafeInteger)) return fromTypedArray(BigInt64Array.from(column, BigInt))
  return fromTypedArray(Float32Array.from(column))
}

function checkNames(what: string, names: unknown): void {
  if (names === undefined) return
  if (Array.isArray(names) && names.length > 0 && names.every(name => typeof name === 'string'))
    return
  throw new OptionError(
    `CsvDataset: ${what}: expected an array of names, found ${describeValue(names)}`,
  )
}

interface Contents {
  input: Tensor
  target: Tensor
  inputs: readonly string[]
  classes?: readonly string[]
}

function contentsOf(path: string, options: CsvDatasetOptions): Contents {
  checkOptionNames('CsvDataset', options, optionNames)
  const { target, inputs, classes, ...format } = options
  if (typeof target !== 'string')
    throw new OptionError(
      `CsvDataset: target: expected the name of a column, found ${describeValue(target)}`,
    )
  checkNames('inputs', inputs)
  checkNames('classes', classes)
  const table = readCsv(path, format)
  const targets = columnOf(path, table, target)
  const isInput = (name: string): boolean => name !== target && !Array.isArray(table.columns[name])
  const names = inputs ?? table.names.filter(isInput)
  if (names.length === 0)
    throw new DataError(
      `CSV: '${path}' expected columns of numbers beside '${target}', found none among ${table.names.join(', ')}`,
    )
  const input = inputOf(path, table, names)
  if (Array.isArray(targets)) checkNoGap(path, target, targets)
  const known = classes ?? (Array.isArray(targets) ? [...new Set(targets)].sort() : undefined)
  if (!known) return { input, target: targetOf(path, targets as Float64Array), inputs: names }
  const labels = labelsOf(path, target, Array.from(targets, String), known)
  return { input, target: labels, inputs: names, classes: known }
}

/**
 * The rows of a CSV file: inputs float32 [columns], targets of one column. All of it is in memory.
 * `readCsv` has the columns themselves.
 * @throws DataError for what is no CSV, a column that is not there or has text where numbers are
 * expected, a class that is not known; with the line or the row.
 */
export class CsvDataset extends TensorDataset {
  /** The columns of the inputs, in their order. */
  readonly inputs: readonly string[]

  constructor(path: string, options: CsvDatasetOptions) {
    const { input, target, inputs, classes } = tidy(() => contentsOf(path, options))
    super(input, target, classes === undefined ? {} : { classes })
    this.inputs = inputs
  }
}
