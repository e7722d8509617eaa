/** Where the files of a dataset are. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { checkString } from '../../base/check'
import { DataError } from '../../base/errors'

/** Where `isbe data fetch` puts a dataset, and where it is looked for: `ISBE_DATA` or `data`. */
export function defaultFolder(name: string): string {
  return join(process.env.ISBE_DATA || 'data', name)
}

/** The folder that was asked for, or the one that datasets of this name have. */
export function folderOf(title: string, name: string, root: string | undefined): string {
  if (root !== undefined) {
    checkString(`${name}: root`, root)
    return root
  }
  const folder = defaultFolder(name)
  if (existsSync(folder)) return folder
  throw new DataError(
    `${title}: expected its files in '${folder}', found no such folder; run \`npx isbe data fetch ` +
      `${name}\`, or pass the folder as { root } (on the command line --data-dir)`,
  )
}

/** The first of the candidates that the folder has. */
export function findFile(title: string, root: string, candidates: readonly string[]): string {
  const found = candidates.map(name => join(root, name)).find(path => existsSync(path))
  if (found !== undefined) return found
  throw new DataError(
    `${title}: expected ${candidates[0]} (or .gz) in '${root}', found no such file`,
  )
}
