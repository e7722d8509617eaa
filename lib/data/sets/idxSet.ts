/** Datasets of two IDX files: images [count, 28, 28] and labels [count], both of bytes. */
import { checkChoice, checkOptionNames } from '../../base/check'
import { DataError } from '../../base/errors'
import { fromBuffer, tidy, type Tensor } from '../../tensor'
import { readIdx, type IdxFile } from '../reader/idx'
import { exported } from '../recipe'
import { TensorDataset } from '../tensorDataset'
import { findFile } from './folder'

export type Split = 'train' | 'test'

export const splits: readonly Split[] = ['train', 'test']

export interface SetOptions {
  /** The folder of the files; by default where `isbe data fetch` puts them. */
  root?: string
}

/** Bytes -> float32 from 0 to 1. @internal */
export const toUnitRange = exported(__filename, 'toUnitRange', (images: Tensor): Tensor =>
  images.to('float32').div_(255),
)

/** What one split of a dataset is. */
export interface IdxSet {
  /** In messages and reports. */
  title: string
  classes: readonly string[]
  /** Names of the files, without `.gz`. */
  images: string
  labels: string
}

export function checkSplit(what: string, split: unknown): asserts split is Split {
  checkChoice(`${what}: split`, split, splits)
}

export function checkSetOptions(
  what: string,
  options: unknown,
  more: readonly string[] = [],
): void {
  checkOptionNames(what, options, ['root', ...more])
}

function checkShape(title: string, path: string, file: IdxFile, dimensions: number): void {
  const { shape, dtype } = file
  const right =
    dtype === 'uint8' &&
    shape.length === dimensions &&
    (dimensions === 1 || (shape[1] === 28 && shape[2] === 28))
  if (right) return
  const expected = dimensions === 1 ? '[count] of labels' : '[count, 28, 28] of images'
  const found = `[${shape.join(', ')}]${dtype === 'uint8' ? '' : ` of ${dtype}`}`
  throw new DataError(`${title}: '${path}' expected shape ${expected}, found ${found}`)
}

function checkLabels(title: string, path: string, labels: Uint8Array, classes: number): void {
  const position = labels.findIndex(label => label >= classes)
  if (position < 0) return
  throw new DataError(
    `${title}: '${path}' expected labels from 0 to ${classes - 1}, found ${labels[position]} at ${position}`,
  )
}

/** `train-images-idx3-ubyte` is also called `train-images.idx3-ubyte`; both may be gzipped. */
function pathOf(title: string, root: string, name: string): string {
  const names = [name, name.replace('-idx', '.idx')]
  return findFile(
    title,
    root,
    names.flatMap(known => [known, `${known}.gz`]),
  )
}

/** The images stay bytes in memory until they are gathered into a batch. */
export function loadIdxSet(
  root: string,
  { title, classes, images, labels }: IdxSet,
): TensorDataset {
  const imagePath = pathOf(title, root, images)
  const labelPath = pathOf(title, root, labels)
  const [pixels, targets] = [readIdx(imagePath), readIdx(labelPath)]
  checkShape(title, imagePath, pixels, 3)
  checkShape(title, labelPath, targets, 1)
  const count = pixels.shape[0]!
  if (count !== targets.shape[0]) {
    throw new DataError(
      `${title}: expected as many labels as images, found ${targets.shape[0]} in '${labelPath}' for ` +
        `${count} in '${imagePath}'`,
    )
  }
  if (count === 0) throw new DataError(`${title}: '${imagePath}' expected images, found none`)
  checkLabels(title, labelPath, targets.data as Uint8Array, classes.length)
  return tidy(
    () =>
      new TensorDataset(
        fromBuffer(pixels.data, { shape: [count, 1, 28, 28] }),
        fromBuffer(targets.data).to('int64'),
        { transform: toUnitRange, classes, title },
      ),
  )
}
