/** Reads TorchScript archives. */
import { checkOptionNames, checkString } from '../../base/check'
import { TorchError } from '../../base/errors'
import { NativeScriptModule, releaseOnError } from '../../tensor'
import type { Device } from '../../tensor'
import { checkFileOrBytes, type FileOrBytes } from '../options'
import { Source } from '../source'
import { Zip } from '../zip/read'
import { checkArchive } from './archive'
import { ScriptModule } from './module'

export interface LoadScriptOptions {
  /** The device of its parameters and buffers (default: where they were saved from). */
  mapLocation?: Device
}

/**
 * Reads what `torch.jit.save` wrote, here or in Python, by its path or from its bytes. A TorchScript
 * module is a program: it runs what it likes of libtorch's operators, so load only what you trust.
 * PyTorch: `torch.jit.load`.
 * @throws DataError for a file that is missing, damaged, or no TorchScript archive.
 */
export function load(file: FileOrBytes, options: LoadScriptOptions = {}): ScriptModule {
  checkFileOrBytes('jit.load', file)
  checkOptionNames('jit.load', options, ['mapLocation'])
  const { mapLocation } = options
  const device = typeof mapLocation === 'number' ? `cuda:${mapLocation}` : mapLocation
  if (device !== undefined) checkString('jit.load: mapLocation', device)
  return Source.use(file, false, source => {
    checkArchive(new Zip(source))
    const bytes = source.bytes(0, source.size)
    return releaseOnError(() => new ScriptModule(nativeModule(source, bytes, device)))
  })
}

function nativeModule(source: Source, bytes: Buffer, device?: string): NativeScriptModule {
  try {
    return NativeScriptModule.load(bytes, device ?? null)
  } catch (error) {
    if (!(error instanceof TorchError) || ['DEVICE', 'OUT_OF_MEMORY'].includes(error.code))
      throw error
    throw source.damaged(0, `libtorch cannot read it: ${error.message.split('\n')[0]}`, error)
  }
}
