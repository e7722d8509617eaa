/** Which images a folder has, and of which class. */
import { readdirSync, realpathSync, statSync, type Dirent, type Stats } from 'node:fs'
import { extname, join, resolve, sep } from 'node:path'
import { DataError } from '../../base/errors'
import { reasonOf } from '../reader/file'
import { imageExtensions } from '../reader/image'

export interface ImageListing {
  classes: string[]
  paths: string[]
  /** The class of each path. */
  targets: number[]
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (cause) {
    throw new DataError(
      `ImageFolder: expected a folder at '${folder}', found none that can be read (${reasonOf(cause)})`,
      { cause },
    )
  }
}

/** What a link leads to: a file or folder of the same folder, and nowhere else. */
function targetOf(root: string, path: string): Stats {
  let problem = 'that leads nowhere'
  try {
    const target = realpathSync(path)
    if (target.startsWith(realpathSync(root) + sep)) return statSync(target)
    problem = `to '${target}'`
  } catch {
    // Broken, or a circle.
  }
  throw new DataError(
    `ImageFolder: '${path}' is a link ${problem}: expected files, folders, and links to those ` +
      `within '${root}'`,
  )
}

/** @param above folders on the way here, which a link must not lead back to */
function* imagesBelow(
  root: string,
  folder: string,
  above: readonly string[] = [],
): Generator<string, void> {
  const place = realpathSync(folder)
  if (above.includes(place))
    throw new DataError(`ImageFolder: '${folder}' is a link to a folder that it is in`)
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name)
    const found = entry.isSymbolicLink() ? targetOf(root, path) : entry
    if (found.isDirectory()) yield* imagesBelow(root, path, [...above, place])
    else if (found.isFile() && isImageName(entry.name)) yield path
  }
}

/** By the end of its name. */
export function isImageName(name: string): boolean {
  return imageExtensions.includes(extname(name).toLowerCase())
}

/**
 * A class a folder below `root`, in the order of their names.
 * @throws DataError where there are none, or one of them is empty.
 */
export function listImages(root: string): ImageListing {
  const folder = resolve(root)
  const classes = entriesOf(folder)
    .filter(entry => !entry.name.startsWith('.'))
    .filter(entry => {
      const found = entry.isSymbolicLink() ? targetOf(folder, join(folder, entry.name)) : entry
      return found.isDirectory()
    })
    .map(entry => entry.name)
  if (classes.length === 0)
    throw new DataError(
      `ImageFolder: expected a folder a class in '${root}', found none: images lie in ` +
        `'${join(root, '<class>')}'`,
    )
  const listing: ImageListing = { classes, paths: [], targets: [] }
  classes.forEach((name, target) => {
    const before = listing.paths.length
    for (const path of imagesBelow(folder, join(folder, name))) {
      listing.paths.push(path)
      listing.targets.push(target)
    }
    if (listing.paths.length > before) return
    throw new DataError(
      `ImageFolder: expected images (${imageExtensions.join(', ')}) of the class '${name}' in ` +
        `'${join(root, name)}', found none`,
    )
  })
  return listing
}
