/** Files that are either complete or not there, whatever happens while they are written. */
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { TorchError } from './errors'

/** Writes all the bytes at the position of an open file. */
export function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done)
}

/**
 * Lets `write` fill a file beside the one that is meant, and renames it: whoever looks sees the old
 * file or the new one. Throws Node's error, or what `write` throws.
 * @param waitsForDisk whether that holds after a loss of power too, which takes as long as the disk
 */
export function writeAtomically(
  path: string,
  write: (file: number) => void,
  waitsForDisk = true,
): void {
  const temporary = `${path}.${process.pid}.tmp`
  try {
    const file = openSync(temporary, 'w')
    try {
      write(file)
      if (waitsForDisk) fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(temporary, path)
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
