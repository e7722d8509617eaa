/** What a score is worth: reliability of softmax, sigmoid and tanh scores. */
import { exhibit, nothing, type Exhibit } from '../exhibit'
import { colorOf } from '../figure/curves'
import { mainNet } from '../figure/figure1'
import { paperLoss } from '../losses'
import { lossesOf } from '../plan'
import { netLabels } from '../preset'
import type { Results } from '../results'
import { decodeScores } from '../run/result'
import { rightOf } from '../run/right'
import { calibration } from '../statistics/calibration'
import { runsNotes } from '../table/runsNotes'

const head = {
  id: 'calibration',
  label: 'Calibration',
  title: 'Whether a score of 0.9 is right nine times in ten',
  text: [
    'The score of the predicted class of each test image, in bins, against the share of them that is ' +
      'right. On the diagonal a score is a probability; below it is too sure of itself. Scores of ' +
      'tanh and hardtanh, from −1 to 1, are moved to 0 to 1. Error: the mean distance from the ' +
      'diagonal over the images.',
  ],
}

/** Bins with fewer images say nothing. */
const fewest = 5

export function calibrated(results: Results): Exhibit {
  const net = mainNet(results)
  if (!net) return nothing(head, 'no run on MNIST is finished')
  const found = lossesOf(net).flatMap(({ name }) => {
    const [run] = results.runs('paper', net, name)
    if (!run) return []
    const scores = decodeScores(run.result.confidences)
    return [{ name, ...calibration(scores, rightOf(run, results.sets)) }]
  })
  const panels = found.map(({ name, bins }) => ({
    title: `${netLabels[net]}, ${paperLoss(name).label}`,
    x: 'score',
    y: 'share that is right',
    square: true,
    series: [
      {
        name: paperLoss(name).label,
        color: colorOf(name),
        points: bins
          .filter(({ count }) => count >= fewest)
          .map(({ confidence, accuracy }): [number, number] => [confidence, accuracy]),
      },
    ],
  }))
  const sorted = [...found].sort((a, b) => a.error - b.error)
  return exhibit(head, {
    panels,
    rows: found.map(({ name, error, bins }) => ({
      loss: paperLoss(name).label,
      error: 100 * error,
      sure: bins.at(-1)!.count,
    })),
    columns: [
      { key: 'loss', title: 'loss' },
      { key: 'error', title: 'error, points', digits: 2 },
      { key: 'sure', title: 'images in the highest bin', digits: 0 },
    ],
    findings: [
      {
        holds: null,
        text:
          `${netLabels[net]}: best calibrated is ${paperLoss(sorted[0]!.name).label} ` +
          `(${(100 * sorted[0]!.error).toFixed(2)} points), worst ` +
          `${paperLoss(sorted.at(-1)!.name).label} (${(100 * sorted.at(-1)!.error).toFixed(2)}).`,
      },
    ],
    notes: [`Bins of fewer than ${fewest} images are not drawn.`, ...runsNotes(results, [net])],
  })
}
