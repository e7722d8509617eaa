/** `model.saveStateDict(file)` and `model.loadStateDict(file)`. */
import { OptionError } from '../base/errors'
import { describeValue, isPlainObject } from '../base/check'
import { setStateFiles } from '../nn/stateFile'
import type { Tensor } from '../tensor'
import { tensorsByName } from './check'
import { loadWithMetadata } from './load'
import { checkPath } from './options'
import { saveFile } from './safetensors/save'
import { formatOf, save } from './save'
import { sharedNames } from './shared'
import { toFile } from './write'

type State = Record<string, Tensor>

/** Whether two tensors are one: the same values of the same storage. */
function isSame(a: Tensor, b: Tensor): boolean {
  const parts = ({ shape, strides, dtype }: Tensor) => [shape, strides, dtype].join(';')
  return parts(a) === parts(b) && a.dataPtr() === b.dataPtr()
}

/**
 * Of tensors that are one, the first stays, and the others are noted as `{ other: first }`, as
 * Python's `safetensors.torch.save_model` does. Tensors that share only a part are copied.
 */
function withoutTwins(state: State): { state: State; metadata: Record<string, string> } {
  const rest = { ...state }
  const metadata: Record<string, string> = { format: 'pt' }
  for (const names of sharedNames(state)) {
    const [first, ...others] = [...names].sort()
    const areSame = others.every(other => isSame(state[first!]!, state[other]!))
    for (const other of others) {
      if (!areSame) rest[other] = state[other]!.clone()
      else {
        delete rest[other]
        metadata[other] = first!
      }
    }
  }
  return { state: rest, metadata }
}

function write(state: State, file: string): void {
  checkPath('saveStateDict', file)
  if (formatOf(state, file) !== 'safetensors') return save(state, file)
  const { state: rest, metadata } = withoutTwins(tensorsByName('saveStateDict', state))
  saveFile(rest, toFile(file), { metadata })
}

/** The names that `withoutTwins` left out. */
function withTwins(state: State, metadata: Readonly<Record<string, string>>): State {
  const twins = Object.entries(metadata).filter(
    ([other, first]) => !Object.hasOwn(state, other) && Object.hasOwn(state, first),
  )
  return { ...state, ...Object.fromEntries(twins.map(([other, first]) => [other, state[first]!])) }
}

function read(file: string): State {
  checkPath('loadStateDict', file)
  const { value, metadata } = loadWithMetadata(file, { mapLocation: 'cpu' })
  if (isPlainObject(value)) return withTwins(value as State, metadata)
  throw new OptionError(
    `loadStateDict: expected tensors by name in '${file}', found ${describeValue(value)}`,
  )
}

setStateFiles({ read, write })
