/** Files that are written: complete, or not there. */
import { TorchError } from '../base/errors'
import { writeAtomically } from '../base/file'

/**
 * Lets `fill` write a file that then takes the place of the one at `path`. Like Python's libraries
 * it leaves to the system when what may be gigabytes goes to the disk.
 * @throws TorchError IO with the reason where it cannot be written; nothing is left behind.
 */
export function writeTensors(path: string, fill: (file: number) => void): void {
  try {
    writeAtomically(path, fill, false)
  } catch (cause) {
    if (cause instanceof TorchError) throw cause
    const { message } = cause as Error
    throw new TorchError('IO', `'${path}' cannot be written: ${message}`, { cause })
  }
}
