/** The images of a run: training split, validation split and test set. */
import { Disposable } from '../../base/disposable'
import { cifar10, mnist, type TensorDataset } from '../../data'
import { classes } from '../../models/architecture'
import { Generator } from '../../runtime/generator'
import { operators, tidy } from '../../tensor'
import type { DataName, RunConfig } from './config'
import { ImageSet } from './imageSet'

/** Where the datasets lie, where not at their usual places. */
export interface DataFolders {
  mnist?: string
  cifar10?: string
}

export type Selection = Pick<RunConfig, 'data' | 'train' | 'validation' | 'test' | 'tail'>

/** The same split in every run, as all losses are compared on it. */
const splitSeed = 54_000

const titles: Record<DataName, string> = { mnist: 'MNIST', cifar10: 'CIFAR-10' }

export interface Source {
  /** What results on it are labelled as. */
  title: string
  train: ImageSet
  test: ImageSet
}

/** @throws DataError for a dataset that is not there, and says how to get it. */
export function loadSource(data: DataName, folders: DataFolders): Source {
  const read = data === 'mnist' ? mnist : cifar10
  const root = folders[data]
  const part = (split: 'train' | 'test'): TensorDataset =>
    read(split, root === undefined ? {} : { root })
  const [train, test] = [part('train'), part('test')]
  return {
    title: train.title ?? titles[data],
    train: new ImageSet(train.input, train.target),
    test: new ImageSet(test.input, test.target),
  }
}

export class Images extends Disposable {
  readonly train: ImageSet
  readonly validation: ImageSet
  readonly test: ImageSet
  /** The training images on which the training loss is measured after an epoch. */
  readonly measured: ImageSet

  /** @throws DataError for a dataset that is not there, and says how to get it. */
  constructor({ data, train, validation, test, tail }: Selection, folders: DataFolders) {
    super()
    const source = loadSource(data, folders)
    try {
      const order = randomOrder(source.train.length)
      const own = order.slice(0, train)
      const left = tail === null ? own : longTail(own, source.train, tail)
      this.train = source.train.select(left)
      this.validation = source.train.select(order.slice(order.length - validation))
      this.test = source.test.select(Array.from({ length: test }, (_, i) => i))
      this.measured = this.train.view(Math.min(validation, this.train.length))
    } finally {
      source.train.dispose()
      source.test.dispose()
    }
  }

  /** How many training images each class has. */
  classCounts(): number[] {
    return countClasses(tidy(() => this.train.labels.toArray<number[]>()))
  }

  protected release(): void {
    for (const part of [this.train, this.validation, this.test, this.measured]) part.dispose()
  }
}

function randomOrder(count: number): number[] {
  using generator = new Generator(splitSeed)
  return tidy(() => operators.randperm(count, { generator }).toArray<number[]>())
}

function countClasses(labels: readonly number[]): number[] {
  const counts = Array.from({ length: classes }, () => 0)
  for (const label of labels) counts[label]! += 1
  return counts
}

/** Of class k `ratio`^(−k/9) of what the least frequent class has, the first in the order given. */
function longTail(indices: readonly number[], { labels }: ImageSet, ratio: number): number[] {
  const all = labels.toArray<number[]>()
  const least = Math.min(...countClasses(indices.map(index => all[index]!)))
  const left = Array.from({ length: classes }, (_, k) =>
    Math.max(1, Math.round(least * ratio ** (-k / (classes - 1)))),
  )
  return indices.filter(index => left[all[index]!]!-- > 0)
}
