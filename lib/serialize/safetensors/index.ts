/** safetensors files. Python: `safetensors.torch`. */
import { checkOptionNames } from '../../base/check'
import { releaseOnError, type Tensor } from '../../tensor'
import { relocator } from '../location'
import { checkLoadOptions, checkPath, type LoadFileOptions } from '../options'
import { Source } from '../source'
import { toFile } from '../write'
import { readHeader } from './header'
import { readSafetensors } from './load'
import * as writing from './save'

export type { SaveFileOptions } from './save'

/**
 * Writes tensors by name, all of them or nothing. Python: `safetensors.torch.save_file`.
 * @throws TorchError VALUE for tensors that share memory, TYPE for dtypes that the format lacks.
 */
export function saveFile(
  tensors: Readonly<Record<string, Tensor>>,
  file: string,
  options: writing.SaveFileOptions = {},
): void {
  checkPath('saveFile', file)
  checkOptionNames('saveFile', options, ['metadata'])
  writing.saveFile(tensors, toFile(file), options)
}

/**
 * The tensors of a file by name. Python: `safetensors.torch.load_file`.
 * @throws DataError for a file that breaks a rule of the format, with the byte.
 */
export function loadFile(file: string, options: LoadFileOptions = {}): Record<string, Tensor> {
  checkPath('loadFile', file)
  checkLoadOptions('loadFile', options)
  const relocate = relocator(options.mapLocation)
  return Source.use(file, options.mmap ?? true, source =>
    releaseOnError(() => readSafetensors(source, relocate).tensors),
  )
}

/** The texts that a file holds besides its tensors. Python: `safe_open(file).metadata()`. */
export function metadata(file: string): Record<string, string> {
  checkPath('metadata', file)
  return Source.use(file, true, source => readHeader(source).metadata)
}
