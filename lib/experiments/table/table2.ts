/** Table 2: Δτ, the τ of ISBE minus the τ of cross-entropy. */
import { exhibit, gap, nothing, type Exhibit, type Finding } from '../exhibit'
import { crossEntropies, isbeOptions, type Way } from '../losses'
import { tau, tauOfBackward, type StepTimes } from '../measure/times'
import { paper } from '../paper'
import { netLabels, paperNets, type PaperNet } from '../preset'
import type { Measurement, Results } from '../results'
import { bootstrapMedian } from '../statistics/bootstrap'
import { timesNotes } from './timesNotes'

const head = {
  id: 'table-2',
  label: 'Table 2',
  title: 'How much less: Δτ = τ of ISBE − τ of cross-entropy',
  text: [
    'In points of percent; negative means that ISBE spends a smaller share of the step on the loss ' +
      'and backpropagation. Each step of ISBE is compared with the step of cross-entropy on the ' +
      'same batch, milliseconds apart, and the median of these differences is shown.',
    'direct: the error is handed to backward, no loss is computed. autograd: ISBE as a loss that ' +
      'autograd differentiates, which the paper found no faster than cross-entropy (section 4.2).',
  ],
}

type Row = {
  net: string
  reduction: string
  normalization: string
  way: Way
  deltaTau: number
  low: number
  high: number
  paper: number | null
  difference: number | null
  otherReading: number
}

function differences(
  isbe: readonly StepTimes[],
  ce: readonly StepTimes[],
  share: (times: StepTimes) => number,
): number[] {
  return isbe.map((times, i) => share(times) - share(ce[i]!))
}

function rowsOf(net: PaperNet, { result }: Measurement): Row[] {
  const ways: readonly Way[] = ['direct', 'autograd']
  return ways.flatMap(way =>
    crossEntropies.flatMap(ce =>
      isbeOptions.map(isbe => {
        const name = way === 'direct' ? isbe.name : `${isbe.name} ${way}`
        const [own, other] = [result.steps[name]!, result.steps[ce.name]!]
        const { estimate, low, high } = bootstrapMedian(differences(own, other, tau))
        const printed = way === 'direct' ? paper.deltaTau(net, ce.reduction, isbe.name) : null
        return {
          net: netLabels[net],
          reduction: ce.reduction,
          normalization: isbe.normalization,
          way,
          deltaTau: estimate,
          low,
          high,
          paper: printed,
          difference: gap(estimate, printed),
          otherReading: bootstrapMedian(differences(own, other, tauOfBackward)).estimate,
        }
      }),
    ),
  )
}

/** The paper's claim, row by row: computed, whichever way it turns out. */
function finding(rows: readonly Row[], net: string, way: Way): Finding {
  const own = rows.filter(row => row.net === net && row.way === way)
  if (own.some(({ low }) => Number.isNaN(low)))
    return { holds: null, text: `${net}, ${way}: too few steps were measured to say anything.` }
  const below = own.filter(({ high }) => high < 0).length
  const negative = own.filter(({ deltaTau }) => deltaTau < 0).length
  const above = own.filter(({ low }) => low > 0)
  const against = [...new Set(above.map(row => `${row.normalization} against ${row.reduction}`))]
  return {
    holds: below === own.length,
    text:
      `${net}, ${way}: Δτ is negative in ${negative} of ${own.length} comparisons, with its ` +
      `interval wholly below zero in ${below}` +
      (above.length === 0
        ? '. No interval lies above zero.'
        : `, and above zero in ${above.length}: ${against.join(', ')}.`) +
      (below === own.length || above.length > 0
        ? ''
        : ' Where an interval contains zero, the loss is too small a part of this step for the ' +
          'steps measured.'),
  }
}

export function table2(results: Results): Exhibit {
  const rows = paperNets.flatMap(net => {
    const measured = results.times.get(net)
    return measured ? rowsOf(net, measured) : []
  })
  if (rows.length === 0) return nothing(head, 'no times were measured')
  const nets = [...new Set(rows.map(({ net }) => net))]
  return exhibit(head, {
    rows,
    columns: [
      { key: 'net', title: 'net' },
      { key: 'reduction', title: 'against CE' },
      { key: 'normalization', title: 'ISBE' },
      { key: 'way', title: 'way' },
      { key: 'deltaTau', title: 'Δτ', digits: 3, signed: true },
      { key: 'low', title: 'from', digits: 3, signed: true },
      { key: 'high', title: 'to', digits: 3, signed: true },
      { key: 'paper', title: 'paper', digits: 2, signed: true },
      { key: 'difference', title: 'diff.', digits: 2, signed: true },
      { key: 'otherReading', title: 'other reading', digits: 3, signed: true },
    ],
    findings: nets.flatMap(net => [finding(rows, net, 'direct'), finding(rows, net, 'autograd')]),
    notes: timesNotes(results),
  })
}
