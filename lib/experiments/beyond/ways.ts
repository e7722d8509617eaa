/** Section 4.2's bad news: is ISBE through autograd no faster than cross-entropy? */
import { exhibit, nothing, type Exhibit, type Finding } from '../exhibit'
import { isbeOptions, type Way } from '../losses'
import type { StepTimes } from '../measure/times'
import { netLabels, paperNets } from '../preset'
import type { Results } from '../results'
import { bootstrapMedian } from '../statistics/bootstrap'
import { timesNotes } from '../table/timesNotes'

const head = {
  id: 'ways',
  label: 'Direct and autograd',
  title: 'Microseconds saved in a step, directly and through autograd',
  text: [
    'The time of the loss and backpropagation with ISBE minus that with cross-entropy (mean), on the ' +
      'same batch; negative is saved. The paper finds ISBE through autograd slightly slower than ' +
      'cross-entropy, as its function was written in Python. Here both are compiled.',
  ],
}

function micros([, loss, backward]: StepTimes): number {
  return loss + backward
}

type Row = {
  net: string
  normalization: string
  way: Way
  saved: number
  low: number
  high: number
}

function finding(rows: readonly Row[], net: string, way: Way): Finding {
  const own = rows.filter(row => row.net === net && row.way === way)
  if (own.some(({ low }) => Number.isNaN(low)))
    return { holds: null, text: `${net}, ${way}: too few steps were measured to say anything.` }
  const faster = own.filter(({ high }) => high < 0).length
  const slower = own.filter(({ low }) => low > 0).length
  return {
    holds: way === 'direct' ? faster === own.length : slower === 0,
    text:
      `${net}, ${way}: faster than cross-entropy with its interval below zero in ${faster} of ` +
      `${own.length}, slower in ${slower}.`,
  }
}

export function ways(results: Results): Exhibit {
  const rows = paperNets.flatMap(net => {
    const measured = results.times.get(net)
    if (!measured) return []
    const { steps } = measured.result
    return (['direct', 'autograd'] as const).flatMap(way =>
      isbeOptions.map(({ name, normalization }): Row => {
        const own = steps[way === 'direct' ? name : `${name} ${way}`]!
        const { estimate, low, high } = bootstrapMedian(
          own.map((times, i) => micros(times) - micros(steps['ce:mean']![i]!)),
        )
        return { net: netLabels[net], normalization, way, saved: estimate, low, high }
      }),
    )
  })
  if (rows.length === 0) return nothing(head, 'no times were measured')
  const nets = [...new Set(rows.map(({ net }) => net))]
  return exhibit(head, {
    rows,
    columns: [
      { key: 'net', title: 'net' },
      { key: 'normalization', title: 'ISBE' },
      { key: 'way', title: 'way' },
      { key: 'saved', title: 'µs', digits: 0, signed: true },
      { key: 'low', title: 'from', digits: 0, signed: true },
      { key: 'high', title: 'to', digits: 0, signed: true },
    ],
    findings: nets.flatMap(net => [finding(rows, net, 'direct'), finding(rows, net, 'autograd')]),
    notes: timesNotes(results).slice(0, 2),
  })
}
