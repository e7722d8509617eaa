/** Options that the readers share. */
import { types } from 'node:util'
import { checkBoolean, checkOptionNames, checkText, describeValue } from '../base/check'
import { OptionError } from '../base/errors'
import type { MapLocation } from './location'

/** A file, by its path, or its content. */
export type FileOrBytes = string | Uint8Array

export interface LoadFileOptions {
  /** Where the tensors go (default: where they were saved from). */
  mapLocation?: MapLocation
  /**
   * Tensors of the CPU lie in the mapped file, which is read page by page when they are (default
   * true). With false all of it is read at once, for a file that another program may shorten.
   */
  mmap?: boolean
  /** Only true, the default: code in a file never runs. */
  weightsOnly?: boolean
}

export function checkPath(what: string, path: unknown): asserts path is string {
  checkText(`${what}: file`, path)
  if (path !== '' && !(path as string).includes('\0')) return
  throw new OptionError(`${what}: file: expected a path, found ${JSON.stringify(path)}`)
}

/** Throws OptionError for what is neither a path nor bytes. */
export function checkFileOrBytes(what: string, file: unknown): asserts file is FileOrBytes {
  if (types.isUint8Array(file)) return
  if (typeof file === 'string') return checkPath(what, file)
  throw new OptionError(
    `${what}: file: expected a path, or the bytes of a file, found ${describeValue(file)}`,
  )
}

export function checkLoadOptions(what: string, options: LoadFileOptions): void {
  checkOptionNames(what, options, ['mapLocation', 'mmap', 'weightsOnly'])
  const { mmap = true, weightsOnly = true } = options
  checkBoolean(`${what}: mmap`, mmap)
  checkBoolean(`${what}: weightsOnly`, weightsOnly)
  if (weightsOnly) return
  throw new OptionError(
    `${what}: expected weightsOnly: true, found false: a pickle is a program, and this package runs ` +
      'none; load the file in Python, and save its state dict',
  )
}
