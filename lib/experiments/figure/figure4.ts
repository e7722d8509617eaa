/** Figure 4: test accuracy of N0 against N1. */
import { exhibit, nothing, type Exhibit, type Finding } from '../exhibit'
import type { Results } from '../results'
import { finalAccuracy } from '../run/result'
import { mean } from '../statistics/student'
import { runsNotes } from '../table/runsNotes'
import { curvesOf, seriesRows } from './curves'

const head = {
  id: 'figure-4',
  label: 'Figure 4',
  title: 'Test accuracy while learning, N0 against N1',
  text: ['N0 is dashed. In percent of the test images, after each epoch.'],
}

const groups = [
  ['ce:none', 'ce:mean', 'ce:sum'],
  ['ce:none', 'isbe:softmax'],
  ['isbe:softmax', 'isbe:sigmoid'],
  ['isbe:sigmoid', 'isbe:tanh'],
  ['isbe:sigmoid', 'isbe:hardsigmoid'],
  ['isbe:tanh', 'isbe:hardtanh'],
]

function finding(results: Results): Finding {
  const [small, large] = (['n0', 'n1'] as const).map(
    net => 100 * mean(results.runs('paper', net).map(({ result }) => finalAccuracy(result))),
  ) as [number, number]
  return {
    holds: large > small,
    text:
      `The mean over all losses after the last epoch is ${small.toFixed(2)} % for N0 and ` +
      `${large.toFixed(2)} % for N1: N1 is ${large > small ? '' : 'not '}better, as the paper says` +
      `${large > small ? '' : ' it is'}.`,
  }
}

export function figure4(results: Results): Exhibit {
  const both = (['n0', 'n1'] as const).every(net => results.nets.includes(net))
  if (!both) return nothing(head, 'it needs finished runs of both N0 and N1')
  const panels = groups.map(losses => ({
    title: losses
      .map(loss => loss.replace(':', ' ').replace('isbe ', '').replace('ce', 'CE'))
      .join(', '),
    x: 'epoch',
    y: '%',
    series: (['n0', 'n1'] as const).flatMap(net =>
      curvesOf(results, {
        net,
        losses,
        quantity: 'testAccuracy',
        named: true,
        dashed: net === 'n0',
      }),
    ),
  }))
  return exhibit(head, {
    panels,
    rows: seriesRows(panels),
    findings: [finding(results)],
    notes: runsNotes(results, ['n0', 'n1']),
  })
}
