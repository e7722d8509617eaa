/** What can be asked for: tables, figures and theorems by the paper's numbers. */
import { checkChoice } from '../base/check'
import type { Exhibit } from './exhibit'
import type { Study } from './plan'
import type { PaperNet } from './preset'
import type { Results } from './results'
import { table1 } from './table/table1'
import { table2 } from './table/table2'
import { table3 } from './table/table3'
import { table4 } from './table/table4'

export type ItemKind = 'table' | 'figure' | 'theorem' | 'beyond'

export interface Item {
  kind: ItemKind
  /** The paper's number, or a name of our own. */
  name: string
  /** What must be trained for it, and with which networks; all where not named. */
  studies: readonly Study[]
  nets?: readonly PaperNet[]
  /** Whether it is made of measured times. */
  times?: boolean
  make: (results: Results) => Exhibit | Promise<Exhibit>
}

const comparison: readonly Study[] = ['paper']

export const items: readonly Item[] = [
  { kind: 'table', name: '1', studies: [], times: true, make: table1 },
  { kind: 'table', name: '2', studies: [], times: true, make: table2 },
  { kind: 'table', name: '3', studies: comparison, make: table3 },
  { kind: 'table', name: '4', studies: comparison, make: table4 },
]

export function itemNames(kind: ItemKind): string[] {
  return items.filter(item => item.kind === kind).map(({ name }) => name)
}

/** Throws OptionError for a number that the paper does not have. */
export function findItem(kind: ItemKind, name: string): Item {
  checkChoice(`--${kind}`, name, itemNames(kind))
  return items.find(item => item.kind === kind && item.name === name)!
}
