/** A folder of IDX files of one's own: samples of any size and type, labels that are whole numbers. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { checkString, describeValue } from '../../base/check'
import { DataError, OptionError } from '../../base/errors'
import { fromBuffer, tidy, type Tensor } from '../../tensor'
import { reasonOf } from '../reader/file'
import { readIdx, type IdxFile } from '../reader/idx'
import { exported } from '../recipe'
import { TensorDataset } from '../tensorDataset'
import { checkSetOptions, checkSplit, toUnitRange, type SetOptions, type Split } from './idxSet'

export interface IdxFolderOptions extends SetOptions {
  /** The folder of the four files. */
  root: string
  /** What the labels stand for; without them any label from 0 is one. */
  classes?: readonly string[]
}

type Kind = 'images' | 'labels'

/** MNIST calls its test set t10k. */
const splitNames = { train: 'train', test: '(?:test|t10k)' } as const

const toFloats = exported(__filename, 'toFloats', (input: Tensor): Tensor => input.to('float32'))

function filesIn(root: string): string[] {
  try {
    return readdirSync(root)
  } catch (cause) {
    throw new DataError(`IDX: expected a folder at '${root}', found ${reasonOf(cause)}`, { cause })
  }
}

/** `train-images-idx3-ubyte`, `my-test.labels.idx`, gzipped or not; of both the unpacked one. */
function findFile(root: string, split: Split, kind: Kind): string {
  const pattern = new RegExp(`(?:^|[-_. ])${splitNames[split]}[-_. ]${kind}(?:[-_. ]|$)`, 'i')
  const [found, ...others] = filesIn(root)
    .filter(name => pattern.test(name))
    .sort()
  if (found === undefined) {
    const name = `${split}-${kind}`
    throw new DataError(
      `IDX: expected a file whose name has '${name}' in '${root}', such as ${name}-idx3-ubyte or ` +
        `${name}.idx.gz, found none`,
    )
  }
  const another = others.find(name => name.replace(/\.gz$/i, '') !== found.replace(/\.gz$/i, ''))
  if (another === undefined) return join(root, found)
  throw new DataError(
    `IDX: expected one file of the ${kind} of the ${split} set in '${root}', found '${found}' and ` +
      `'${another}': keep them in folders of their own`,
  )
}

/** Images [count, H, W] are grey ones; all others are taken as they are. */
function sampleShape(path: string, { shape }: IdxFile): number[] {
  const [count, ...sample] = shape
  if (sample.length === 0 || count === 0 || sample.includes(0)) {
    throw new DataError(
      `IDX: '${path}' expected samples [count, …] with values, found [${shape.join(', ')}]`,
    )
  }
  return sample.length === 2 ? [1, ...sample] : sample
}

function checkLabels(path: string, labels: IdxFile, classes: readonly string[] | undefined): void {
  const { dtype, shape, data } = labels
  if (shape.length !== 1 || dtype.startsWith('float')) {
    throw new DataError(
      `IDX: '${path}' expected labels [count] of whole numbers, found [${shape.join(', ')}] of ${dtype}`,
    )
  }
  const most = classes === undefined ? Infinity : classes.length - 1
  const position = (data as Int32Array).findIndex(label => label < 0 || label > most)
  if (position < 0) return
  const expected = classes === undefined ? 'labels from 0' : `labels from 0 to ${most}`
  throw new DataError(`IDX: '${path}' expected ${expected}, found ${data[position]} at ${position}`)
}

function checkOptions(options: IdxFolderOptions): void {
  checkSetOptions('idxFolder', options, ['classes'])
  const { root, classes } = options
  checkString('idxFolder: root', root)
  if (classes === undefined || (Array.isArray(classes) && classes.length > 0)) return
  throw new OptionError(
    `idxFolder: classes: expected an array of names, found ${describeValue(classes)}`,
  )
}

/**
 * Samples and labels of one split: the files of the folder whose names have `train-images` and
 * `train-labels`, or `test-…` (MNIST's `t10k-…`). Inputs float32: of images [count, H, W]
 * [B, 1, H, W], else [B, …] as in the file; bytes become numbers from 0 to 1, values of other types
 * stay what they are. Targets int64 [B]. Values keep the file's type in memory until they are
 * gathered into a batch.
 * @throws OptionError for another split, DataError for files that are missing, damaged, or do not fit each other.
 */
export function idxFolder(split: Split, options: IdxFolderOptions): TensorDataset {
  checkSplit('idxFolder', split)
  checkOptions(options)
  const { root, classes } = options
  const [inputPath, labelPath] = [findFile(root, split, 'images'), findFile(root, split, 'labels')]
  const [inputs, labels] = [readIdx(inputPath), readIdx(labelPath)]
  const sample = sampleShape(inputPath, inputs)
  checkLabels(labelPath, labels, classes)
  const count = inputs.shape[0]!
  if (count !== labels.shape[0]) {
    throw new DataError(
      `IDX: expected as many labels as samples, found ${labels.shape[0]} in '${labelPath}' for ` +
        `${count} in '${inputPath}'`,
    )
  }
  const transform = inputs.dtype === 'uint8' ? toUnitRange : toFloats
  return tidy(
    () =>
      new TensorDataset(
        fromBuffer(inputs.data, { shape: [count, ...sample] }),
        fromBuffer(labels.data).to('int64'),
        { transform, classes },
      ),
  )
}
