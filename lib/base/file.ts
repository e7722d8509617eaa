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

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done)
}

/** Writes beside the file first, and renames when all of it is on the disk. Throws Node's error. */
export function writeFile(path: string, content: string | Uint8Array): void {
  const temporary = `${path}.${process.pid}.tmp`
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  try {
    const file = openSync(temporary, 'w')
    try {
      writeAll(file, bytes)
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
