/** Figure 6: loss and accuracy of VGG-16 on CIFAR-10. */
import { exhibit, type Exhibit, type Finding } from '../exhibit'
import type { Results } from '../results'
import { runsNotes } from '../table/runsNotes'
import { allNames, labelled, vggCurves, withoutCifar } from './cifar'
import { seriesRows } from './curves'

const head = {
  id: 'figure-6',
  label: 'Figure 6',
  title: 'VGG-16 on CIFAR-10: loss and accuracy',
  text: [
    'Training, and images that were not trained on: loss on the validation images, accuracy on the ' +
      'test images. The loss of CE is cross-entropy, that of ISBE the squared error of its scores: ' +
      'their heights do not compare, their courses do.',
  ],
}

/** The paper: the test loss of cross-entropy rises from about epoch 30, that of ISBE does not. */
function finding(results: Results): Finding[] {
  return vggCurves(results, allNames, 'validationLoss').map(({ name, points }) => {
    const values = points.map(([, y]) => y)
    const least = Math.min(...values)
    const rise = values.at(-1)! / least - 1
    return {
      holds: null,
      text:
        `${name}: the validation loss is least after epoch ${values.indexOf(least) + 1} and ends ` +
        `${(100 * rise).toFixed(1)} % above that.`,
    }
  })
}

export function figure6(results: Results): Exhibit {
  const absent = withoutCifar(head, results)
  if (absent) return absent
  const panels = (
    [
      ['loss, training', 'trainLoss', 'a sample'],
      ['loss, validation', 'validationLoss', 'a sample'],
      ['accuracy, training', 'trainAccuracy', '%'],
      ['accuracy, test', 'testAccuracy', '%'],
    ] as const
  ).map(([title, quantity, y]) => ({
    title,
    x: 'epoch',
    y,
    series: vggCurves(results, allNames, quantity),
  }))
  return exhibit(labelled(head, results), {
    panels,
    rows: seriesRows(panels),
    findings: finding(results),
    notes: runsNotes(results, ['vgg16']),
  })
}
