/** Learning curves of runs, as the series of charts. */
import type { ChartPanel, ChartSeries } from '../../report/lineChart'
import { paperLoss } from '../losses'
import { netLabels, type PaperNet } from '../preset'
import type { FinishedRun, Results } from '../results'
import type { EpochRow } from '../run/result'
import { mean } from '../statistics/student'

/** Each loss has one colour in every figure; those of cross-entropy are blue. */
const colors: Record<string, string> = {
  'ce:mean': '#4269d0',
  'ce:none': '#1aa3c8',
  'ce:sum': '#7e9bf0',
  'isbe:hardsigmoid': '#d99a00',
  'isbe:hardtanh': '#a463f2',
  'isbe:sigmoid': '#e5533d',
  'isbe:softmax': '#2f9e44',
  'isbe:tanh': '#e0569b',
  'isbe:normalize': '#8a8f98',
}

export function colorOf(loss: string): string {
  return colors[loss] ?? '#8a8f98'
}

export type Quantity =
  'trainLoss' | 'validationLoss' | 'trainAccuracy' | 'validationAccuracy' | 'testAccuracy'

function isShare(quantity: Quantity): boolean {
  return quantity.endsWith('Accuracy')
}

/** After each epoch; of several seeds the mean. Accuracies in percent. */
export function curve(runs: readonly FinishedRun[], quantity: Quantity): [x: number, y: number][] {
  const epochs = Math.min(...runs.map(({ result }) => result.epochs.length))
  const factor = isShare(quantity) ? 100 : 1
  return Array.from({ length: epochs }, (_, i) => [
    i + 1,
    factor * mean(runs.map(({ result }) => (result.epochs[i] as EpochRow)[quantity])),
  ])
}

/** The value after each batch, against epochs; neighbours averaged to at most `most` points. */
export function progressive({ result }: FinishedRun, most = 300): [x: number, y: number][] {
  const points = result.epochs.flatMap(({ epoch, progressive: values }) =>
    values.map((value, i): [number, number] => [epoch - 1 + (i + 1) / values.length, value]),
  )
  const group = Math.ceil(points.length / most)
  return Array.from({ length: Math.ceil(points.length / group) }, (_, i) => {
    const some = points.slice(i * group, (i + 1) * group)
    return [some.at(-1)![0], mean(some.map(([, y]) => y))]
  })
}

export interface CurveOptions {
  net: PaperNet
  losses: readonly string[]
  quantity: Quantity
  /** With the network's name before the loss, and dashed: of two networks, the smaller. */
  named?: boolean
  dashed?: boolean
}

/** A series a loss that has a finished run. */
export function curvesOf(
  results: Results,
  { net, losses, quantity, named = false, dashed }: CurveOptions,
): ChartSeries[] {
  return losses.flatMap(loss => {
    const runs = results.runs('paper', net, loss)
    if (runs.length === 0) return []
    const { label } = paperLoss(loss)
    const short = label.replace('ISBE ', '')
    return [
      {
        name: named ? `${netLabels[net]} ${short}` : short,
        points: curve(runs, quantity),
        color: colorOf(loss),
        dashed,
      },
    ]
  })
}

const ce = ['ce:mean', 'ce:none', 'ce:sum']
const options = ['isbe:hardsigmoid', 'isbe:hardtanh', 'isbe:sigmoid', 'isbe:softmax', 'isbe:tanh']

/** The paper's groupings, section 4.1.3. */
export const groupings: readonly { title: string; losses: readonly string[] }[] = [
  { title: 'all options', losses: [...ce, ...options] },
  { title: 'CE against softmax', losses: [...ce, 'isbe:softmax'] },
  { title: 'CE against tanh, hardtanh', losses: [...ce, 'isbe:tanh', 'isbe:hardtanh'] },
  {
    title: 'softmax against sigmoid, hardsigmoid',
    losses: ['isbe:softmax', 'isbe:sigmoid', 'isbe:hardsigmoid'],
  },
  {
    title: 'softmax against tanh, hardtanh',
    losses: ['isbe:softmax', 'isbe:tanh', 'isbe:hardtanh'],
  },
  { title: 'softmax against sigmoid, tanh', losses: ['isbe:softmax', 'isbe:sigmoid', 'isbe:tanh'] },
]

/** A row a series: what the lines end at, and reach. */
export function seriesRows(panels: readonly ChartPanel[]): Record<string, string | number>[] {
  return panels.flatMap(({ title, series }) =>
    series
      .filter(({ points }) => points.length > 0)
      .map(({ name, points }) => {
        const values = points.map(([, y]) => y)
        return {
          panel: title,
          series: name,
          points: points.length,
          last: values.at(-1)!,
          least: Math.min(...values),
          most: Math.max(...values),
        }
      }),
  )
}
