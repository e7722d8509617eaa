/** The paper's negative example: normalize, x/‖x‖. */
import { exhibit, nothing, type Exhibit } from '../exhibit'
import { colorOf, curve, seriesRows } from '../figure/curves'
import type { FinishedRun, Results } from '../results'
import { runsNotes } from '../table/runsNotes'

const head = {
  id: 'control',
  label: 'Negative control',
  title: 'normalize, of which the paper says that it fails to converge',
  text: [
    'Scores on the unit sphere, x/‖x‖, are not stable around zero (section 3). The same network, ' +
      'data and optimizer as the others; softmax beside it.',
  ],
}

/** Points of percent below softmax from which on a training counts as failed. */
const failure = 5

export function control(results: Results): Exhibit {
  const [run] = results.runs('control', 'n0')
  const [good] = results.runs('paper', 'n0', 'isbe:softmax')
  if (!run || !good) return nothing(head, 'its run, or that of softmax on N0, is not finished')
  const seriesOf = (each: FinishedRun, quantity: 'trainLoss' | 'testAccuracy') => ({
    name: each.config.loss.slice('isbe:'.length),
    points: curve([each], quantity),
    color: colorOf(each.config.loss),
  })
  const panels = [
    { title: 'test accuracy', y: '%', quantity: 'testAccuracy' as const },
    { title: 'squared error, training', y: 'a sample', quantity: 'trainLoss' as const },
  ].map(({ title, y, quantity }) => ({
    title,
    x: 'epoch',
    y,
    series: [run, good].map(each => seriesOf(each, quantity)),
  }))
  const [bad, other] = [run, good].map(each => curve([each], 'testAccuracy').at(-1)![1]) as [
    number,
    number,
  ]
  const hasFailed = bad < other - failure
  return exhibit(head, {
    panels,
    rows: seriesRows(panels),
    findings: [
      {
        holds: hasFailed,
        text:
          `normalize ends at ${bad.toFixed(2)} % of the test images, softmax at ` +
          `${other.toFixed(2)} %: ` +
          (hasFailed
            ? 'it fails to converge, as the paper reports.'
            : 'it does converge here, which the paper does not report.'),
      },
    ],
    notes: runsNotes(results, ['n0']),
  })
}
