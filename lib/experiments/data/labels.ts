import { DataError } from '../../base/errors'
import type { TensorDataset } from '../../data'
import { tidy, type Tensor } from '../../tensor'

function rangeOf(target: Tensor): [least: number, most: number] {
  return tidy(() => [target.min().item<number>(), target.max().item<number>()])
}

function checkNames(what: string, train: readonly string[], test: readonly string[]): void {
  const other = train.find(name => !test.includes(name)) ?? test.find(name => !train.includes(name))
  if (other === undefined && train.join() === test.join()) return
  throw new DataError(
    `${what}: expected the same classes in training and test set, found ` +
      (other === undefined
        ? 'them in another order'
        : `'${other}' in the ${train.includes(other) ? 'training' : 'test'} set alone`),
  )
}

/**
 * How many classes there are: as many as have names, or one more than the greatest label of the
 * training set. Throws DataError for labels that are no classes of it.
 */
export function countClasses(what: string, train: TensorDataset, test: TensorDataset): number {
  checkNames(what, train.classes ?? [], test.classes ?? [])
  for (const [name, { target }] of Object.entries({ training: train, test })) {
    if (target.dtype === 'int64' && rangeOf(target)[0] >= 0) continue
    const found = target.dtype === 'int64' ? rangeOf(target)[0] : target.dtype
    throw new DataError(
      `${what}: expected classes as labels, text or whole numbers from 0, found ${found} in the ` +
        `${name} set`,
    )
  }
  const classes = train.classes?.length ?? rangeOf(train.target)[1] + 1
  const [, most] = rangeOf(test.target)
  if (most < classes) return classes
  throw new DataError(
    `${what}: expected labels from 0 to ${classes - 1}, as in the training set, found ${most} in ` +
      'the test set',
  )
}
