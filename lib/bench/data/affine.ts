/** An epoch of N0 on MNIST, with and without random affine maps of its images. */
import { packageRoot } from '../../native/record'
import { DataLoader, mnist, type LoaderOptions } from '../../data'
import { packagedRoot } from '../../data/sets/mnist'
import { recommendedFor } from '../../experiments/recommended'
import { makeModel } from '../../models'
import { Adam } from '../../optim'
import { isbeObjective } from '../../train/objective'
import { trainEpoch } from '../../train/loop'
import { seconds, type DataWork } from './work'

const batchSize = 128
const affine = { degrees: 10, translate: [0.1, 0.1], scale: [0.9, 1.1] }

interface Trained {
  epoch: () => Promise<unknown>
  close: () => void
}

function trained(transform?: LoaderOptions['transform']): Trained {
  const dataset = mnist('train')
  const model = makeModel('n0')
  const optimizer = new Adam(model.parameters(), { lr: 1e-3 })
  const objective = isbeObjective('softmax')
  const loader = new DataLoader(dataset, { batchSize, shuffle: true, seed: 0, transform })
  const computation = recommendedFor('n0', 'cpu')
  return {
    epoch: () => trainEpoch(model, loader, objective, optimizer, computation),
    close: () => [loader, model, dataset].forEach(owner => owner.dispose()),
  }
}

export function affineWorks(): DataWork[] {
  const augmented = trained([{ name: 'randomAffine', ...affine }])
  const plain = trained()
  const run = (): Promise<number> => seconds(augmented.epoch)
  return [
    {
      work: 'N0 epoch with random affine',
      goal: 0.65,
      request: {
        name: 'affine',
        root: packagedRoot([packageRoot, process.cwd()]),
        batchSize,
        ...affine,
      },
      skipped: null,
      run,
    },
    {
      work: 'N0 epoch with random affine, against none',
      goal: 1.05,
      request: null,
      reference: () => seconds(plain.epoch),
      referenceName: 'our own epoch without augmentation',
      skipped: null,
      run,
      close: () => [augmented, plain].forEach(each => each.close()),
    },
  ]
}
