/** Files that are written: complete, or not there. */
import { TorchError } from '../base/errors'
import { writeAll, writeAtomically } from '../base/file'
import { tidy, writeTensor, type Tensor } from '../tensor'

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

/** What takes the content of a file, from its beginning on. */
export interface Sink {
  write(bytes: Uint8Array): void
  /** Values in row-major order; returns how many bytes they are. */
  writeTensor(values: Tensor): number
}

/** Where a file is to be, once it is filled. */
export type Destination = (fill: (sink: Sink) => void) => void

export function toFile(path: string): Destination {
  return fill =>
    writeTensors(path, file =>
      fill({
        write: bytes => writeAll(file, bytes),
        writeTensor: values => writeTensor(file, values),
      }),
    )
}

/** The content of a file that is nowhere. */
export function inMemory(save: (to: Destination) => void): Uint8Array {
  const parts: Uint8Array[] = []
  const write = (bytes: Uint8Array): void => void parts.push(bytes)
  save(fill => fill({ write, writeTensor: values => writeBytes(write, values) }))
  return Buffer.concat(parts)
}

function writeBytes(write: Sink['write'], tensor: Tensor): number {
  const values = tidy(() => tensor.detach().resolveConj().resolveNeg().toTypedArray())
  write(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  return values.byteLength
}
