/** Reads the files of `torch.save`: an archive of a pickle and of the storages that it names. */
import { fromTypedArray } from '../../tensor'
import { swapBytes } from '../byteOrder'
import type { Relocate } from '../location'
import type { Refuse } from '../pickle/host'
import { checkPickle } from '../pickle/read'
import type { Zip, ZipEntry } from '../zip/read'
import { integersOf } from './quantized'
import { TensorBuilder, type StorageId } from './tensors'

const stored = 0
/** Of PyTorch's own reader. */
const newestVersion = 10

/** The name of the pickle, or null for another kind of archive. */
export function findPickle(zip: Zip): string | null {
  return [...zip.entries.keys()].find(name => /^[^/]+\/data\.pkl$/.test(name)) ?? null
}

export function readZip(zip: Zip, relocate: Relocate): unknown {
  const folder = zip.topFolder()
  checkVersion(zip, folder)
  const isBigEndian = readByteOrder(zip, folder) === 'big'
  const name = `${folder}data.pkl`
  const { start } = zip.entry(name)
  const wrong = (byte: number, problem: string, cause?: unknown) =>
    zip.source.damaged(start, `'${name}', byte ${byte}: ${problem}`, cause)
  const pickle = checkPickle(zip.read(name), wrong)
  const read = (id: StorageId, refuse: Refuse) => {
    const place = placeOf(zip, folder, id, refuse)
    if (!isBigEndian) return zip.source.storage(place.start, place.size)
    const bytes = zip.source.bytes(place.start, place.size)
    swapBytes(bytes, integersOf(id.dtype))
    return fromTypedArray(bytes)
  }
  return pickle.read(new TensorBuilder(read, relocate))
}

function checkVersion(zip: Zip, folder: string): void {
  const name = `${folder}version`
  const text = zip.read(name).toString('latin1')
  const version = Number.parseInt(text, 10)
  if (version >= 1 && version <= newestVersion) return
  const found = JSON.stringify(text.slice(0, 32))
  throw zip.source.damaged(
    zip.entry(name).start,
    `'${name}': expected a version from 1 to ${newestVersion}, found ${found}`,
  )
}

function readByteOrder(zip: Zip, folder: string): string {
  const name = `${folder}byteorder`
  if (!zip.entries.has(name)) return 'little'
  const order = zip.read(name).toString('latin1')
  if (order === 'little' || order === 'big') return order
  const { start } = zip.entry(name)
  const found = JSON.stringify(order.slice(0, 32))
  throw zip.source.damaged(start, `'${name}': expected 'little' or 'big', found ${found}`)
}

function placeOf(zip: Zip, folder: string, id: StorageId, refuse: Refuse): ZipEntry {
  const name = `${folder}data/${id.key}`
  if (!zip.entries.has(name)) throw refuse(`expected '${name}' in the archive, found none`)
  const entry = zip.entry(name)
  const { method, size } = entry
  if (size !== id.bytes) {
    throw refuse(`expected ${id.bytes} bytes in '${name}', found ${size}`)
  }
  if (method !== stored) throw refuse(`expected '${name}' as it is, found it compressed`)
  return entry
}
