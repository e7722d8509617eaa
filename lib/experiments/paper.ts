/** What the paper prints: Skarbek, Entropy 2024, 26, 65 (CC BY 4.0). Percent, by loss and network. */
import { isbeOptions, paperLosses, type Reduction } from './losses'
import type { PaperNet } from './preset'

/** A row of a table, in the order of `paperLosses` or of `isbeOptions`. */
type Row = readonly number[]

/** Table 1: τ. */
const tau: Partial<Record<PaperNet, Row>> = {
  n0: [60.61, 59.56, 59.98, 58.31, 58.21, 57.38, 57.45, 59.07],
  n1: [54.89, 53.92, 53.98, 52.68, 52.33, 51.75, 51.95, 52.11],
  n1r: [54.45, 53.92, 54.0, 52.78, 52.3, 51.67, 51.73, 52.11],
}

/** Table 3: α. */
const alpha: Partial<Record<PaperNet, Row>> = {
  n0: [99.45, 99.41, 99.47, 99.5, 99.5, 99.56, 99.41, 99.45],
  n1: [99.61, 99.58, 99.59, 99.64, 99.66, 99.64, 99.62, 99.63],
  n1r: [99.55, 99.64, 99.64, 99.61, 99.66, 99.69, 99.63, 99.57],
}

type Differences = Partial<Record<PaperNet, Record<Reduction, Row>>>

/** Table 2: Δτ. */
const deltaTau: Differences = {
  n0: {
    mean: [-2.3, -2.4, -3.23, -3.16, -1.54],
    none: [-1.25, -1.35, -2.18, -2.11, -0.5],
    sum: [-1.67, -1.77, -2.6, -2.53, -0.92],
  },
  n1: {
    mean: [-2.21, -2.56, -3.14, -2.94, -2.79],
    none: [-1.24, -1.59, -2.17, -1.97, -1.82],
    sum: [-1.3, -1.65, -2.23, -2.03, -1.87],
  },
}

/** Table 4: Δα, as printed. */
const deltaAlpha: Differences = {
  n0: {
    mean: [0.05, 0.05, 0.11, -0.04, 0.0],
    none: [0.09, 0.09, 0.15, 0.0, 0.0],
    sum: [0.13, 0.03, 0.09, -0.06, -0.02],
  },
  n1: {
    mean: [0.03, 0.05, 0.03, 0.01, 0.02],
    none: [0.06, 0.08, 0.06, 0.04, 0.05],
    sum: [0.05, 0.07, 0.05, 0.03, 0.04],
  },
}

/** Entries of Table 4 that are not the differences of Table 3. */
export const table4Slips = [
  { net: 'n0', reduction: 'none', loss: 'isbe:tanh', printed: 0.0, right: 0.04 },
  { net: 'n0', reduction: 'sum', loss: 'isbe:hardsigmoid', printed: 0.13, right: 0.03 },
] as const

function ofLoss(row: Row | undefined, loss: string): number | null {
  return row?.[paperLosses.findIndex(({ name }) => name === loss)] ?? null
}

function difference(
  table: Differences,
  net: PaperNet,
  reduction: Reduction,
  loss: string,
): number | null {
  const row = table[net]?.[reduction]
  return row?.[isbeOptions.findIndex(({ name }) => name === loss)] ?? null
}

/** null for what the paper does not have. */
export const paper = {
  tau: (net: PaperNet, loss: string) => ofLoss(tau[net], loss),
  alpha: (net: PaperNet, loss: string) => ofLoss(alpha[net], loss),
  deltaTau: (net: PaperNet, reduction: Reduction, loss: string) =>
    difference(deltaTau, net, reduction, loss),
  deltaAlpha: (net: PaperNet, reduction: Reduction, loss: string) =>
    difference(deltaAlpha, net, reduction, loss),
}

export const citation =
  'W. Skarbek, Cross Entropy in Deep Learning of Classifiers Is Unnecessary—ISBE Error Is All You ' +
  'Need, Entropy 2024, 26, 65, doi:10.3390/e26010065'
