/** State dicts in files. Formats are the business of lib/serialize, which is above modules. */
import { describeValue } from '../base/check'
import { OptionError, TorchError } from '../base/errors'
import { tidy } from '../tensor'
import type { AnyModule } from './module'
import { loadState, type LoadOptions, type LoadResult, type StateDict } from './stateDict'

export interface StateFiles {
  read(file: string): StateDict
  write(state: StateDict, file: string): void
}

let stateFiles: StateFiles | undefined

/** @internal Called once, by lib/serialize. */
export function setStateFiles(files: StateFiles): void {
  stateFiles = files
}

function known(): StateFiles {
  if (stateFiles) return stateFiles
  throw new TorchError('NATIVE', 'expected lib/serialize to be loaded before files are asked for')
}

/** Loads a state dict, or the file of one that a path names. */
export function loadStateOrFile(
  module: AnyModule,
  state: Readonly<StateDict> | string,
  options: LoadOptions,
): LoadResult {
  if (typeof state !== 'string') return loadState(module, state, options)
  return tidy(() => loadState(module, known().read(state), options))
}

/** Options would be ignored, as other methods take them. */
export function checkNoMore(what: string, others: readonly unknown[]): void {
  if (others.length === 0) return
  throw new OptionError(
    `${what}: expected a file and nothing else, found ${describeValue(others[0])}; ` +
      'torch.save(model.stateDict(), file, options) takes options',
  )
}

export function saveStateFile(module: AnyModule, file: string): void {
  tidy(() => known().write(module.stateDict(), file))
}
