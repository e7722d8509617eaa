/** Writes a file of tensors, in the format that its name asks for. */
import { extname } from 'node:path'
import { checkBoolean, checkChoice, checkOptionNames, isPlainObject } from '../base/check'
import { OptionError } from '../base/errors'
import { Tensor } from '../tensor'
import { refuse } from './check'
import { saveNpy } from './numpy/npy'
import { saveNpz } from './numpy/npz'
import { checkPath } from './options'
import { savePytorch } from './pytorch/save'
import { saveFile } from './safetensors/save'
import { inMemory, toFile, type Destination } from './write'

const formats = ['safetensors', 'pt', 'npy', 'npz'] as const
export type FileFormat = (typeof formats)[number]

export interface SaveOptions {
  /** Of the file, whatever its name says. */
  format?: FileFormat
  /** Of a safetensors file: texts by name (default `{ format: 'pt' }`). */
  metadata?: Readonly<Record<string, string>>
  /** Deflates the values of an .npz file (default false). */
  compress?: boolean
}

const byExtension: Readonly<Record<string, FileFormat>> = {
  '.safetensors': 'safetensors',
  '.pt': 'pt',
  '.pth': 'pt',
  '.bin': 'pt',
  '.ckpt': 'pt',
  '.npy': 'npy',
  '.npz': 'npz',
}

function isFlat(value: unknown): boolean {
  const values = value instanceof Map ? [...value.values()] : Object.values(value ?? {})
  const isObject = value instanceof Map || isPlainObject(value)
  return isObject && values.length > 0 && values.every(element => element instanceof Tensor)
}

/** The format that is asked for, or that the name of the file or the value suggests. */
export function formatOf(value: unknown, file: string, format?: FileFormat): FileFormat {
  return (
    format ?? byExtension[extname(file).toLowerCase()] ?? (isFlat(value) ? 'safetensors' : 'pt')
  )
}

/**
 * Writes tensors, alone or in objects, Maps, arrays, with numbers, strings, booleans and null. The
 * format is that of the name: `.safetensors`; `.pt` or `.pth`, the only one that keeps nesting and
 * shared memory; `.npy`, `.npz`. Any other name: safetensors for tensors by name, else .pt. Frozen
 * arrays are tuples to Python. The file is complete or not there. PyTorch: `torch.save`.
 * @throws OptionError or TorchError for a value that the format cannot hold; Node's error where the
 * file cannot be written.
 */
export function save(value: unknown, file: string, options: SaveOptions = {}): void {
  checkPath('save', file)
  write('save', value, file, options)(toFile(file))
}

/**
 * The bytes of the file that `save` would write, for `torch.load(bytes)`, a database or a network:
 * safetensors for tensors by name, else .pt, unless `format` says otherwise. PyTorch: `torch.save` to
 * a `BytesIO`.
 * @throws OptionError or TorchError for a value that the format cannot hold.
 */
export function serialize(value: unknown, options: SaveOptions = {}): Uint8Array {
  return inMemory(write('serialize', value, '', options))
}

/** Checks the options, and says how to write. */
function write(
  what: string,
  value: unknown,
  name: string,
  options: SaveOptions,
): (to: Destination) => void {
  checkOptionNames(what, options, ['format', 'metadata', 'compress'])
  if (options.format !== undefined) checkChoice(`${what}: format`, options.format, formats)
  const { metadata, compress = false } = options
  checkBoolean(`${what}: compress`, compress)
  const format = formatOf(value, name, options.format)
  const checkFits = (option: string, wanted: FileFormat, isGiven: boolean): void => {
    if (!isGiven || format === wanted) return
    throw new OptionError(`${what}: ${option}: expected the format ${wanted}, found ${format}`)
  }
  checkFits('metadata', 'safetensors', metadata !== undefined)
  checkFits('compress', 'npz', compress)
  switch (format) {
    case 'safetensors':
      return to => saveFile(value as never, to, { metadata })
    case 'npz':
      return to => saveNpz(value, to, compress)
    case 'npy':
      if (!(value instanceof Tensor)) refuse(`${what}: an .npy file`, 'a Tensor', value)
      return to => saveNpy(value, to)
    case 'pt':
      return to => savePytorch(value, to)
  }
}
