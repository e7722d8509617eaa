/** Files that are either complete or not there, whatever happens while they are written. */
import {
  closeSync,
  existsSync,
  fchmodSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
  type Stats,
} from 'node:fs'
import { dirname, isAbsolute } from 'node:path'
import { TorchError } from './errors'

/** Writes all the bytes at the position of an open file. */
export function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done)
}

interface Target {
  path: string
  /** Of what is there already. */
  stats?: Stats
}

/** What a path means once links are followed, those to files that are yet to be made too. */
function targetOf(path: string): Target {
  const stats = statSync(path, { throwIfNoEntry: false })
  // What is no regular file keeps its name: that of a pipe in /proc leads nowhere.
  if (stats) return { path: stats.isFile() ? realpathSync(path) : path, stats }
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return { path }
  const link = readlinkSync(path)
  return targetOf(isAbsolute(link) ? link : `${dirname(path)}/${link}`)
}

function fill(path: string, write: (file: number) => void, mode?: number): void {
  const file = openSync(path, 'w', mode)
  try {
    write(file)
  } finally {
    closeSync(file)
  }
}

/** What others must not read in a file that is there, they cannot read in the one beside it either. */
const ownersOnly = 0o600
const permissions = 0o7777

/**
 * Lets `write` fill a file beside the one that is meant, and renames it: whoever looks sees the old
 * file or the new one, with the permissions of the old. Links stay, and what they lead to is
 * replaced; devices and pipes are written into. Throws Node's error, or what `write` throws.
 * @param waitsForDisk whether that holds after a loss of power too, which takes as long as the disk
 */
export function writeAtomically(
  path: string,
  write: (file: number) => void,
  waitsForDisk = true,
): void {
  const { path: target, stats } = targetOf(path)
  if (stats && !stats.isFile()) return fill(target, write)
  const temporary = `${target}.${process.pid}.tmp`
  const writeAndKeep = (file: number): void => {
    write(file)
    if (stats) fchmodSync(file, stats.mode & permissions)
    if (waitsForDisk) fsyncSync(file)
  }
  try {
    fill(temporary, writeAndKeep, stats && ownersOnly)
    renameSync(temporary, target)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

/** Writes all of a file, or leaves what was there. Throws Node's error. */
export function writeFile(path: string, content: string | Uint8Array): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  writeAtomically(path, file => writeAll(file, bytes))
}

/** Adds a line, or leaves the file as it was. Throws Node's error. */
export function appendLine(path: string, line: string): void {
  const file = openSync(path, 'a')
  try {
    const { size } = fstatSync(file)
    try {
      writeAll(file, Buffer.from(`${line}\n`))
    } catch (error) {
      if (fstatSync(file).isFile()) ftruncateSync(file, size)
      throw error
    }
  } finally {
    closeSync(file)
  }
}

/** Makes a folder and those above it. Throws Node's error. */
export function makeFolder(path: string): void {
  // Not mkdir's `recursive`, which never returns where the parent refuses with ENOENT (/proc).
  if (existsSync(path)) return
  makeFolder(dirname(path))
  try {
    mkdirSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error // by another process
  }
}

export type AttemptFile = <T>(what: string, path: string, action: () => T) => T

/** Runs actions on files of `owner`, whose folder `option` chooses: failures are TorchError IO. */
export function attemptsOn(owner: string, option: string): AttemptFile {
  return (what, path, action) => {
    try {
      return action()
    } catch (cause) {
      const reason = (cause as NodeJS.ErrnoException).code ?? String(cause)
      throw new TorchError(
        'IO',
        `${owner}: cannot ${what} '${path}' (${reason}); choose a folder with room that can be ` +
          `written, with ${option}`,
        { cause },
      )
    }
  }
}
