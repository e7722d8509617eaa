import { netLabels, type PaperNet } from '../preset'
import type { Results } from '../results'
import type { RunConfig } from '../run/config'

/** What was trained, for the notes of everything that is made of runs. */
export function runsNotes(results: Results, nets: readonly PaperNet[] = results.nets): string[] {
  const trained = nets.map(net => {
    const runs = results.runs('paper', net)
    const { config } = runs[0]!
    const missing = results.missing.filter(
      run => run.study === 'paper' && run.config.net === net,
    ).length
    return `${describeRun(config, results.titleOf(config))}${missing > 0 ? `; ${missing} planned ${missing === 1 ? 'run is' : 'runs are'} not finished` : ''}.`
  })
  return [
    ...trained,
    'The paper does not say its batch size, padding, activations, ranges of augmentation, decay or ' +
      'number of epochs on MNIST.',
  ]
}

function describeAugmentation({ augment }: RunConfig): string {
  if (augment === null) return 'no augmentation'
  const { angle, shift, scale, shear } = augment
  return (
    `random affine augmentation (turned by up to ${angle}°, shifted by ${shift} of the width, ` +
    `scaled by ${scale}, sheared by ${shear}°)`
  )
}

function describeRun(config: RunConfig, dataset: string): string {
  const { train, validation, test } = config
  return (
    `${netLabels[config.net as PaperNet]} on ${dataset}: ${config.epochs} ` +
    `${config.epochs === 1 ? 'epoch' : 'epochs'}, ${train} / ${validation} / ${test} images for training, validation and test, batch ` +
    `${config.batchSize}, Adam with a learning rate of ${config.lr} times ${config.decay} an epoch, ` +
    `${describeAugmentation(config)}, ${config.precision} ` +
    `on ${config.device}`
  )
}
