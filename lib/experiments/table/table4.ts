/** Table 4: Δα, the accuracy of ISBE minus that of cross-entropy, and whether it means anything. */
import { exhibit, gap, nothing, type Exhibit, type Finding } from '../exhibit'
import { crossEntropies, isbeOptions, type CrossEntropy, type Isbe } from '../losses'
import { paper, table4Slips } from '../paper'
import { netLabels, type PaperNet } from '../preset'
import type { Results } from '../results'
import { rightOf } from '../run/right'
import { holm } from '../statistics/mcnemar'
import { pairedDifference } from '../statistics/paired'
import { runsNotes } from './runsNotes'

const head = {
  id: 'table-4',
  label: 'Table 4',
  title: 'Better or worse: Δα = α of ISBE − α of cross-entropy',
  text: [
    'In points of percent, on the same test images and seeds. The paper says that its differences ' +
      "are within the margin of statistical error; here that is a number. p is McNemar's exact " +
      'test: how likely as uneven a split of the images that only one of the two gets right would ' +
      "be if both were as good. The last column is Holm's correction for the number of tests on " +
      'the network: below 0.05 a difference is one.',
  ],
}

type Row = {
  net: string
  reduction: string
  normalization: string
  deltaAlpha: number
  low: number
  high: number
  onlyIsbe: number
  onlyCe: number
  p: number
  adjusted: number
  paper: number | null
  difference: number | null
}

/** Whether each test image was classified correctly, seed by seed, for seeds that both have. */
function pairs(net: PaperNet, isbe: Isbe, ce: CrossEntropy, results: Results) {
  const [first, second]: [boolean[], boolean[]] = [[], []]
  for (const own of results.runs('paper', net, isbe.name)) {
    const other = results
      .runs('paper', net, ce.name)
      .find(({ config }) => config.seed === own.config.seed)
    if (!other) continue
    first.push(...rightOf(own, results.sets))
    second.push(...rightOf(other, results.sets))
  }
  return [first, second] as const
}

function rowsOf(net: PaperNet, results: Results): Row[] {
  const rows = crossEntropies.flatMap(ce =>
    isbeOptions.flatMap((isbe): Row[] => {
      const [first, second] = pairs(net, isbe, ce, results)
      if (first.length === 0) return []
      const test = pairedDifference(first, second)
      const printed = paper.deltaAlpha(net, ce.reduction, isbe.name)
      return [
        {
          net: netLabels[net],
          reduction: ce.reduction,
          normalization: isbe.normalization,
          deltaAlpha: 100 * test.difference,
          low: 100 * test.low,
          high: 100 * test.high,
          onlyIsbe: test.onlyFirst,
          onlyCe: test.onlySecond,
          p: test.p,
          adjusted: NaN,
          paper: printed,
          difference: gap(100 * test.difference, printed),
        },
      ]
    }),
  )
  const adjusted = holm(rows.map(({ p }) => p))
  return rows.map((row, i) => ({ ...row, adjusted: adjusted[i]! }))
}

function finding(rows: readonly Row[], net: string): Finding {
  const own = rows.filter(row => row.net === net)
  const better = own.filter(row => row.adjusted < 0.05 && row.deltaAlpha > 0)
  const worse = own.filter(row => row.adjusted < 0.05 && row.deltaAlpha < 0)
  const list = (some: readonly Row[]): string =>
    some.map(row => `${row.normalization} against ${row.reduction}`).join(', ')
  return {
    holds: worse.length === 0,
    text:
      `${net}: after correction, ISBE is significantly better in ${better.length} and worse in ` +
      `${worse.length} of ${own.length} comparisons` +
      (better.length > 0 ? `; better: ${list(better)}` : '') +
      (worse.length > 0 ? `; worse: ${list(worse)}` : '') +
      '.',
  }
}

export function table4(results: Results): Exhibit {
  const rows = results.nets.flatMap(net => rowsOf(net, results))
  if (rows.length === 0) return nothing(head, 'no run of ISBE and of cross-entropy is finished')
  const slips = table4Slips.map(
    ({ net, reduction, loss, printed, right }) =>
      `${netLabels[net]} / ${reduction} / ${loss.slice('isbe:'.length)} is printed as ${printed}, ` +
      `and is ${right} by Table 3`,
  )
  return exhibit(head, {
    rows,
    columns: [
      { key: 'net', title: 'net' },
      { key: 'reduction', title: 'against CE' },
      { key: 'normalization', title: 'ISBE' },
      { key: 'deltaAlpha', title: 'Δα', digits: 2, signed: true },
      { key: 'low', title: 'from', digits: 2, signed: true },
      { key: 'high', title: 'to', digits: 2, signed: true },
      { key: 'onlyIsbe', title: 'only ISBE right', digits: 0 },
      { key: 'onlyCe', title: 'only CE right', digits: 0 },
      { key: 'p', title: 'p', digits: 3 },
      { key: 'adjusted', title: 'p (Holm)', digits: 3 },
      { key: 'paper', title: 'paper', digits: 2, signed: true },
      { key: 'difference', title: 'diff.', digits: 2, signed: true },
    ],
    findings: [...new Set(rows.map(({ net }) => net))].map(net => finding(rows, net)),
    notes: [
      `Slips in the paper's Table 4: ${slips.join('; ')}.`,
      'Several seeds are counted together, as if their images were others.',
      ...runsNotes(results),
    ],
  })
}
