/** How wide the values of a tensor are printed, and with which notation. */
import { pythonBoolean, pythonFixed, pythonScientific } from '../../base/python'
import { printSettings } from './options'

export interface Formatter {
  width: number
  format(value: number | bigint | boolean): string
}

type Write = (value: number) => string

function padded(width: number, write: (value: number | bigint | boolean) => string): Formatter {
  return { width, format: value => write(value).padStart(width) }
}

function widest(texts: Iterable<string>, atLeast = 1): number {
  let width = atLeast
  for (const { length } of texts) if (length > width) width = length
  return width
}

function writeExact(value: number | bigint | boolean): string {
  if (typeof value === 'boolean') return pythonBoolean(value)
  return String(value)
}

export function exactFormatter(values: readonly (number | bigint | boolean)[]): Formatter {
  return padded(widest(values.map(writeExact)), writeExact)
}

function needsExponents(values: readonly number[]): boolean {
  const { sciMode } = printSettings()
  if (sciMode !== null) return sciMode
  let [smallest, largest] = [Infinity, 0]
  for (const value of values) {
    const magnitude = Math.abs(value)
    if (magnitude < smallest) smallest = magnitude
    if (magnitude > largest) largest = magnitude
  }
  return largest / smallest > 1000 || largest > 1e8 || smallest < 1e-4
}

/** Whole numbers end in a point, which tells them from integers. */
const writeWhole: Write = value => pythonFixed(value, 0) + (Number.isFinite(value) ? '.' : '')

function notation(values: readonly number[]): Write {
  const { precision } = printSettings()
  if (values.length > 0 && needsExponents(values))
    return value => pythonScientific(value, precision)
  return values.every(Number.isInteger) ? writeWhole : value => pythonFixed(value, precision)
}

export function floatFormatter(values: readonly number[]): Formatter {
  const shaping = values.filter(value => Number.isFinite(value) && value !== 0)
  const write = notation(shaping)
  return padded(widest(shaping.map(write)), value => write(Number(value)))
}
