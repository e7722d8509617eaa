/**
 * Reads the files of `torch.save` before PyTorch 1.6, and with `_use_new_zipfile_serialization` off:
 * five pickles in a row (a magic number, a version, the system, the value, the keys of its storages),
 * then the storages, each as its number of values and the values.
 */
import { bytesPerValue } from '../../tensor'
import type { DType } from '../../base/dtype'
import type { Relocate } from '../location'
import type { Wrong } from '../pickle/bytes'
import { placeholder, placeholders, type Host, type Refuse } from '../pickle/host'
import { checkPickle, type Checked } from '../pickle/read'
import type { Source } from '../source'
import { integersOf } from './quantized'
import { readStorageId, TensorBuilder } from './tensors'

const magicNumber = 0x1950a86a20f9469cfc6cn
const protocolVersion = 1001
/** How such a file begins: the pickle of the magic number. */
export const legacyStart = Buffer.from('80028a0a6cfc9c46f9206aa850', 'hex')

/** The pickles of a file are before its values; this much of a file is read as pickles. */
const mostPickleBytes = 2 ** 28

interface Place {
  start: number
  bytes: number
}

export function readLegacy(source: Source, relocate: Relocate): unknown {
  const bytes = source.bytes(0, Math.min(source.size, mostPickleBytes))
  const wrong: Wrong = (byte, problem, cause) => source.damaged(byte, problem, cause)
  const plain = (start: number): [unknown, number] => {
    const pickle = checkPickle(bytes, wrong, start)
    return [pickle.read(placeholders), pickle.end]
  }
  const [magic, afterMagic] = plain(0)
  if (magic !== magicNumber) throw wrong(0, "expected PyTorch's magic number")
  const [version, afterVersion] = plain(afterMagic)
  if (version !== protocolVersion) throw wrong(afterMagic, `unknown version ${String(version)}`)
  // What the system was does not matter: values are in little-endian order, whoever wrote them.
  const [, afterSystem] = plain(afterVersion)
  const dtypes = new Map<string, DType>()
  const value = checkPickle(bytes, wrong, afterSystem, noting(dtypes))
  const [keys, end] = plain(value.end)
  const places = findStorages(source, keys, dtypes, end)
  return build(source, value, places, relocate)
}

/** The first reading of the value notes what storages there are. */
function noting(dtypes: Map<string, DType>): Host {
  return {
    rebuild: () => placeholder,
    storage(id: unknown, refuse: Refuse) {
      const { key, dtype } = readStorageId(id, refuse)
      if ((dtypes.get(key) ?? dtype) !== dtype) throw refuse('found one storage with two dtypes')
      dtypes.set(key, dtype)
      return placeholder
    },
  }
}

function findStorages(
  source: Source,
  keys: unknown,
  dtypes: ReadonlyMap<string, DType>,
  end: number,
): Map<string, Place> {
  const places = new Map<string, Place>()
  if (!Array.isArray(keys)) throw source.damaged(end, 'expected a list of storages')
  let at = end
  for (const key of keys as unknown[]) {
    const dtype = typeof key === 'string' ? dtypes.get(key) : undefined
    if (dtype === undefined || places.has(key as string)) {
      throw source.damaged(at, 'expected the storages of the value, each once')
    }
    const count = source.bytes(at, 8).readBigInt64LE()
    const bytes = Number(count) * bytesPerValue(integersOf(dtype))
    if (count < 0 || at + 8 + bytes > source.size) {
      throw source.damaged(at, `expected a storage within the file, found ${count} values`)
    }
    places.set(key as string, { start: at + 8, bytes })
    at += 8 + bytes
  }
  return places
}

function build(
  source: Source,
  value: Checked,
  places: ReadonlyMap<string, Place>,
  relocate: Relocate,
): unknown {
  const builder = new TensorBuilder(({ key, bytes }, refuse) => {
    const place = places.get(key)
    if (!place || place.bytes !== bytes) throw refuse(`expected ${bytes} bytes of storage ${key}`)
    return source.storage(place.start, bytes)
  }, relocate)
  return value.read(builder)
}
