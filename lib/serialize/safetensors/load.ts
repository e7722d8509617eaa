/** Reads safetensors files. */
import type { Tensor } from '../../tensor'
import type { Relocate } from '../location'
import type { Refuse } from '../pickle/host'
import { attempt } from '../pytorch/attempt'
import type { Source } from '../source'
import { readHeader } from './header'

/** The tensors of an open file by name, and the texts beside them. */
export function readSafetensors(
  source: Source,
  relocate: Relocate,
): { tensors: Record<string, Tensor>; metadata: Record<string, string> } {
  const { tensors, metadata } = readHeader(source)
  const read = tensors.map(({ name, start, byte, dtype, shape }) => {
    const refuse: Refuse = problem => source.damaged(byte, `the tensor '${name}': ${problem}`)
    const tensor = attempt(refuse, () => source.tensor(start, { dtype, shape }))
    return [name, relocate(tensor, 'cpu')] as const
  })
  return { tensors: Object.fromEntries(read), metadata }
}
