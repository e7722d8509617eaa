/** What can be asked for: tables, figures and theorems by the paper's numbers. */
import { checkChoice } from '../base/check'
import { calibrated } from './beyond/calibrated'
import { control } from './beyond/control'
import { gradients } from './beyond/gradients'
import { operations } from './beyond/operations'
import { overlap } from './beyond/overlap'
import { rates } from './beyond/rates'
import { tail } from './beyond/tail'
import { ways } from './beyond/ways'
import type { Exhibit } from './exhibit'
import type { Study } from './plan'
import type { PaperNet } from './preset'
import type { Results } from './results'
import { figure1 } from './figure/figure1'
import { figure2 } from './figure/figure2'
import { figure3 } from './figure/figure3'
import { figure4 } from './figure/figure4'
import { figure5 } from './figure/figure5'
import { figure6 } from './figure/figure6'
import { figure7 } from './figure/figure7'
import { figure8 } from './figure/figure8'
import { table1 } from './table/table1'
import { table2 } from './table/table2'
import { table3 } from './table/table3'
import { table4 } from './table/table4'
import { lipschitz } from './theorem/lipschitz'
import { theorem1 } from './theorem/theorem1'
import { theoremA1 } from './theorem/theoremA1'

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

const onN0: readonly PaperNet[] = ['n0']
const comparison: readonly Study[] = ['paper']
const mnistNets: readonly PaperNet[] = ['n0', 'n1']
const cifarNets: readonly PaperNet[] = ['vgg16']

export const items: readonly Item[] = [
  { kind: 'table', name: '1', studies: [], times: true, make: table1 },
  { kind: 'table', name: '2', studies: [], times: true, make: table2 },
  { kind: 'table', name: '3', studies: comparison, make: table3 },
  { kind: 'table', name: '4', studies: comparison, make: table4 },
  { kind: 'figure', name: '1', studies: comparison, nets: mnistNets, make: figure1 },
  { kind: 'figure', name: '2', studies: comparison, nets: mnistNets, make: figure2 },
  { kind: 'figure', name: '3', studies: comparison, nets: mnistNets, make: figure3 },
  { kind: 'figure', name: '4', studies: comparison, nets: mnistNets, make: figure4 },
  { kind: 'figure', name: '5', studies: [], make: figure5 },
  { kind: 'figure', name: '6', studies: comparison, nets: cifarNets, make: figure6 },
  { kind: 'figure', name: '7', studies: comparison, nets: cifarNets, make: figure7 },
  { kind: 'figure', name: '8', studies: comparison, nets: cifarNets, make: figure8 },
  { kind: 'theorem', name: '1', studies: [], make: theorem1 },
  { kind: 'theorem', name: 'A1', studies: [], make: theoremA1 },
  { kind: 'theorem', name: 'Lipschitz', studies: [], make: lipschitz },
  { kind: 'beyond', name: 'control', studies: ['control', 'paper'], nets: onN0, make: control },
  { kind: 'beyond', name: 'ways', studies: [], times: true, make: ways },
  { kind: 'beyond', name: 'operations', studies: [], make: operations },
  { kind: 'beyond', name: 'gradients', studies: [], make: gradients },
  { kind: 'beyond', name: 'overlap', studies: comparison, nets: mnistNets, make: overlap },
  { kind: 'beyond', name: 'calibration', studies: comparison, nets: mnistNets, make: calibrated },
  { kind: 'beyond', name: 'tail', studies: ['tail'], nets: onN0, make: tail },
  { kind: 'beyond', name: 'rates', studies: ['rates'], nets: onN0, make: rates },
]

export function itemNames(kind: ItemKind): string[] {
  return items.filter(item => item.kind === kind).map(({ name }) => name)
}

/** Throws OptionError for a number that the paper does not have. */
export function findItem(kind: ItemKind, name: string): Item {
  const names = itemNames(kind)
  const known = names.find(each => each.toLowerCase() === name.toLowerCase())
  checkChoice(`--${kind}`, known ?? name, names)
  return items.find(item => item.kind === kind && item.name === known)!
}
