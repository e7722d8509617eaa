/** Reads a file of tensors, whichever format its content has. */
import { releaseOnError } from '../tensor'
import {
  checkFileOrBytes,
  checkLoadOptions,
  type FileOrBytes,
  type LoadFileOptions,
} from './options'
import { relocator, type Relocate } from './location'
import { npyStart, readNpy } from './numpy/npy'
import { isNpz, readNpz } from './numpy/npz'
import { legacyStart, readLegacy } from './pytorch/legacy'
import { findPickle, readZip } from './pytorch/zip'
import { mostHeaderBytes } from './safetensors/header'
import { readSafetensors } from './safetensors/load'
import { Source } from './source'
import { Zip } from './zip/read'

/**
 * Reads what `torch.save` of this package or of Python wrote, a safetensors file, or a NumPy file, by
 * its path or, as a Buffer or other Uint8Array, its bytes, which are copied:
 * the format is found in the content, whatever the name says. Dicts become plain objects (Maps where
 * keys are neither names nor counting numbers), lists arrays, tuples and sizes frozen arrays, None
 * null, dtypes and devices their names; parameters are `nn.Parameter`s, and tensors that shared
 * memory share it again. Nothing of a file is run as code. PyTorch: `torch.load(weights_only=True)`.
 * @throws DataError for a file that is missing, damaged, or of no known format, with the byte.
 */
export function load<T = unknown>(file: FileOrBytes, options: LoadFileOptions = {}): T {
  return loadWithMetadata(file, options).value as T
}

interface Loaded {
  value: unknown
  /** Of a safetensors file; empty for others. */
  metadata: Record<string, string>
}

/** @internal */
export function loadWithMetadata(file: FileOrBytes, options: LoadFileOptions): Loaded {
  checkFileOrBytes('load', file)
  checkLoadOptions('load', options)
  const relocate = relocator(options.mapLocation)
  return Source.use(file, options.mmap ?? true, source =>
    releaseOnError(() => read(source, relocate)),
  )
}

function read(source: Source, relocate: Relocate): Loaded {
  const start = source.bytes(0, Math.min(source.size, 16))
  if (isSafetensors(start)) {
    const { tensors, metadata } = readSafetensors(source, relocate)
    return { value: tensors, metadata }
  }
  return { value: readOther(source, start, relocate), metadata: {} }
}

/** A length of 8 bytes, then an object, before which Python's reader takes blanks. */
function isSafetensors(start: Buffer): boolean {
  if (start.length < 9) return false
  if (start[8] === 0x7b) return true
  const isLength = start.readBigUInt64LE() <= mostHeaderBytes
  return isLength && /^[ \t\r\n]+(\{|$)/.test(start.toString('latin1', 8))
}

const emptyArchive = Buffer.from('PK\x05\x06', 'latin1')

function readOther(source: Source, start: Buffer, relocate: Relocate): unknown {
  if (start.indexOf('PK\x03\x04', 0, 'latin1') === 0) return readArchive(new Zip(source), relocate)
  // NumPy's own, of no tensors.
  if (start.indexOf(emptyArchive) === 0 && new Zip(source).entries.size === 0) return {}
  if (start.indexOf(npyStart) === 0) return relocate(readNpy(source), 'cpu')
  if (start.indexOf(legacyStart) === 0) return readLegacy(source, relocate)
  if (start[0] === 0x80) {
    throw source.damaged(0, 'found a pickle that torch.save did not write: it could run any code')
  }
  const formats = 'safetensors, .pt, .npy or .npz'
  throw source.damaged(0, `expected a file of tensors (${formats}), found another`)
}

function readArchive(zip: Zip, relocate: Relocate): unknown {
  if (isNpz(zip)) return readNpz(zip, relocate)
  const pickle = findPickle(zip)
  if (pickle === null) {
    throw zip.source.damaged(0, 'expected an archive of torch.save or of NumPy, found another')
  }
  const folder = zip.topFolder()
  if (zip.entries.has(`${folder}constants.pkl`)) {
    throw zip.source.damaged(0, 'found a TorchScript module: torch.jit.load reads it')
  }
  return readZip(zip, relocate)
}
