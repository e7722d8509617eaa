/** Figure 7: loss of VGG-16 on CIFAR-10 within spans of epochs, ISBE only. */
import { exhibit, type Exhibit, type Finding } from '../exhibit'
import type { Results } from '../results'
import { runsNotes } from '../table/runsNotes'
import { isbeNames, labelled, spanNote, spans, vggCurves, within, withoutCifar } from './cifar'
import { seriesRows } from './curves'

const head = {
  id: 'figure-7',
  label: 'Figure 7',
  title: 'VGG-16 on CIFAR-10: loss later in the training, ISBE only',
  text: [
    'The paper sees two clusters on images that were not trained on: scores in [0, 1] (softmax, ' +
      'sigmoid, hardsigmoid) and in [−1, 1] (tanh, hardtanh), whose errors are twice as large.',
  ],
}

const symmetric = ['tanh', 'hardtanh']

function finding(results: Results): Finding[] {
  const last = vggCurves(results, isbeNames, 'validationLoss').map(
    ({ name, points }) => [name, points.at(-1)![1]] as const,
  )
  const of = (inSymmetric: boolean): number[] =>
    last.filter(([name]) => symmetric.includes(name) === inSymmetric).map(([, value]) => value)
  if (of(true).length === 0 || of(false).length === 0) return []
  const apart = Math.min(...of(true)) > Math.max(...of(false))
  return [
    {
      holds: apart,
      text:
        `After the last epoch the validation losses of the two groups are ${apart ? '' : 'not '}` +
        `apart: ${last.map(([name, value]) => `${name} ${value.toPrecision(3)}`).join(', ')}.`,
    },
  ]
}

export function figure7(results: Results): Exhibit {
  const absent = withoutCifar(head, results)
  if (absent) return absent
  const panels = spans(results).flatMap(span =>
    (['trainLoss', 'validationLoss'] as const).map(quantity => ({
      title: `${quantity === 'trainLoss' ? 'training' : 'validation'}, epochs ${span.from}–${span.to}`,
      x: 'epoch',
      y: '‖Y − Y°‖² a sample',
      series: within(vggCurves(results, isbeNames, quantity), span),
    })),
  )
  return exhibit(labelled(head, results), {
    panels,
    rows: seriesRows(panels),
    findings: finding(results),
    notes: [spanNote(results), ...runsNotes(results, ['vgg16'])],
  })
}
