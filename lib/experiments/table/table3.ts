/** Table 3: α, the accuracy on the test images after the last epoch. */
import { exhibit, gap, nothing, type Exhibit, type Finding } from '../exhibit'
import { paperLosses } from '../losses'
import { paper } from '../paper'
import { netLabels, type PaperNet } from '../preset'
import type { FinishedRun, Results } from '../results'
import { finalAccuracy } from '../run/result'
import { meanInterval, wilsonInterval } from '../statistics/student'
import type { Interval } from '../statistics/bootstrap'
import { runsNotes } from './runsNotes'

const head = {
  id: 'table-3',
  label: 'Table 3',
  title: 'How many test images are classified correctly: α',
  text: [
    'In percent (equation 8), after the last epoch. Where there are several seeds it is their mean ' +
      "with the 95 % interval of Student's t; of one run it is its share with Wilson's interval, " +
      'which is what the count of test images leaves open.',
  ],
}

type Row = {
  net: string
  loss: string
  alpha: number
  low: number
  high: number
  seeds: number
  paper: number | null
  difference: number | null
}

function intervalOf(runs: readonly FinishedRun[]): Interval {
  const accuracies = runs.map(({ result }) => finalAccuracy(result))
  if (runs.length > 1) return meanInterval(accuracies)
  const images = runs[0]!.config.test
  return wilsonInterval(Math.round(accuracies[0]! * images), images)
}

function rowOf(net: PaperNet, loss: { name: string; label: string }, results: Results): Row[] {
  const runs = results.runs('paper', net, loss.name)
  if (runs.length === 0) return []
  const { estimate, low, high } = intervalOf(runs)
  const printed = paper.alpha(net, loss.name)
  return [
    {
      net: netLabels[net],
      loss: loss.label,
      alpha: 100 * estimate,
      low: 100 * low,
      high: 100 * high,
      seeds: runs.length,
      paper: printed,
      difference: gap(100 * estimate, printed),
    },
  ]
}

function spread(rows: readonly Row[], net: string): Finding {
  const alphas = rows.filter(row => row.net === net).map(({ alpha }) => alpha)
  const [least, most] = [Math.min(...alphas), Math.max(...alphas)]
  return {
    holds: null,
    text:
      `${net}: all losses lie between ${least.toFixed(2)} and ${most.toFixed(2)} %, ` +
      `${(most - least).toFixed(2)} points apart.`,
  }
}

export function table3(results: Results): Exhibit {
  const rows = results.nets.flatMap(net => paperLosses.flatMap(loss => rowOf(net, loss, results)))
  if (rows.length === 0) return nothing(head, 'no run is finished')
  return exhibit(head, {
    rows,
    columns: [
      { key: 'net', title: 'net' },
      { key: 'loss', title: 'loss' },
      { key: 'alpha', title: 'α %', digits: 2 },
      { key: 'low', title: 'from', digits: 2 },
      { key: 'high', title: 'to', digits: 2 },
      { key: 'seeds', title: 'seeds', digits: 0 },
      { key: 'paper', title: 'paper', digits: 2 },
      { key: 'difference', title: 'diff.', digits: 2, signed: true },
    ],
    findings: [...new Set(rows.map(({ net }) => net))].map(net => spread(rows, net)),
    notes: runsNotes(results),
  })
}
