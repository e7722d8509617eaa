/** Figure 2: loss curves, in the paper's groupings. */
import { exhibit, nothing, type Exhibit, type Finding } from '../exhibit'
import { netLabels, type PaperNet } from '../preset'
import type { Results } from '../results'
import { mean } from '../statistics/student'
import { runsNotes } from '../table/runsNotes'
import { curve, curvesOf, groupings, seriesRows } from './curves'
import { mainNet } from './figure1'

const head = {
  id: 'figure-2',
  label: 'Figure 2',
  title: 'Loss while learning, CE against ISBE',
  text: [
    'On training images after each epoch: cross-entropy, or the squared error of the scores. CE sum ' +
      'is left out, as in the paper: a batch of it is as many times larger as it has samples.',
  ],
}

const clusters: Record<string, readonly string[]> = {
  'cross-entropy': ['ce:mean', 'ce:none'],
  'scores in [0, 1]': ['isbe:softmax', 'isbe:sigmoid', 'isbe:hardsigmoid'],
  'scores in [−1, 1]': ['isbe:tanh', 'isbe:hardtanh'],
}

function finalLosses(results: Results, net: PaperNet, losses: readonly string[]): number[] {
  return losses.flatMap(loss => {
    const runs = results.runs('paper', net, loss)
    return runs.length === 0 ? [] : [curve(runs, 'trainLoss').at(-1)![1]]
  })
}

/** The paper sees clusters by the range of the scores. */
function finding(results: Results, net: PaperNet): Finding {
  const found = Object.entries(clusters).map(([name, losses]) => {
    const values = finalLosses(results, net, losses)
    return { name, values }
  })
  const present = found.filter(({ values }) => values.length > 0)
  const ranges = present.map(({ values }) => [Math.min(...values), Math.max(...values)] as const)
  const areApart = ranges.every(([low, high], i) =>
    ranges.every(([otherLow, otherHigh], j) => i === j || high < otherLow || otherHigh < low),
  )
  return {
    holds: areApart,
    text:
      `${netLabels[net]}: the curves ${areApart ? 'end in' : 'do not end in'} clusters apart from ` +
      `each other; means of the last epoch: ${present
        .map(({ name, values }) => `${name} ${mean(values).toPrecision(3)}`)
        .join(', ')}.`,
  }
}

export function figure2(results: Results): Exhibit {
  const net = mainNet(results)
  if (!net) return nothing(head, 'no run on MNIST is finished')
  const panels = groupings.map(({ title, losses }) => ({
    title: `${netLabels[net]}: ${title}`,
    x: 'epoch',
    y: 'a sample',
    series: curvesOf(results, {
      net,
      losses: losses.filter(loss => loss !== 'ce:sum'),
      quantity: 'trainLoss',
    }),
  }))
  return exhibit(head, {
    panels,
    rows: seriesRows(panels),
    findings: [finding(results, net)],
    notes: runsNotes(results, [net]),
  })
}
