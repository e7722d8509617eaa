/** Figure 8: accuracy of VGG-16 on CIFAR-10 within spans of epochs, with lines at maxima. */
import { exhibit, type Exhibit, type Finding } from '../exhibit'
import type { Results } from '../results'
import { runsNotes } from '../table/runsNotes'
import {
  allNames,
  labelled,
  maxima,
  spanNote,
  spans,
  vggCurves,
  within,
  withoutCifar,
} from './cifar'
import { seriesRows } from './curves'

const head = {
  id: 'figure-8',
  label: 'Figure 8',
  title: 'VGG-16 on CIFAR-10: accuracy later in the training',
  text: ['Each dotted line is the maximum of the curve of the same colour.'],
}

/** The paper: hard versions are inferior, and on test images tanh has a slight advantage. */
function finding(results: Results): Finding[] {
  const best = vggCurves(results, allNames, 'testAccuracy')
    .map(({ name, points }) => [name, Math.max(...points.map(([, y]) => y))] as const)
    .sort(([, a], [, b]) => b - a)
  return [
    {
      holds: best[0]![0] === 'tanh',
      text:
        'The paper finds tanh slightly ahead on test images. Here the best epochs are, in order: ' +
        `${best.map(([name, value]) => `${name} ${value.toFixed(2)} %`).join(', ')}.`,
    },
  ]
}

export function figure8(results: Results): Exhibit {
  const absent = withoutCifar(head, results)
  if (absent) return absent
  const panels = spans(results).flatMap(span =>
    (['trainAccuracy', 'testAccuracy'] as const).map(quantity => {
      const series = within(vggCurves(results, allNames, quantity), span)
      return {
        title: `${quantity === 'trainAccuracy' ? 'training' : 'test'}, epochs ${span.from}–${span.to}`,
        x: 'epoch',
        y: '%',
        series,
        lines: maxima(series),
      }
    }),
  )
  return exhibit(labelled(head, results), {
    panels,
    rows: seriesRows(panels),
    findings: finding(results),
    notes: [spanNote(results), ...runsNotes(results, ['vgg16'])],
  })
}
