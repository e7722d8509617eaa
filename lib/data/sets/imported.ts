/** Images as the files of an official binary format, made once. */
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { checkChoice, checkString, didYouMean } from '../../base/check'
import { DataError } from '../../base/errors'
import { makeFolder } from '../../base/file'
import { pixelsPerImage } from '../reader/cifar'
import { readDataFile, reasonOf } from '../reader/file'
import { decodeImage } from '../reader/image'
import { tarEntries } from '../reader/tar'
import { cifar10Classes, cifar10Set, importRecordName } from './cifar'
import { splits, type Split } from './idxSet'
import { isImageName, listImages } from './imageListing'

export interface ImportOptions {
  /** A folder, or a tar archive, of `train/<class>/…` and `test/<class>/…`. */
  images: string
  as: 'cifar10'
  /** Where the folder of the format is made. */
  folder: string
  /** Told how many of how many images are done. */
  onProgress?: (done: number, total: number) => void
}

export interface ImportRecord {
  /** What results on the data are labelled as. */
  title: string
  images: string
  train: number
  test: number
}

interface Image {
  split: Split
  label: number
  path: string
  read: () => Buffer
}

const atOnce = 16

function labelOf(name: string, path: string): number {
  const label = cifar10Classes.indexOf(name)
  if (label >= 0) return label
  throw new DataError(
    `import: '${path}' expected a class of CIFAR-10 (${cifar10Classes.join(', ')}), found '${name}'` +
      didYouMean(name, cifar10Classes),
  )
}

function imagesOfFolder(folder: string): Image[] {
  return splits.flatMap(split => {
    const { classes, paths, targets } = listImages(join(folder, split))
    const labels = classes.map(name => labelOf(name, join(folder, split, name)))
    return paths.map((path, i) => {
      const read = (): Buffer => readDataFile('image', path)
      return { split, label: labels[targets[i]!]!, path, read }
    })
  })
}

function imagesOfTar(archive: string): Image[] {
  const images: Image[] = []
  for (const { name, content } of tarEntries(archive, readDataFile('tar', archive))) {
    const parts = name.split('/')
    const [split, label] = parts.slice(-3, -1)
    if (!isImageName(name)) continue
    if (split !== 'train' && split !== 'test')
      throw new DataError(
        `import: expected images as train/<class>/… and test/<class>/… in '${archive}', found '${name}'`,
      )
    const path = `${archive}/${name}`
    images.push({ split, label: labelOf(label!, path), path, read: () => content })
  }
  return images
}

/** One of each class in turn, so that neighbours are of different ones. */
function interleaved(images: readonly Image[], split: Split): Image[] {
  const seen = new Map<number, number>()
  const ranked = images
    .filter(image => image.split === split)
    .map(image => {
      const rank = seen.get(image.label) ?? 0
      seen.set(image.label, rank + 1)
      return { image, rank }
    })
  return ranked
    .sort((a, b) => a.rank - b.rank || a.image.label - b.image.label)
    .map(({ image }) => image)
}

/** A byte for the label, then the planes of red, green and blue. */
async function recordOf({ label, path, read }: Image): Promise<Buffer> {
  const { height, width, pixels } = await decodeImage(path, read())
  if (height !== 32 || width !== 32)
    throw new DataError(`import: '${path}' expected an image of 32×32, found ${height}×${width}`)
  const record = Buffer.alloc(1 + pixelsPerImage, label)
  for (let pixel = 0; pixel < 1024; ++pixel)
    for (let channel = 0; channel < 3; ++channel)
      record[1 + 1024 * channel + pixel] = pixels[3 * pixel + channel]!
  return record
}

async function writeBatch(
  path: string,
  images: readonly Image[],
  onDone: () => void,
): Promise<void> {
  const file = openSync(path, 'w')
  try {
    for (let start = 0; start < images.length; start += atOnce) {
      const some = images.slice(start, start + atOnce)
      const records = await Promise.all(
        some.map(async image => {
          const record = await recordOf(image)
          onDone()
          return record
        }),
      )
      writeSync(file, Buffer.concat(records))
    }
  } finally {
    closeSync(file)
  }
}

async function writeAll(
  folder: string,
  images: readonly Image[],
  onDone: () => void,
): Promise<void> {
  for (const split of splits) {
    const own = interleaved(images, split)
    const names = cifar10Set.files[split]
    if (own.length < names.length)
      throw new DataError(
        `import: expected at least ${names.length} images in ${split}, found ${own.length}`,
      )
    const size = Math.ceil(own.length / names.length)
    for (const [i, name] of names.entries())
      await writeBatch(join(folder, name), own.slice(i * size, (i + 1) * size), onDone)
  }
  writeFileSync(join(folder, 'batches.meta.txt'), `${cifar10Classes.join('\n')}\n`)
}

function titleOf(images: readonly Image[]): string {
  const isLossy = images.some(({ path }) => /\.(jpe?g|webp)$/i.test(path))
  return isLossy ? 'CIFAR-10, JPEG re-encoded' : 'CIFAR-10, imported from images'
}

function refuseExisting(target: string): void {
  if (!existsSync(target)) return
  throw new DataError(
    `import: expected to make '${target}', found it there already; remove it, or name another folder`,
  )
}

/**
 * Turns images into the official batches of CIFAR-10, with a record beside them that says what they
 * were made of. The folder is there with everything in it, or not at all.
 * @throws OptionError without sharp, DataError for an image that is none or of another size, or a
 * folder that is there already.
 */
export async function importImages(options: ImportOptions): Promise<ImportRecord> {
  const { images: source, as, folder, onProgress } = options
  checkString('import: images', source)
  checkString('import: folder', folder)
  checkChoice('import: as', as, ['cifar10'])
  const target = join(folder, cifar10Set.folder)
  refuseExisting(target)
  const isFolder = statSync(source, { throwIfNoEntry: false })?.isDirectory() ?? false
  const images = isFolder ? imagesOfFolder(source) : imagesOfTar(source)
  const count = (split: Split): number => images.filter(image => image.split === split).length
  const record: ImportRecord = {
    title: titleOf(images),
    images: resolve(source),
    train: count('train'),
    test: count('test'),
  }
  const temporary = join(folder, `.importing-${process.pid}`)
  let done = 0
  try {
    makeFolder(temporary)
    try {
      await writeAll(temporary, images, () => onProgress?.(++done, images.length))
      writeFileSync(join(temporary, importRecordName), `${JSON.stringify(record, null, 2)}\n`)
      renameSync(temporary, target)
    } finally {
      rmSync(temporary, { recursive: true, force: true })
    }
  } catch (cause) {
    if (cause instanceof DataError) throw cause
    throw new DataError(`import: cannot write to '${folder}': ${reasonOf(cause)}`, { cause })
  }
  return record
}

/** What an import left in a folder of datasets; null for none. */
export function readImportRecord(folder: string): ImportRecord | null {
  const path = join(folder, cifar10Set.folder, importRecordName)
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ImportRecord
  } catch {
    return null
  }
}
