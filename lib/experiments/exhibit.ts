/** A table, figure or theorem as it was found: what is printed, drawn, and written as JSON and CSV. */
import type { ChartPanel } from '../report/lineChart'

export type Cell = string | number | boolean | null

export interface Column {
  /** The key of a row. */
  key: string
  title: string
  /** After the point; of numbers. */
  digits?: number
  /** With its sign. */
  signed?: boolean
}

/** A statement of the paper, or one about it, held against what was found. */
export interface Finding {
  /** null where there is too little to say. */
  holds: boolean | null
  text: string
}

export interface Picture {
  /** PNG, as a data URI. */
  source: string
  caption: string
  alt: string
}

export interface Exhibit {
  /** `table-2`, `figure-3`, `theorem-a1`, `calibration`. */
  id: string
  /** `Table 2`, or what it is about where the paper has none. */
  label: string
  title: string
  /** What it shows, for somebody who has not read the paper. */
  text: string[]
  rows: Record<string, Cell>[]
  columns: Column[]
  panels: ChartPanel[]
  pictures: Picture[]
  findings: Finding[]
  /** How it was made, in words. */
  notes: string[]
}

export function exhibit(
  head: Pick<Exhibit, 'id' | 'label' | 'title' | 'text'>,
  rest: Partial<Exhibit>,
): Exhibit {
  return {
    ...head,
    rows: [],
    columns: [],
    panels: [],
    pictures: [],
    findings: [],
    notes: [],
    ...rest,
  }
}

/** An exhibit that cannot be made, and why. */
export function nothing(
  head: Pick<Exhibit, 'id' | 'label' | 'title' | 'text'>,
  reason: string,
): Exhibit {
  return exhibit(head, { notes: [`Not shown: ${reason}.`] })
}

/** A cell as it is printed. */
export function formatCell(value: Cell | undefined, { digits, signed }: Column): string {
  if (value === null || value === undefined) return '–'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return value
  if (Number.isNaN(value)) return '–'
  const plain = digits === undefined ? String(value) : formatNumber(value, digits)
  const text = plain.replaceAll('-', '−')
  return signed && value > 0 ? `+${text}` : text
}

/** Small and large numbers by their powers of ten, where `digits` after the point would say nothing. */
function formatNumber(value: number, digits: number): string {
  const isTiny = value !== 0 && Math.abs(value) < 0.5 * 10 ** -digits
  return isTiny && digits >= 3 ? value.toExponential(1) : value.toFixed(digits)
}

/** The difference of what was found and what the paper has; null where it has nothing. */
export function gap(found: number, printed: number | null): number | null {
  return printed === null || Number.isNaN(found) ? null : found - printed
}
