/** CIFAR-10 and CIFAR-100: colour images, 32×32, from the official binary batches. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { checkChoice } from '../../base/check'
import { DataError } from '../../base/errors'
import { fromBuffer, tidy } from '../../tensor'
import {
  countCifar,
  pixelsPerImage,
  readCifar,
  type CifarFormat,
  type CifarRecords,
} from '../reader/cifar'
import { readDataFile } from '../reader/file'
import { tarEntries } from '../reader/tar'
import { TensorDataset } from '../tensorDataset'
import { fineLabels, coarseLabels } from './cifar100Labels'
import { folderOf } from './folder'
import { checkSetOptions, checkSplit, toUnitRange, type SetOptions, type Split } from './idxSet'

interface CifarSet {
  title: string
  /** The folder in the official archive, and the archive. */
  folder: string
  archive: string
  files: Record<Split, readonly string[]>
  format: CifarFormat
  classes: readonly string[]
}

interface NamedBytes {
  path: string
  bytes: Buffer
}

/** @internal */
export const cifar10Classes = [
  'airplane',
  'automobile',
  'bird',
  'cat',
  'deer',
  'dog',
  'frog',
  'horse',
  'ship',
  'truck',
]

/** @internal */
export const cifar10Set: CifarSet = {
  title: 'CIFAR-10',
  folder: 'cifar-10-batches-bin',
  archive: 'cifar-10-binary.tar.gz',
  files: {
    train: [1, 2, 3, 4, 5].map(batch => `data_batch_${batch}.bin`),
    test: ['test_batch.bin'],
  },
  format: { labels: 1, which: 0, classes: 10 },
  classes: cifar10Classes,
}

const cifar100Set: CifarSet = {
  title: 'CIFAR-100',
  folder: 'cifar-100-binary',
  archive: 'cifar-100-binary.tar.gz',
  files: { train: ['train.bin'], test: ['test.bin'] },
  format: { labels: 2, which: 1, classes: 100 },
  classes: fineLabels,
}

/** What `isbe data import` leaves beside the batches that it makes. @internal */
export const importRecordName = 'isbe-import.json'

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

function refuseMissing({ title, archive, files }: CifarSet, root: string, split: Split): never {
  const python = existsSync(join(root, archive.replace('binary', 'python')))
  throw new DataError(
    `${title}: expected ${files[split][0]} or ${archive} in '${root}', found no such file` +
      (python ? '; what is there is the version for Python: the binary version is read here' : ''),
  )
}

function fromArchive(set: CifarSet, path: string, split: Split): NamedBytes[] {
  const found = new Map<string, Buffer>()
  for (const { name, content } of tarEntries(path, readDataFile(set.title, path)))
    found.set(basename(name), content)
  return set.files[split].map(name => {
    const bytes = found.get(name)
    if (bytes) return { path: `${path}/${name}`, bytes }
    throw new DataError(`${set.title}: expected ${name} in the archive '${path}', found none`)
  })
}

/** In the folder, in the folder of that name in it, or in the archive. */
function batchesOf(set: CifarSet, root: string, split: Split): NamedBytes[] {
  if (isFile(root)) return fromArchive(set, root, split)
  const folder = [root, join(root, set.folder)].find(path =>
    existsSync(join(path, set.files[split][0]!)),
  )
  if (folder !== undefined) {
    const paths = set.files[split].map(name => join(folder, name))
    return paths.map(path => ({ path, bytes: readDataFile(set.title, path) }))
  }
  const archive = join(root, set.archive)
  return isFile(archive) ? fromArchive(set, archive, split) : refuseMissing(set, root, split)
}

/** What the batches are called in reports: those that were imported say what they were made of. */
function titleOf({ title }: CifarSet, [{ path }]: readonly NamedBytes[] & [NamedBytes]): string {
  try {
    const record = join(path, '..', importRecordName)
    const { title: imported } = JSON.parse(readFileSync(record, 'utf8')) as { title?: unknown }
    return typeof imported === 'string' ? imported : title
  } catch {
    return title
  }
}

function load(set: CifarSet, root: string, split: Split): TensorDataset {
  const batches = batchesOf(set, root, split)
  const counts = batches.map(({ path, bytes }) => countCifar(path, bytes, set.format))
  const count = counts.reduce((sum, value) => sum + value)
  const records: CifarRecords = {
    pixels: new Uint8Array(count * pixelsPerImage),
    labels: new Uint8Array(count),
  }
  let start = 0
  batches.forEach(({ path, bytes }, i) => {
    readCifar(path, bytes, set.format, records, start)
    start += counts[i]!
  })
  const { classes } = set
  const title = titleOf(set, batches as [NamedBytes])
  return tidy(
    () =>
      new TensorDataset(
        fromBuffer(records.pixels, { shape: [count, 3, 32, 32] }),
        fromBuffer(records.labels).to('int64'),
        { transform: toUnitRange, classes, title },
      ),
  )
}

/**
 * Ten kinds of things, 50,000 and 10,000. Inputs float32 [B, 3, 32, 32] from 0 to 1, targets int64
 * [B]. `root` is the folder of `data_batch_1.bin` and its kin, one that has them in
 * `cifar-10-batches-bin`, or the archive `cifar-10-binary.tar.gz` or its folder.
 * torchvision: `datasets.CIFAR10`.
 * @throws OptionError for another split, DataError for files that are missing, damaged or of another format.
 */
export function cifar10(split: Split, options: SetOptions = {}): TensorDataset {
  checkSplit('cifar10', split)
  checkSetOptions('cifar10', options)
  return load(cifar10Set, folderOf('CIFAR-10', 'cifar10', options.root), split)
}

export interface Cifar100Options extends SetOptions {
  /** The 100 classes, or the 20 that they are part of (default 'fine'). */
  labels?: 'fine' | 'coarse'
}

/** A hundred kinds of things, in the form of `cifar10`. torchvision: `datasets.CIFAR100`. */
export function cifar100(split: Split, options: Cifar100Options = {}): TensorDataset {
  checkSplit('cifar100', split)
  checkSetOptions('cifar100', options, ['labels'])
  const { labels = 'fine' } = options
  checkChoice('cifar100: labels', labels, ['fine', 'coarse'])
  const coarse = { format: { labels: 2, which: 0, classes: 20 }, classes: coarseLabels }
  const set = labels === 'fine' ? cifar100Set : { ...cifar100Set, ...coarse }
  return load(set, folderOf('CIFAR-100', 'cifar100', options.root), split)
}
