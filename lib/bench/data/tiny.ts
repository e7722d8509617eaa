/** A loader over many tiny samples. */
import { DataLoader, TensorDataset } from '../../data'
import { operators, tidy } from '../../tensor'
import { seconds, type DataWork } from './work'

const count = 1_000_000
const features = 8
const batchSize = 128

export function tinyWork(): DataWork {
  const dataset = tidy(
    () => new TensorDataset(operators.rand([count, features]), operators.arange(count)),
  )
  const loader = new DataLoader(dataset, { batchSize, shuffle: true, seed: 0 })
  const epoch = async (): Promise<number> => {
    let samples = 0
    for await (const { target } of loader) samples += target.size(0)
    return samples
  }
  return {
    work: 'loader over 1e6 tiny samples',
    goal: 0.3,
    request: { name: 'tiny', count, features, batchSize },
    skipped: null,
    run: () => seconds(epoch),
    close: () => [loader, dataset].forEach(owner => owner.dispose()),
  }
}
