/** Figure 1: learning curves on training and validation images. */
import type { ChartPanel } from '../../report/lineChart'
import { exhibit, nothing, type Exhibit, type Finding } from '../exhibit'
import { paperLoss } from '../losses'
import { netLabels, type PaperNet } from '../preset'
import type { Results } from '../results'
import { runsNotes } from '../table/runsNotes'
import { curve, progressive, seriesRows } from './curves'

const losses = ['ce:mean', 'isbe:softmax', 'isbe:sigmoid']
const head = {
  id: 'figure-1',
  label: 'Figure 1',
  title: 'Learning curves on training and validation images',
  text: [
    'For cross-entropy, softmax and sigmoid: the value on each batch as it is trained on ' +
      '(progressive), and after each epoch on training and validation images. Augmented images ' +
      'are harder than those of validation, so that the validation curve may lie below. ISBE has ' +
      'no loss; what is drawn is the squared error of its scores, ‖Y − Y°‖² a sample.',
  ],
}
const blue = '#4269d0'
const red = '#e5533d'
const grey = '#8a8f98'

function panelsOf(results: Results, net: PaperNet, loss: string): ChartPanel[] {
  const [run] = results.runs('paper', net, loss)
  if (!run) return []
  const { label } = paperLoss(loss)
  const test = 100 * run.result.epochs.at(-1)!.testAccuracy
  return [
    {
      title: `${netLabels[net]}, ${label}: ${loss.startsWith('ce') ? 'cross-entropy' : 'squared error'}`,
      x: 'epoch',
      y: 'a sample',
      series: [
        { name: 'progressive', points: progressive(run), color: grey, faint: true },
        { name: 'training', points: curve([run], 'trainLoss'), color: blue },
        { name: 'validation', points: curve([run], 'validationLoss'), color: red },
      ],
    },
    {
      title: `${netLabels[net]}, ${label}: accuracy`,
      x: 'epoch',
      y: '%',
      series: [
        { name: 'training', points: curve([run], 'trainAccuracy'), color: blue },
        { name: 'validation', points: curve([run], 'validationAccuracy'), color: red },
      ],
      lines: [{ y: test, name: 'test, last epoch', color: grey }],
    },
  ]
}

/** Whether validation ends below training, as the paper has it from about epoch 30. */
function finding(results: Results, net: PaperNet, loss: string): Finding[] {
  const [run] = results.runs('paper', net, loss)
  if (!run) return []
  const { trainLoss, validationLoss } = run.result.epochs.at(-1)!
  const place = validationLoss < trainLoss ? 'below' : 'above'
  return [
    {
      holds: null,
      text:
        `${netLabels[net]}, ${paperLoss(loss).label}: after the last epoch the validation loss ` +
        `(${validationLoss.toPrecision(3)}) lies ${place} the training loss ` +
        `(${trainLoss.toPrecision(3)}).`,
    },
  ]
}

/** The paper shows N1; N0 stands in where N1 was not trained. */
export function mainNet(results: Results): PaperNet | undefined {
  return (['n1', 'n0', 'n1r'] as const).find(net => results.nets.includes(net))
}

export function figure1(results: Results): Exhibit {
  const net = mainNet(results)
  const panels = net ? losses.flatMap(loss => panelsOf(results, net, loss)) : []
  if (!net || panels.length === 0) return nothing(head, 'no run on MNIST is finished')
  return exhibit(head, {
    panels,
    rows: seriesRows(panels),
    findings: losses.flatMap(loss => finding(results, net, loss)),
    notes: [
      'Dotted: the accuracy on the test images after the last epoch. Training loss and accuracy ' +
        'are measured on as many unaugmented training images as validation has.',
      ...runsNotes(results, [net]),
    ],
  })
}
