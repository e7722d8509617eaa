/** Files that are either complete or not there, whatever happens while they are written. */
import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'

/** Writes all the bytes at the position of an open file. */
export function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done)
}

/**
 * Lets `write` fill a file beside the one that is meant, and renames it when all of it is on the
 * disk: whoever looks sees the old file or the new one. Throws Node's error, or what `write` throws.
 */
export function writeAtomically(path: string, write: (file: number) => void): void {
  const temporary = `${path}.${process.pid}.tmp`
  try {
    const file = openSync(temporary, 'w')
    try {
      write(file)
      fsyncSync(file)
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
