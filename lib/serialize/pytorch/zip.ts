/** Reads the files of `torch.save`: an archive of a pickle and of the storages that it names. */
import type { Tensor } from '../../tensor'
import type { Relocate } from '../location'
import type { Refuse } from '../pickle/host'
import { checkPickle } from '../pickle/read'
import type { Zip } from '../zip/read'
import { TensorBuilder, type StorageId } from './tensors'

const stored = 0

/** The name of the pickle, or null for another kind of archive. */
export function findPickle(zip: Zip): string | null {
  return [...zip.entries.keys()].find(name => /^[^/]+\/data\.pkl$/.test(name)) ?? null
}

export function readZip(zip: Zip, relocate: Relocate): unknown {
  const folder = zip.topFolder()
  checkByteOrder(zip, folder)
  const name = `${folder}data.pkl`
  const { start } = zip.entry(name)
  const wrong = (byte: number, problem: string, cause?: unknown) =>
    zip.source.damaged(start, `'${name}', byte ${byte}: ${problem}`, cause)
  const pickle = checkPickle(zip.read(name), wrong)
  const read = (id: StorageId, refuse: Refuse) => readStorage(zip, folder, id, refuse)
  return pickle.read(new TensorBuilder(read, relocate))
}

function checkByteOrder(zip: Zip, folder: string): void {
  const name = `${folder}byteorder`
  if (!zip.entries.has(name)) return
  const order = zip.read(name).toString('latin1')
  if (order === 'little') return
  const { start } = zip.entry(name)
  throw zip.source.damaged(start, `expected values in little-endian order, found '${order}'`)
}

function readStorage(zip: Zip, folder: string, id: StorageId, refuse: Refuse): Tensor {
  const name = `${folder}data/${id.key}`
  if (!zip.entries.has(name)) throw refuse(`expected '${name}' in the archive, found none`)
  const { method, size, start } = zip.entry(name)
  if (size !== id.bytes) {
    throw refuse(`expected ${id.bytes} bytes in '${name}', found ${size}`)
  }
  if (method !== stored) throw refuse(`expected '${name}' as it is, found it compressed`)
  return zip.source.storage(start, size)
}
