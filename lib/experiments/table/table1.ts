/** Table 1: τ, the share of backpropagation in the time of inference and backpropagation. */
import { exhibit, gap, nothing, type Exhibit } from '../exhibit'
import { contenders } from '../measure/contender'
import { stepMillis, tau, tauOfBackward } from '../measure/times'
import { paper } from '../paper'
import { netLabels, paperNets } from '../preset'
import type { Results } from '../results'
import { bootstrapMedian, median } from '../statistics/bootstrap'
import { timesNotes } from './timesNotes'

const head = {
  id: 'table-1',
  label: 'Table 1',
  title: 'How much of a training step is backpropagation: τ',
  text: [
    'τ is the time of the update phase in percent of the time of inference and update phase ' +
      '(equation 7). The update phase begins with the loss value, or with the error (section 1 of ' +
      'the paper). A smaller τ means that less time goes into the loss and what follows from it.',
  ],
}

export function table1(results: Results): Exhibit {
  const rows = paperNets.flatMap(net => {
    const measured = results.times.get(net)
    if (!measured) return []
    return contenders.map(({ name, loss, way }) => {
      const steps = measured.result.steps[name]!
      const { estimate, low, high } = bootstrapMedian(steps.map(tau))
      const printed = loss.kind === 'ce' || way === 'direct' ? paper.tau(net, loss.name) : null
      return {
        net: netLabels[net],
        loss: loss.label,
        way,
        tau: estimate,
        low,
        high,
        paper: printed,
        difference: gap(estimate, printed),
        otherReading: median(steps.map(tauOfBackward)),
        lossMicros: median(steps.map(step => step[1])),
        stepMillis: median(steps.map(stepMillis)),
      }
    })
  })
  if (rows.length === 0) return nothing(head, 'no times were measured')
  return exhibit(head, {
    rows,
    columns: [
      { key: 'net', title: 'net' },
      { key: 'loss', title: 'loss' },
      { key: 'way', title: 'way' },
      { key: 'tau', title: 'τ %', digits: 2 },
      { key: 'low', title: 'from', digits: 2 },
      { key: 'high', title: 'to', digits: 2 },
      { key: 'paper', title: 'paper', digits: 2 },
      { key: 'difference', title: 'diff.', digits: 2, signed: true },
      { key: 'otherReading', title: 'other reading', digits: 2 },
      { key: 'lossMicros', title: 'loss µs', digits: 0 },
      { key: 'stepMillis', title: 'step ms', digits: 2 },
    ],
    notes: timesNotes(results),
  })
}
