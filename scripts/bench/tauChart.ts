/**
 * The README's picture of a reproduction: how much less of N0's step is backpropagation, beside the
 * paper's numbers.
 *
 * Usage: npx ts-node scripts/bench/tauChart.ts docs/results/h200/table-2.csv docs/tau.svg
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { barChart } from '../../lib/report/barChart'

const [table, picture] = process.argv.slice(2)
if (table === undefined || picture === undefined)
  throw new Error('expected two files: table-2.csv of a report, and the SVG to write')

const [head, ...lines] = readFileSync(table, 'utf8').trim().split('\n')
const names = head!.split(',')
const rows = lines.map(line => {
  const cells = line.split(',')
  return Object.fromEntries(names.map((name, i) => [name, cells[i]!]))
})
const bars = ['direct', 'autograd'].flatMap(way =>
  rows
    .filter(row => row.net === 'N0' && row.reduction === 'mean' && row.way === way)
    .map(row => ({
      label: `${row.normalization}, ${way === 'direct' ? 'the error sent back' : 'by autograd'}`,
      value: -Number(row.deltaTau),
      ...(row.paper === '' ? {} : { mark: -Number(row.paper) }),
    })),
)
const options = {
  title: "ISBE against cross-entropy: backpropagation's share of N0's step",
  axis: 'percentage points less (red: the paper)',
}
writeFileSync(picture, `${barChart(bars, options)}\n`)
