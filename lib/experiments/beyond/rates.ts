/** How the accuracy depends on the learning rate. */
import { exhibit, nothing, type Exhibit } from '../exhibit'
import { colorOf } from '../figure/curves'
import { negativeControl, paperLoss, paperLosses } from '../losses'
import type { Results } from '../results'
import { finalAccuracy } from '../run/result'

const head = {
  id: 'rates',
  label: 'Learning rate',
  title: 'How much the learning rate matters',
  text: [
    'Test accuracy of N0 after a short training at each learning rate. The paper starts at 0.01 on ' +
      'MNIST and at 0.1 on CIFAR-10.',
  ],
}

export function rates(results: Results): Exhibit {
  const runs = results.runs('rates', 'n0')
  if (runs.length === 0) return nothing(head, 'none of its runs is finished')
  const values = [...new Set(runs.map(({ config }) => config.lr))].sort((a, b) => a - b)
  const names = [...paperLosses, negativeControl].map(({ name }) => name)
  const accuracyOf = (name: string, lr: number): number | null => {
    const run = runs.find(({ config }) => config.loss === name && config.lr === lr)
    return run ? 100 * finalAccuracy(run.result) : null
  }
  const rows = names.map(name => ({
    loss: paperLoss(name).label,
    ...Object.fromEntries(values.map(lr => [String(lr), accuracyOf(name, lr)])),
  }))
  const { epochs, train } = runs[0]!.config
  const spread = values.map(lr => {
    const found = paperLosses.map(({ name }) => accuracyOf(name, lr)).filter(each => each !== null)
    return `${lr}: ${Math.min(...found).toFixed(1)} to ${Math.max(...found).toFixed(1)} %`
  })
  return exhibit(head, {
    rows,
    columns: [
      { key: 'loss', title: 'loss' },
      ...values.map(lr => ({ key: String(lr), title: String(lr), digits: 2 })),
    ],
    panels: [
      {
        title: 'N0: test accuracy by learning rate',
        x: 'learning rate',
        y: '%',
        logarithmicX: true,
        series: names.map(name => ({
          name: paperLoss(name).label.replace('ISBE ', ''),
          color: colorOf(name),
          points: values.flatMap(lr => {
            const accuracy = accuracyOf(name, lr)
            return accuracy === null ? [] : [[lr, accuracy] as const]
          }),
        })),
      },
    ],
    findings: [{ holds: null, text: `Without normalize, the losses span ${spread.join('; ')}.` }],
    notes: [`${epochs} ${epochs === 1 ? 'epoch' : 'epochs'} of ${train} images, seed 1.`],
  })
}
